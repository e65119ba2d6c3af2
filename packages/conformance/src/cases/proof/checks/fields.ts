import type { ConformanceCase } from '../../../case.ts';
import { authorization, dpop, get, proof, proven, refused } from '../../../expect.ts';
import type { ProofRecipe } from '../../../setting/proofs.ts';
import type { RequestRow } from '../../rows.ts';
import { requestCases } from '../../rows.ts';
import { proofCases } from '../proof-rows.ts';

const CHECK_1 = 'RFC 9449 §4.3 check 1';
const good: ProofRecipe = {};
const other: ProofRecipe = { key: 'other' };
const repeated = refused('repeated_proof');

const FIELDS: readonly RequestRow[] = [
  ['one', CHECK_1, 'one good proof is accepted', get(dpop(), proof()), proven()],
  ['name-lower-case', 'RFC 9110 §5.1', 'dpop', get(dpop(), ['dpop', [{ proof: {} }]]), proven()],
  ['name-upper-case', 'RFC 9110 §5.1', 'DPOP', get(dpop(), ['DPOP', [{ proof: {} }]]), proven()],
  [
    'before-authorization',
    'RFC 9110 §5.3',
    'the order of fields does not count',
    get(proof(), dpop()),
    proven(),
  ],
  [
    'blanks-around',
    'RFC 9110 §5.5',
    'white space around the value is no part of it',
    get(dpop(), ['DPoP', [' \t ', { proof: {} }, ' \t ']]),
    proven(),
  ],
  [
    'scheme-lower-case',
    'RFC 9110 §11.1',
    'the scheme may be in lower case',
    get(authorization('dpop ', { boundTo: 'client' }), proof()),
    proven(),
  ],
  [
    'scheme-upper-case',
    'RFC 9110 §11.1',
    'the scheme may be in upper case',
    get(authorization('DPOP\t', { boundTo: 'client' }), proof()),
    proven(),
  ],
  [
    'scheme-lower-case-refused',
    'RFC 9110 §11.1',
    'a scheme in lower case has the error on its challenge',
    get(authorization('dpop ', { boundTo: 'client' }), proof({ signer: 'other' })),
    refused('proof_bad_signature'),
  ],
  ['twice', CHECK_1, 'two good proofs in two fields', get(dpop(), proof(), proof()), repeated],
  [
    'good-then-bad',
    CHECK_1,
    'a good proof does not hide a bad one',
    get(dpop(), proof(), ['DPoP', 'x']),
    repeated,
  ],
  [
    'bad-then-good',
    CHECK_1,
    'a bad proof does not hide a good one',
    get(dpop(), ['DPoP', 'x'], proof()),
    repeated,
  ],
  [
    'names-differ',
    CHECK_1,
    'fields whose names differ in case are repeated',
    get(dpop(), ['dpop', [{ proof: good }]], proof(other)),
    repeated,
  ],
  [
    'apart',
    CHECK_1,
    'fields with others between them are repeated',
    get(proof(), dpop(), proof()),
    repeated,
  ],
  [
    'joined',
    'Fetch: append a header',
    'two proofs joined by a comma are two',
    get(dpop(), ['DPoP', [{ proof: good }, ', ', { proof: other }]]),
    repeated,
  ],
  [
    'joined-tight',
    'Fetch: append a header',
    'two proofs joined without a space are two',
    get(dpop(), ['DPoP', [{ proof: good }, ',', { proof: good }]]),
    repeated,
  ],
  [
    'empty-then-good',
    CHECK_1,
    'an empty field counts',
    get(dpop(), ['DPoP', ''], proof()),
    repeated,
  ],
  [
    'other-places',
    'RFC 9449 §4.1',
    'a proof in another field is not read',
    get(dpop(), ['X-DPoP', [{ proof: good }]], ['Cookie', ['DPoP=', { proof: good }]]),
    refused('missing_proof'),
  ],
];

const text = (value: string): ConformanceCase['request'] => get(dpop(), ['DPoP', value]);
const malformed = refused('malformed_proof');
const CHECK_2 = 'RFC 9449 §4.3 check 2';

const TEXTS: readonly RequestRow[] = [
  ['empty', CHECK_2, 'an empty field is no proof', text(''), malformed],
  ['blank', CHECK_2, 'a blank field is no proof', text(' \t '), malformed],
  ['opaque', CHECK_2, 'a word is no proof', text('abc'), malformed],
  ['dots', CHECK_2, 'two dots are no proof', text('..'), malformed],
  ['json', CHECK_2, 'a JWS in JSON is no proof', text('{"payload":"e30"}'), malformed],
  ['largest', 'Holdfast: DPoP', '8192 characters are read', text('a'.repeat(8192)), malformed],
  [
    'too-large',
    'Holdfast: DPoP',
    '8193 characters are too many',
    text('a'.repeat(8193)),
    refused('proof_too_large'),
  ],
  [
    'scheme-inside',
    CHECK_2,
    'a proof has no scheme before it',
    get(dpop(), ['DPoP', ['DPoP ', { proof: {} }]]),
    malformed,
  ],
  [
    'access-token',
    CHECK_2,
    'an access token is no proof',
    get(dpop(), ['DPoP', [{ boundTo: 'client' }]]),
    refused('proof_missing_claim'),
  ],
  [
    'proof-as-token',
    'RFC 8725 §3.11',
    'a proof is no access token',
    get(authorization('DPoP ', { proof: {} }), proof()),
    refused('type_not_allowed', { scheme: 'DPoP' }),
  ],
];

/** One field with one well-formed JWT (RFC 9449 section 4.3, checks 1 and 2). */
export const FIELDS_CASES: readonly ConformanceCase[] = [
  ...requestCases('prooffield', FIELDS),
  ...requestCases('prooftext', TEXTS),
  ...proofCases('proofform', CHECK_2, [
    ['two-parts', 'two parts are too few', { damage: 'two-parts' }, 'malformed_proof'],
    ['four-parts', 'four parts are too many', { damage: 'four-parts' }, 'malformed_proof'],
    ['five-parts', 'an encrypted proof is none', { damage: 'five-parts' }, 'malformed_proof'],
    ['padded', 'base64url has no padding', { damage: 'padded' }, 'malformed_proof'],
    ['unsigned', 'an empty signature', { damage: 'empty-signature' }, 'malformed_proof'],
    ['loose-bits', 'bits that nothing decodes', { damage: 'loose-bits' }, 'malformed_proof'],
    ['header-list', 'the header is an object', { rawHeader: [] }, 'malformed_proof'],
    ['header-text', 'the header is JSON', { rawHeader: '{"typ"' }, 'malformed_proof'],
    ['claims-list', 'the claims are an object', { rawPayload: [] }, 'malformed_proof'],
    ['claims-null', 'null is no object', { rawPayload: 'null' }, 'malformed_proof'],
    ['claims-string', 'a string is no object', { rawPayload: '"a"' }, 'malformed_proof'],
    ['claims-text', 'the claims are JSON', { rawPayload: '{"jti":' }, 'malformed_proof'],
    ['further-claims', 'other claims do no harm', { claims: { a: 'x'.repeat(4000) } }, null],
  ]),
];
