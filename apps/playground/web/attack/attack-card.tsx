import { Button, Card, Group, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactElement } from 'react';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { BusyButton } from '../look/busy-button.tsx';
import { RfcLink } from '../look/rfc-link.tsx';
import { AttackCalls } from './attack-calls.tsx';
import { attackHref } from './attack-href.ts';
import classes from './attack-part.module.css';
import { AttackState } from './attack-state.tsx';
import type { Job, Run } from './run-attack.ts';

interface AttackCardProps {
  readonly job: Job;
  readonly run: Run | undefined;
  /** Whether the address leads to it. */
  readonly isChosen: boolean;
  readonly onTry: () => void;
}

/** One attack: what it tries, what must happen, and what did. */
export function AttackCard({ job, run, isChosen, onTry }: AttackCardProps): ReactElement {
  const { id, title, tries, must, source } = job.attack;
  const [isUnfolded, { toggle }] = useDisclosure(false);
  const card = useRef<HTMLDivElement>(null);
  const wasChosenAtFirst = useRef(isChosen);
  // Only where an address led here: whoever presses the button looks at the card already.
  useEffect(() => {
    if (wasChosenAtFirst.current) card.current?.focus();
  }, []);

  const isBusy = run?.kind === 'waiting' || run?.kind === 'running';
  const calls = run !== undefined && 'calls' in run ? run.calls : [];
  return (
    <Card
      ref={card}
      component="article"
      withBorder
      tabIndex={-1}
      aria-labelledby={`attack-${id}`}
      className={classes['card']}
      data-chosen={isChosen || undefined}
      data-unfolded={(isUnfolded && calls.length > 0) || undefined}
    >
      <Group justify="space-between" align="start" wrap="nowrap" gap="sm">
        <Title order={3} size="h5" id={`attack-${id}`}>
          <Link href={attackHref(job.framework, id)} replace className={classes['title']}>
            {title}
          </Link>
        </Title>
        <BusyButton
          size="compact-sm"
          variant="default"
          flex="none"
          aria-label={`Try it: ${title}`}
          isBusy={isBusy}
          onClick={onTry}
        >
          Try it
        </BusyButton>
      </Group>
      <Text size="sm" mt={4}>
        {tries}
      </Text>
      <Text size="sm" mt={4} mb="xs" c="dimmed">
        {must} <RfcLink {...source} />
      </Text>
      <AttackState run={run} />
      {calls.length > 0 && (
        <Button
          size="compact-xs"
          variant="default"
          mt="xs"
          w="fit-content"
          aria-expanded={isUnfolded}
          onClick={toggle}
        >
          {`${isUnfolded ? 'Hide' : 'Show'} the ${calls.length === 1 ? 'call' : `${calls.length} calls`}`}
        </Button>
      )}
      {isUnfolded && <AttackCalls calls={calls} order={4} />}
    </Card>
  );
}
