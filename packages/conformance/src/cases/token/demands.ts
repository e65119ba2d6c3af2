import type { ConformanceCase } from '../../case.ts';
import type { TokenRow } from '../rows.ts';
import { tokenCases } from '../rows.ts';

const REQUIRED: readonly TokenRow[] = [
  [
    'missing',
    'Holdfast: options',
    'a required claim is missing',
    {},
    'missing_claim',
    'required-claim',
  ],
  [
    'there',
    'Holdfast: options',
    'a required claim is there',
    { claims: { tenant: 'a' } },
    null,
    'required-claim',
  ],
  [
    'inherited',
    'negative case 36',
    'inherited names are no claims',
    {},
    'missing_claim',
    'required-inherited-name',
  ],
  ...['sub', 'client_id', 'jti'].map(
    (name): TokenRow => [
      `at-jwt-${name.replace('_', '-')}`,
      'RFC 9068 §2.2',
      `at+jwt asks for ${name}`,
      { claims: { [name]: undefined } },
      'missing_claim',
      'at+jwt',
    ],
  ),
  [
    'schema-rejects',
    'Standard Schema 1',
    'the schema finds issues',
    { claims: { tenant: 1 } },
    'claims_rejected',
    'schema',
  ],
  [
    'schema-accepts',
    'Standard Schema 1',
    'the schema is satisfied',
    { claims: { tenant: 'a' } },
    null,
    'schema',
  ],
];

const BINDING: readonly TokenRow[] = [
  [
    'jkt',
    'RFC 9449 §7.1; mcp-oauth#383',
    'a bound token is no bearer token',
    { claims: { cnf: { jkt: '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I' } } },
    'bound_token',
  ],
  [
    'jkt-disabled',
    'RFC 9449 §7.2',
    'with DPoP disabled the binding is not looked at',
    { claims: { cnf: { jkt: '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I' } } },
    null,
    'dpop-disabled',
  ],
  [
    'certificate',
    'RFC 8705 §3',
    'a certificate cannot be confirmed',
    { claims: { cnf: { 'x5t#S256': 'bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2' } } },
    'unsupported_confirmation',
  ],
  [
    'certificate-disabled',
    'RFC 7800 §3.1',
    'with DPoP disabled a certificate is still no bearer token',
    { claims: { cnf: { 'x5t#S256': 'bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2' } } },
    'unsupported_confirmation',
    'dpop-disabled',
  ],
  [
    'jkt-and-certificate',
    'RFC 7800 §3.1',
    'one member that cannot be confirmed is enough',
    { claims: { cnf: { jkt: 'a', 'x5t#S256': 'b' } } },
    'unsupported_confirmation',
  ],
  [
    'embedded-key',
    'RFC 7800 §3.2',
    'a key in cnf cannot be confirmed',
    { claims: { cnf: { jwk: { kty: 'EC' } } } },
    'unsupported_confirmation',
  ],
  [
    'key-id',
    'RFC 7800 §3.4',
    'a kid in cnf cannot be confirmed',
    { claims: { cnf: { kid: '1' } } },
    'unsupported_confirmation',
  ],
  ['string', 'RFC 7800 §3.1', 'cnf a string', { claims: { cnf: 'jkt' } }, 'invalid_claim'],
  ['null', 'RFC 7800 §3.1', 'cnf null', { claims: { cnf: null } }, 'invalid_claim'],
  ['list', 'RFC 7800 §3.1', 'cnf a list', { claims: { cnf: [{ jkt: 'a' }] } }, 'invalid_claim'],
];

/** What this API demands of the claims, and `cnf` (RFC 9068 section 2.2, RFC 7800 section 3.1). */
export const DEMANDS_CASES: readonly ConformanceCase[] = [
  ...tokenCases('required', REQUIRED),
  ...tokenCases('cnf', BINDING),
];
