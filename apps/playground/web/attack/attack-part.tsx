import { Alert, Button, Group, SegmentedControl, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { FRAMEWORKS } from '../../server/control/protocol.ts';
import { API_NAMES } from '../look/api-names.ts';
import { PartHeading } from '../look/part-heading.tsx';
import { AttackCard } from './attack-card.tsx';
import classes from './attack-part.module.css';
import { ATTACK_THEMES, ATTACKS } from './attacks.ts';
import type { Job } from './run-attack.ts';
import { tally } from './tally.ts';
import { TallyText } from './tally-text.tsx';
import { useAttackAddress } from './use-attack-address.ts';
import { useAttackRuns } from './use-attack-runs.ts';

const CHOICES = FRAMEWORKS.map((value) => ({ value, label: API_NAMES[value] }));

/** Every attack to try on one of the APIs. */
export function AttackPart(): ReactElement {
  const { framework, attackId, choose } = useAttackAddress();
  const { runOf, isRunning, start, stop } = useAttackRuns();
  const jobs: readonly Job[] = ATTACKS.map((attack) => ({ attack, framework }));
  const isUnknown = attackId !== undefined && !ATTACKS.some(({ id }) => id === attackId);

  return (
    <>
      <PartHeading title="Attack" isShared>
        Each of these gets the tokens and keys that it needs by itself, sends what an attacker would
        send, and compares what came with what must come.
      </PartHeading>
      <Group gap="md">
        <SegmentedControl
          aria-label="Framework of the API"
          data={CHOICES}
          value={framework}
          onChange={(value) => choose({ framework: value })}
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
      {isUnknown && (
        <Alert mt="md" title="There is no such attack" role="alert">
          The address names an attack that is not in the list. All that there are follow.
        </Alert>
      )}
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
                  choose({ attackId: attack.id });
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
