import { decodeJwt } from 'jose';
import { textOrEmpty } from '../look/text-or-empty.ts';
import type { DpopKey } from './dpop-key.ts';

/** What a request is made with: an access token, and the key that it is bound to. */
export interface Credential {
  readonly token: string;
  readonly scheme: 'bearer' | 'dpop';
  /** There with the scheme `dpop`. */
  readonly key?: DpopKey | undefined;
  /** How it came here. */
  readonly from: 'sign-in' | 'client credentials';
  readonly subject: string;
  readonly scopes: readonly string[];
  readonly audience: string;
  /** Seconds since the epoch. */
  readonly expiresAt: number;
}

/** Reads off a token what the page shows of it. The page only shows it: whether it is good is for the APIs to say. */
export function credentialOf(
  token: string,
  { from, key }: Pick<Credential, 'from' | 'key'>,
): Credential {
  // Of the types that decodeJwt names nothing is checked.
  const { sub, aud, exp, scope }: Record<string, unknown> = decodeJwt(token);
  return {
    token,
    from,
    key,
    scheme: key === undefined ? 'bearer' : 'dpop',
    subject: textOrEmpty(sub),
    scopes: textOrEmpty(scope).split(' ').filter(Boolean),
    audience: [aud].flat().map(textOrEmpty).join(' '),
    expiresAt: typeof exp === 'number' && Number.isFinite(exp) ? exp : 0,
  };
}
