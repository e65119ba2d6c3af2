import type { PlaygroundEvent, ServerEvent } from '../../server/control/protocol.ts';

/** How an event ended, in a word, with a sign and a colour. */
export interface Outcome {
  readonly word: string;
  readonly color: 'green' | 'red' | 'gray' | 'blue';
}

/** Says how an event ended. */
export function outcomeOf(event: PlaygroundEvent): Outcome {
  if (event.kind === 'server') return { word: event.change, color: 'blue' };
  if (event.kind === 'fetch') {
    const isGood = event.status !== undefined && event.status < 400;
    return { word: `${isGood ? '↓' : '✗'} ${event.purpose}`, color: isGood ? 'gray' : 'red' };
  }
  const by = event.stage === 'guard' ? ' by a guard' : '';
  return event.refusal === undefined
    ? { word: `✓ accepted${by}`, color: 'green' }
    : { word: `✗ refused${by}`, color: 'red' };
}

/** Says what was done to the authorization server. */
export function changeInWords({ change, kid }: Pick<ServerEvent, 'change' | 'kid'>): string {
  switch (change) {
    case 'stopped':
      return 'It was switched off.';
    case 'started':
      return 'It was switched on.';
    case 'rotated':
      return `It signs with a new key, ${kid}.`;
    case 'removed':
      return `It does not publish the key ${kid} any more.`;
  }
}

const CLOCK = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** Writes the time of day of an event, to the millisecond. */
export function timeOf({ at }: Pick<PlaygroundEvent, 'at'>): string {
  return `${CLOCK.format(at)}.${String(at % 1000).padStart(3, '0')}`;
}
