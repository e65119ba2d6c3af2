import type { RfcSection } from '../look/rfc-section.ts';

/** A place in OpenID Connect Core. */
export interface OpenIdSection {
  readonly openId: string;
}

/** What a member of a header, or a claim, means, and where that is laid down. */
export interface Meaning {
  readonly sentence: string;
  readonly source: RfcSection | OpenIdSection;
}

type Row = readonly [name: string, sentence: string, source: Meaning['source']];

const rfc = (number: number, section: string): RfcSection => ({ rfc: number, section });
const openId = (fragment: string): OpenIdSection => ({ openId: fragment });

/** What stands in headers. */
export const HEADER_MEMBERS: ReadonlyMap<string, Meaning> = table([
  ['alg', 'How it is signed, or how the key is encrypted.', rfc(7515, '4.1.1')],
  ['typ', 'What kind of token this is.', rfc(7515, '4.1.9')],
  ['kid', "Which of the issuer's keys signed it.", rfc(7515, '4.1.4')],
  ['jwk', 'The public key itself. Only a proof may bring its own.', rfc(7515, '4.1.3')],
  ['jku', 'Where the keys are said to be. Holdfast never looks there.', rfc(7515, '4.1.2')],
  ['x5u', 'Where the certificate is said to be. Holdfast never looks there.', rfc(7515, '4.1.5')],
  ['x5c', 'A chain of certificates. Holdfast does not look at it.', rfc(7515, '4.1.6')],
  ['x5t', 'The SHA-1 thumbprint of a certificate.', rfc(7515, '4.1.7')],
  ['x5t#S256', 'The SHA-256 thumbprint of a certificate.', rfc(7515, '4.1.8')],
  ['cty', 'What kind of content is inside.', rfc(7515, '4.1.10')],
  ['crit', 'Members that a reader must understand.', rfc(7515, '4.1.11')],
  ['enc', 'How the content is encrypted.', rfc(7516, '4.1.2')],
  ['zip', 'How the content is compressed.', rfc(7516, '4.1.3')],
  ['epk', 'The key that was made for this encryption alone.', rfc(7518, '4.6.1.1')],
]);

/** What stands in claims. */
export const CLAIMS: ReadonlyMap<string, Meaning> = table([
  ['iss', 'Who issued it.', rfc(7519, '4.1.1')],
  ['sub', 'Whom it is about: the user, or a client that acts for itself.', rfc(7519, '4.1.2')],
  ['aud', 'Whom it is for. Everybody else must refuse it.', rfc(7519, '4.1.3')],
  ['exp', 'From this moment on it is refused.', rfc(7519, '4.1.4')],
  ['nbf', 'Before this moment it is refused.', rfc(7519, '4.1.5')],
  ['iat', 'When it was made.', rfc(7519, '4.1.6')],
  ['jti', 'Its own identifier. A proof with a used one is a replay.', rfc(7519, '4.1.7')],
  ['client_id', 'The client that it was issued to.', rfc(8693, '4.3')],
  ['scope', 'What the client may do, in words with spaces between them.', rfc(8693, '4.2')],
  ['act', 'Who acts in the name of the subject; earlier actors are nested.', rfc(8693, '4.1')],
  ['may_act', 'Who may act in the name of the subject.', rfc(8693, '4.4')],
  ['cnf', 'What the sender must prove. With jkt: the thumbprint of a DPoP key.', rfc(7800, '3.1')],
  ['htm', 'The method of the request that the proof is for.', rfc(9449, '4.2')],
  ['htu', 'The URL of that request, without query and fragment.', rfc(9449, '4.2')],
  ['ath', 'The hash of the access token that goes with the proof.', rfc(9449, '4.2')],
  ['nonce', 'A value that the other side chose, to see that this is new.', rfc(9449, '9')],
  ['acr', 'How well the user was authenticated.', rfc(9068, '2.2.1')],
  ['amr', 'By which methods the user was authenticated.', rfc(9068, '2.2.1')],
  ['auth_time', 'When the user signed in.', rfc(9068, '2.2.1')],
  ['roles', 'The roles of the subject.', rfc(9068, '2.2.3.1')],
  ['groups', 'The groups of the subject.', rfc(9068, '2.2.3.1')],
  ['entitlements', 'What the subject is entitled to.', rfc(9068, '2.2.3.1')],
  ['authorization_details', 'What the client may do, in detail.', rfc(9396, '9.1')],
  ['events', 'What happened to the subject.', rfc(8417, '2.2')],
  ['azp', 'The client that it was issued to.', openId('IDToken')],
  ['at_hash', 'Half of the hash of an access token.', openId('CodeIDToken')],
  ['c_hash', 'Half of the hash of an authorization code.', openId('HybridIDToken')],
  ['name', "The user's full name.", openId('StandardClaims')],
  ['email', "The user's e-mail address.", openId('StandardClaims')],
]);

function table(rows: readonly Row[]): ReadonlyMap<string, Meaning> {
  return new Map(rows.map(([name, sentence, source]) => [name, { sentence, source }]));
}
