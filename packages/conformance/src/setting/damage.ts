import { BASE_CLAIMS } from './names.ts';

/** What happens to a token or a proof after it was signed. */
export type Damage =
  /** One character in the middle of the signature is another one. */
  | 'flip-signature'
  /** Two characters are missing at the end of the signature. */
  | 'truncate-signature'
  /** The signature is the empty string. */
  | 'empty-signature'
  /** The payload says `scope: "admin"`; the signature is the old one. */
  | 'swap-payload'
  /** The last character of the signature has bits set that nothing decodes. */
  | 'loose-bits'
  | 'two-parts'
  | 'four-parts'
  | 'five-parts'
  | 'padded';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** How each damage is done. */
export const DAMAGE: Readonly<Record<Damage, (token: string) => string>> = {
  'flip-signature': (token) => {
    const at = token.lastIndexOf('.') + 20;
    return `${token.slice(0, at)}${token.charAt(at) === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
  },
  'truncate-signature': (token) => token.slice(0, -2),
  'empty-signature': (token) => token.slice(0, token.lastIndexOf('.') + 1),
  'swap-payload': (token) => {
    const [header, , signature] = token.split('.');
    const payload = btoa(JSON.stringify({ ...BASE_CLAIMS, scope: 'admin' })).replaceAll('=', '');
    return `${header}.${payload}.${signature}`;
  },
  'loose-bits': (token) =>
    token.slice(0, -1) + ALPHABET.charAt(ALPHABET.indexOf(token.charAt(token.length - 1)) + 1),
  'two-parts': (token) => token.slice(0, token.lastIndexOf('.')),
  'four-parts': (token) => `${token}.AAAA`,
  'five-parts': (token) => `${token}.AAAA.AAAA`,
  padded: (token) => `${token}==`,
};
