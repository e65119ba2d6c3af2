import { textOrEmpty } from '../look/text-or-empty.ts';
import type { Members, Reading } from './read-pasted.ts';

interface Warning {
  readonly sentence: string;
  readonly isDue: (parts: Parts) => boolean;
}

interface Parts extends Reading {
  readonly header: Members;
  readonly claims: Members;
}

// The private members of RSA, EC and OKP keys, and the key of a symmetric one (RFC 7518 section 6).
const SECRET_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];
const KEY_MEMBERS = ['jwk', 'jku', 'x5u', 'x5c'];
const DAY = 86_400;

const WARNINGS: readonly Warning[] = [
  {
    sentence: 'Nobody signed this: alg is none. Anybody can write such a token.',
    isDue: ({ header }) => textOrEmpty(header['alg']).toLowerCase() === 'none',
  },
  {
    sentence:
      'It is signed with a shared secret: whoever can verify it can also forge it. Holdfast accepts signatures of key pairs only.',
    isDue: ({ header }) => textOrEmpty(header['alg']).startsWith('HS'),
  },
  {
    sentence: 'The part for the signature is empty.',
    isDue: ({ isSigned }) => isSigned === false,
  },
  {
    sentence:
      'The key in the header holds its private half. Whoever saw this can use the key: replace it.',
    isDue: ({ header }) => names(header['jwk'], SECRET_MEMBERS),
  },
  {
    sentence:
      'The header brings or names its own key. Holdfast ignores that, and uses the keys of the issuer.',
    isDue: ({ kind, header }) => kind !== 'proof' && names(header, KEY_MEMBERS),
  },
  {
    sentence: 'The header wants extensions to be understood (crit). Holdfast refuses all of them.',
    isDue: ({ header }) => Object.hasOwn(header, 'crit'),
  },
  {
    sentence: 'It never expires: there is no exp. Holdfast refuses that.',
    isDue: ({ kind, claims }) => kind !== 'proof' && !Object.hasOwn(claims, 'exp'),
  },
  {
    sentence: 'It lives for more than a day. Whoever steals it has that long.',
    isDue: ({ claims: { exp, iat } }) =>
      typeof exp === 'number' && typeof iat === 'number' && exp - iat > DAY,
  },
  {
    sentence:
      'The proof names no access token (ath). It is good for a token request, not for an API.',
    isDue: ({ kind, claims }) => kind === 'proof' && !Object.hasOwn(claims, 'ath'),
  },
];

/** Says what is bad about a token or a proof, as far as one sees it without any key. */
export function warningsOf(reading: Reading): readonly string[] {
  const { header = {}, claims = {} } = reading;
  if (reading.header === undefined || reading.claims === undefined) return [];
  const parts = { ...reading, header, claims };
  return WARNINGS.filter(({ isDue }) => isDue(parts)).map(({ sentence }) => sentence);
}

function names(value: unknown, members: readonly string[]): boolean {
  return members.some((name) => Object.hasOwn(Object(value), name));
}
