import type { Choices } from './choices.ts';
import { AUDIENCES } from './choices.ts';
import type { Option } from './one-of.tsx';

/** Who may get a token. */
export const CALLER_OPTIONS: ReadonlyArray<Option<Choices['caller']>> = [
  {
    value: 'user',
    label: 'A user',
    description: 'Signs in: authorization code with PKCE (RFC 7636)',
  },
  {
    value: 'machine',
    label: 'A machine',
    description: 'Acts for itself: client credentials (RFC 6749 section 4.4)',
  },
];

/** How a token may be tied to who has it. */
export const SCHEME_OPTIONS: ReadonlyArray<Option<Choices['scheme']>> = [
  {
    value: 'dpop',
    label: 'DPoP',
    description: 'Bound to a new key of this browser (RFC 9449)',
  },
  {
    value: 'bearer',
    label: 'Bearer',
    description: 'Good for whoever has it (RFC 6750)',
  },
];

/** What a token may be for. */
export const AUDIENCE_OPTIONS: ReadonlyArray<Option<Choices['audience']>> = [
  {
    value: 'messages',
    label: 'The messages API',
    description: AUDIENCES.messages,
  },
  {
    value: 'archive',
    label: 'The archive',
    description: `${AUDIENCES.archive}: the messages API must refuse it`,
  },
];
