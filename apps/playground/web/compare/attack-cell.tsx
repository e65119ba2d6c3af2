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

/** How one attack on one framework went: a sign and the status, which open the rest. */
export function AttackCell({ job, run, onShow }: AttackCellProps): ReactElement {
  if (run === undefined) return <Sign sign="–" words="not tried" />;
  if (run.kind === 'waiting') return <Sign sign="…" words="waits" />;
  if (run.kind === 'running') return <Sign sign={<Loader size={12} />} words="under way" />;
  const isGood = run.kind === 'answered' && run.verdict.isExpected;
  const status = run.kind === 'answered' ? run.verdict.status : 'failed';
  const on = `${job.attack.title} on ${API_NAMES[job.framework]}`;
  return (
    <UnstyledButton
      className={classes['outcome']}
      data-wrong={!isGood || undefined}
      onClick={onShow}
      aria-haspopup="dialog"
    >
      <span aria-hidden="true">{isGood ? '✓' : '✗'}</span> {status}
      <VisuallyHidden>{`, ${isGood ? 'as it must be' : 'wrong'}: ${on}`}</VisuallyHidden>
    </UnstyledButton>
  );
}

function Sign({ sign, words }: { readonly sign: ReactNode; readonly words: string }): ReactElement {
  return (
    <>
      <span aria-hidden="true">{sign}</span>
      <VisuallyHidden>{words}</VisuallyHidden>
    </>
  );
}
