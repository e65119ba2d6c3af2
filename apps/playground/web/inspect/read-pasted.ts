import { base64url } from 'jose';
import { textsOf } from './texts-of.ts';

/** How much is read, in characters. */
export const MOST_CHARACTERS = 64 * 1024;

/** How many levels of a value are read: what is shown as JSON grows with each. */
const MOST_LEVELS = 32;

/** What a text can turn out to be. */
export type Kind =
  | 'nothing'
  | 'too-large'
  | 'json'
  | 'several'
  | 'opaque'
  | 'unreadable'
  | 'encrypted'
  | 'access-token'
  | 'proof'
  | 'id-token'
  | 'jwt';

/** The header, or the claims, of a JWT. */
export type Members = Readonly<Record<string, unknown>>;

/** A text that was pasted, read and not believed: nothing here is verified. */
export interface Reading {
  readonly kind: Kind;
  /** The token or the proof alone; empty where there is none, or more than one. */
  readonly text: string;
  readonly header?: Members | undefined;
  readonly claims?: Members | undefined;
  /** Whether there is anything where the signature stands. */
  readonly isSigned?: boolean | undefined;
}

/** Reads what somebody pasted, whatever it is: never throws. */
export function readPasted(pasted: string): Reading {
  if (pasted.length > MOST_CHARACTERS) return { kind: 'too-large', text: '' };
  if (pasted.trim().startsWith('{')) return { kind: 'json', text: '' };
  const [text = '', ...others] = textsOf(pasted);
  if (text === '') return { kind: 'nothing', text };
  if (others.length > 0) return { kind: 'several', text: '' };

  const parts = text.split('.');
  const header = membersOf(parts[0]);
  if (parts.length === 5 && header !== undefined) return { kind: 'encrypted', text, header };
  if (parts.length !== 3) return { kind: 'opaque', text };
  const claims = membersOf(parts[1]);
  const kind = header && claims ? kindOf(header, claims) : 'unreadable';
  return { kind, text, header, claims, isSigned: parts[2] !== '' };
}

// RFC 8725 section 3.11: the type is what tells the kinds of JWTs apart. ID tokens have none of their own.
function kindOf({ typ }: Members, claims: Members): Kind {
  const type = typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : '';
  if (type === 'at+jwt') return 'access-token';
  if (type === 'dpop+jwt') return 'proof';
  const isIdToken = ['nonce', 'at_hash', 'c_hash'].some((name) => Object.hasOwn(claims, name));
  return isIdToken && (type === '' || type === 'jwt') ? 'id-token' : 'jwt';
}

function membersOf(part = ''): Members | undefined {
  try {
    const json = new TextDecoder('utf-8', { fatal: true }).decode(base64url.decode(part));
    const value: unknown = JSON.parse(json);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject && isWithin(value, MOST_LEVELS) ? (value as Members) : undefined;
  } catch {
    return undefined;
  }
}

function isWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((member) => isWithin(member, levels - 1));
}
