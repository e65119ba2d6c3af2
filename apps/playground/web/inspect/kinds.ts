import type { Kind } from './read-pasted.ts';

/** What a kind is called, and what there is to know about it. */
export interface KindWords {
  readonly title: string;
  readonly sentence: string;
}

/** The words for each kind. */
export const KINDS: Readonly<Record<Kind, KindWords>> = {
  nothing: {
    title: 'Nothing yet',
    sentence: 'Paste a token or a proof, use the current one, or take a sample.',
  },
  'too-large': {
    title: 'Too large',
    sentence: 'This page reads 64 KiB. Holdfast refuses tokens over 16 KiB.',
  },
  json: {
    title: 'JSON',
    sentence:
      'Is this the answer of a token endpoint? Paste the token alone, without quotes. Signed tokens in JSON form are refused unread.',
  },
  several: {
    title: 'More than one',
    sentence: 'Paste one token or one proof. A request with two of one is refused.',
  },
  opaque: {
    title: 'Not a JWT',
    sentence:
      'A signed JWT has three parts with dots between them. This may be an opaque token, which only its issuer can read.',
  },
  unreadable: {
    title: 'Almost a JWT',
    sentence:
      'It has three parts, but the header or the claims are not a JSON object in base64url. Is a piece missing?',
  },
  encrypted: {
    title: 'Encrypted token (JWE, RFC 7516)',
    sentence: 'It has five parts. Only the holder of the key can read it. Holdfast refuses it.',
  },
  'access-token': {
    title: 'Access token (RFC 9068)',
    sentence: 'The type at+jwt says that it is for an API, and nothing else.',
  },
  proof: {
    title: 'DPoP proof (RFC 9449)',
    sentence: 'It goes with one request, and shows that the sender holds the private key.',
  },
  'id-token': {
    title: 'ID token (OpenID Connect), by its claims',
    sentence: 'It tells a client who signed in. It is not for an API, even if its audience fits.',
  },
  jwt: {
    title: 'JWT',
    sentence:
      'The header does not say what it is for. Some servers issue access tokens like this. This playground wants the type at+jwt.',
  },
};
