import { Box } from '@mantine/core';
import type { ReactElement } from 'react';
import { Fragment } from 'react';
import { FRAMEWORKS } from '../../server/control/protocol.ts';
import { ATTACK_THEMES } from '../attack/attacks.ts';
import type { Job } from '../attack/run-attack.ts';
import type { AttackRuns } from '../attack/use-attack-runs.ts';
import { API_NAMES } from '../look/api-names.ts';
import { AttackCell } from './attack-cell.tsx';
import classes from './attack-table.module.css';

interface AttackTableProps extends Pick<AttackRuns, 'runOf'> {
  readonly onShow: (job: Job) => void;
}

/** The attacks, one a row, and the frameworks, one a column. */
export function AttackTable({ runOf, onShow }: AttackTableProps): ReactElement {
  return (
    // A region that scrolls has to be in reach of the keyboard.
    <Box
      component="section"
      className={classes['region']}
      tabIndex={0}
      aria-label="Attacks and frameworks"
    >
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">Attack</th>
            {FRAMEWORKS.map((framework) => (
              <th key={framework} scope="col">
                {API_NAMES[framework]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ATTACK_THEMES.map(({ title, attacks }) => (
            <Fragment key={title}>
              <tr>
                <th scope="rowgroup" className={classes['theme']}>
                  {title}
                </th>
                <td colSpan={FRAMEWORKS.length} />
              </tr>
              {attacks.map((attack) => (
                <tr key={attack.id}>
                  <th scope="row">{attack.title}</th>
                  {FRAMEWORKS.map((framework) => {
                    const job: Job = { attack, framework };
                    return (
                      <td key={framework}>
                        <AttackCell job={job} run={runOf(job)} onShow={() => onShow(job)} />
                      </td>
                    );
                  })}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </Box>
  );
}
