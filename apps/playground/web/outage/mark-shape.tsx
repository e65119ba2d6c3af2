import type { ReactElement } from 'react';
import type { MarkKind } from './lanes.ts';
import classes from './timeline.module.css';

interface Shape {
  readonly path: string;
  /** Where its middle is, in pixels below that of the lane: what was fetched is above, what was answered below. */
  readonly middle: number;
  readonly look: string;
}

// Told apart by their forms, and not by their colours alone.
const SHAPES: Readonly<Record<MarkKind, Shape>> = {
  fetched: { path: 'M0 -11l4 4l-4 4l-4 -4z', middle: -7, look: 'good' },
  'fetch failed': { path: 'M-4 -11l8 8m0 -8l-8 8', middle: -7, look: 'unsure' },
  accepted: { path: 'M0 2v9', middle: 6.5, look: 'good' },
  refused: { path: 'M-3 3h6v8h-6z', middle: 7, look: 'bad' },
  'not judged': { path: 'M0 2l4 9h-8z', middle: 6.5, look: 'unsure' },
  rotated: { path: 'M-4 -10h8m-4 -4v8', middle: -10, look: 'plain' },
  removed: { path: 'M-4 10h8', middle: 10, look: 'plain' },
};

const LEGEND: Readonly<Record<MarkKind, string>> = {
  fetched: 'keys or metadata fetched',
  'fetch failed': 'fetch failed',
  accepted: 'request accepted',
  refused: 'refused, 401',
  'not judged': 'not judged, 503',
  rotated: 'new key',
  removed: 'key removed',
};

/** A mark, around the point 0, 0. */
export function MarkShape({ kind }: { readonly kind: MarkKind }): ReactElement {
  const { path, look } = SHAPES[kind];
  return <path d={path} className={classes[look]} />;
}

/** What the marks stand for. */
export function Legend(): ReactElement {
  return (
    <ul className={classes['legend']}>
      {(Object.keys(LEGEND) as MarkKind[]).map((kind) => (
        <li key={kind}>
          <svg
            aria-hidden="true"
            width="14"
            height="14"
            viewBox={`-7 ${SHAPES[kind].middle - 7} 14 14`}
          >
            <MarkShape kind={kind} />
          </svg>
          {LEGEND[kind]}
        </li>
      ))}
      <li>
        <svg aria-hidden="true" width="14" height="14" viewBox="-7 -7 14 14">
          <rect className={classes['off']} x="-7" width="14" y="-5" height="10" />
        </svg>
        server off
      </li>
    </ul>
  );
}
