import { Button, Group, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useLocation, useParams, useSearchParams } from 'wouter';
import { FRAMEWORKS } from '../../server/control/protocol.ts';
import { API_NAMES } from '../look/api-names.ts';
import { FrameworkChoice } from '../look/framework-choice.tsx';
import { frameworkOf } from '../look/framework-of.ts';
import { PartHeading } from '../look/part-heading.tsx';
import { UnknownAddress } from '../look/unknown-address.tsx';
import { AttackCard } from './attack-card.tsx';
import { attackHref } from './attack-href.ts';
import classes from './attack-part.module.css';
import { useAttackRuns } from './attack-runs.tsx';
import { ATTACK_THEMES, ATTACKS } from './attacks.ts';
import type { Job } from './run-attack.ts';
import { tally } from './tally.ts';
import { TallyText } from './tally-text.tsx';

const ATTACK_IDS = ATTACKS.map(({ id }) => id);

/** Every attack to try on one of the APIs. */
export function AttackPart(): ReactElement {
  const [, navigate] = useLocation();
  const [query] = useSearchParams();
  const { rest: attackId } = useParams();
  const framework = frameworkOf(query);
  const { runOf, isRunning, start, stop } = useAttackRuns();
  const jobs: readonly Job[] = ATTACKS.map((attack) => ({ attack, framework }));

  return (
    <>
      <PartHeading title="Attack" shared={['framework']}>
        Each of these gets the tokens and keys that it needs by itself, sends what an attacker would
        send, and compares what came with what must come.
      </PartHeading>
      <UnknownAddress what="attack" said={attackId} known={ATTACK_IDS} />
      <UnknownAddress
        what="framework"
        said={query.get('framework')}
        known={FRAMEWORKS}
        shown={API_NAMES[framework]}
      />
      <Group gap="md" align="end">
        <FrameworkChoice
          framework={framework}
          onChoose={(chosen) => navigate(attackHref(chosen, attackId), { replace: true })}
        />
        {isRunning ? (
          <Button variant="default" onClick={stop}>
            Stop
          </Button>
        ) : (
          <Button onClick={() => start(jobs)}>Try all {jobs.length}</Button>
        )}
        <TallyText tally={tally(jobs, runOf)} isRunning={isRunning} />
      </Group>
      {ATTACK_THEMES.map(({ title, attacks }) => (
        <section key={title} aria-label={title}>
          <Title order={2} size="h4" mt="lg" mb="xs">
            {title}
          </Title>
          <div className={classes['cards']}>
            {attacks.map((attack) => (
              <AttackCard
                key={attack.id}
                job={{ attack, framework }}
                run={runOf({ attack, framework })}
                isChosen={attack.id === attackId}
                onTry={() => {
                  navigate(attackHref(framework, attack.id), { replace: true });
                  start([{ attack, framework }]);
                }}
              />
            ))}
          </div>
        </section>
      ))}
    </>
  );
}
