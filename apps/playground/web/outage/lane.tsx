import type { ReactElement } from 'react';
import type { Gap, Mark } from './lanes.ts';
import { MarkShape } from './mark-shape.tsx';
import classes from './timeline.module.css';

interface LaneProps {
  readonly name: string;
  readonly marks: readonly Mark[];
  /** When the server was off; without it, this is no server's lane. */
  readonly gaps?: readonly Gap[] | undefined;
}

/** What happened to one server, from left to right. */
export function Lane({ name, marks, gaps }: LaneProps): ReactElement {
  return (
    <div className={classes['lane']}>
      <span className={classes['name']}>{name}</span>
      <svg aria-hidden="true" className={classes['band']} width="100%" height="28">
        {gaps !== undefined && (
          <rect className={classes['on']} x="0" width="100%" y="9" height="10" />
        )}
        {gaps?.map(({ from, to }) => (
          <rect
            key={from}
            className={classes['off']}
            x={percent(from)}
            width={percent(to - from)}
            y="9"
            height="10"
          />
        ))}
        {marks.map(({ id, kind, place }) => (
          // By CSS, whose percent are those of the whole picture.
          <g key={id} style={{ transform: `translate(${percent(place)}, 14px)` }}>
            <MarkShape kind={kind} />
          </g>
        ))}
      </svg>
    </div>
  );
}

function percent(part: number): string {
  return `${(part * 100).toFixed(2)}%`;
}
