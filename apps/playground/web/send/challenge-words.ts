import type { RfcSection } from '../look/rfc-section.ts';

/** What a part of an answer means, and where that is laid down. */
export interface Meaning extends RfcSection {
  readonly sentence: string;
}

const SCHEMES: ReadonlyMap<string, Meaning> = new Map(
  Object.entries({
    bearer: { sentence: 'Whoever holds the token may use it.', rfc: 6750, section: '2.1' },
    dpop: {
      sentence: 'The token is bound to a key, and each request proves that its sender has the key.',
      rfc: 9449,
      section: '7.1',
    },
  }),
);

const PARAMETERS: ReadonlyMap<string, Meaning> = new Map(
  Object.entries({
    realm: { sentence: 'Names what is protected, for people.', rfc: 9110, section: '11.5' },
    scope: {
      sentence: 'The scopes that this request needs, all of them.',
      rfc: 6750,
      section: '3',
    },
    error: {
      sentence: 'Why the request was refused. This page does not know the code.',
      rfc: 6750,
      section: '3',
    },
    error_description: {
      sentence: 'The same in a sentence for developers; users should not see it.',
      rfc: 6750,
      section: '3',
    },
    error_uri: { sentence: 'A page that explains the error.', rfc: 6750, section: '3' },
    resource_metadata: {
      sentence: 'Where the API says which authorization server its tokens come from.',
      rfc: 9728,
      section: '5.1',
    },
    acr_values: {
      sentence: 'The ways of signing in that would do, the preferred one first.',
      rfc: 9470,
      section: '3',
    },
    max_age: {
      sentence: 'How long ago the user may have signed in, in seconds.',
      rfc: 9470,
      section: '3',
    },
    algs: {
      sentence: 'The algorithms with which the proof may be signed.',
      rfc: 9449,
      section: '7.1',
    },
  }),
);

const ERRORS: ReadonlyMap<string, Meaning> = new Map(
  Object.entries({
    invalid_request: {
      sentence: 'The request is malformed. With the same fields it will be refused again.',
      rfc: 6750,
      section: '3.1',
    },
    invalid_token: {
      sentence: 'The token is expired, forged, or not for this API. Get a new one.',
      rfc: 6750,
      section: '3.1',
    },
    insufficient_scope: {
      sentence: 'The token is good, but does not allow this. Ask for one with the scope.',
      rfc: 6750,
      section: '3.1',
    },
    invalid_dpop_proof: {
      sentence: 'The proof does not fit this request, or was used before. Make a new one.',
      rfc: 9449,
      section: '7.1',
    },
    use_dpop_nonce: {
      sentence: 'The proof must carry the nonce of this server, given in the field DPoP-Nonce.',
      rfc: 9449,
      section: '9',
    },
    insufficient_user_authentication: {
      sentence: 'The token is good, but the user must sign in anew, in one of the ways named here.',
      rfc: 9470,
      section: '3',
    },
  }),
);

/** Says what a scheme of a challenge is; nothing of one that OAuth does not have. */
export function meaningOfScheme(scheme: string): Meaning | undefined {
  return SCHEMES.get(scheme.toLowerCase());
}

/** Says what a parameter of a challenge means; nothing of one that no RFC of OAuth has. */
export function meaningOfParameter(name: string, value: string): Meaning | undefined {
  const key = name.toLowerCase();
  return (key === 'error' ? ERRORS.get(value) : undefined) ?? PARAMETERS.get(key);
}
