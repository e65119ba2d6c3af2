import { Loader, UnstyledButton, VisuallyHidden } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import type { Job, Run } from '../attack/run-attack.ts';
import { API_NAMES } from '../look/api-names.ts';
import classes from './attack-table.module.css';

interface AttackCellProps {
  readonly job: Job;
  readonly run: Run | undefined;
  readonly onShow: () => void;
}

/** How one attack on one framework goes, or went: a sign and the status, which open the rest. */
export function AttackCell({ job, run, onShow }: AttackCellProps): ReactElement {
  if (run === undefined) {
    return (
      <>
        <span aria-hidden="true">–</span>
        <VisuallyHidden>not tried</VisuallyHidden>
      </>
    );
  }
  const { look, sign, status, words } = lookOf(run);
  return (
    // Of one that is under way, too: whoever tries it again comes back to the same button.
    <UnstyledButton
      className={classes['outcome']}
      data-look={look}
      onClick={onShow}
      aria-haspopup="dialog"
    >
      <span aria-hidden="true">{sign}</span> {status}
      <VisuallyHidden>
        {`, ${words}: ${job.attack.title} on ${API_NAMES[job.framework]}`}
      </VisuallyHidden>
    </UnstyledButton>
  );
}

interface Look {
  readonly look?: 'good' | 'wrong' | 'untried' | undefined;
  readonly sign: ReactNode;
  readonly status?: number | string | undefined;
  readonly words: string;
}

function lookOf(run: Run): Look {
  switch (run.kind) {
    case 'waiting':
      return { sign: '…', words: 'waits' };
    case 'running':
      return { sign: <Loader size={12} />, words: 'under way' };
    case 'untried':
      return { look: 'untried', sign: '!', status: 'untried', words: 'could not be tried' };
    case 'unanswered':
      return { look: 'wrong', sign: '✗', status: 'silent', words: 'wrong' };
    case 'answered': {
      const { isExpected, status } = run.verdict;
      return isExpected
        ? { look: 'good', sign: '✓', status, words: 'as it must be' }
        : { look: 'wrong', sign: '✗', status, words: 'wrong' };
    }
  }
}
