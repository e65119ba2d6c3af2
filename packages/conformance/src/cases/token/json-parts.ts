import type { ConformanceCase } from '../../case.ts';
import { BASE_CLAIMS } from '../../setting/names.ts';
import type { TokenRow } from '../rows.ts';
import { tokenCases } from '../rows.ts';

const SHAPE: readonly TokenRow[] = [
  ['padded', 'RFC 7515 §2', 'base64url has no padding', { damage: 'padded' }, 'malformed_token'],
  [
    'loose-bits',
    'RFC 4648 §3.5',
    'a signature has one spelling',
    { damage: 'loose-bits' },
    'malformed_token',
  ],
  [
    'empty-signature',
    'CVE-2022-23540',
    'an empty signature is no JWS',
    { damage: 'empty-signature' },
    'malformed_token',
  ],
  [
    'none-empty-signature',
    'CVE-2015-9235',
    'alg none with an empty signature is no JWS',
    { header: { alg: 'none' }, damage: 'empty-signature' },
    'malformed_token',
  ],
  [
    'header-no-json',
    'RFC 7515 §4',
    'a header that is no JSON',
    { rawHeader: '{"alg":"ES256"' },
    'malformed_token',
  ],
  [
    'header-array',
    'RFC 7515 §4',
    'a header that is an array',
    { rawHeader: '[{"alg":"ES256"}]' },
    'malformed_token',
  ],
  ['header-null', 'RFC 7515 §4', 'a header that is null', { rawHeader: 'null' }, 'malformed_token'],
  [
    'header-string',
    'RFC 7515 §4',
    'a header that is a string',
    { rawHeader: '"ES256"' },
    'malformed_token',
  ],
  [
    'header-not-utf-8',
    'RFC 7515 §4',
    'a header that is not UTF-8',
    { rawHeader: new Uint8Array([0x7b, 0xff, 0x7d]) },
    'malformed_token',
  ],
  [
    'payload-no-json',
    'RFC 7519 §7.2',
    'a payload that is no JSON',
    { rawPayload: '{"iss":' },
    'malformed_claims',
  ],
  [
    'payload-text',
    'RFC 7519 §7.2',
    'a payload that is plain text',
    { rawPayload: 'hello' },
    'malformed_claims',
  ],
  [
    'payload-array',
    'CVE-2026-107723',
    'a signed array is no claims set',
    { rawPayload: '[{"sub":"admin"}]' },
    'malformed_claims',
  ],
  [
    'payload-null',
    'CVE-2026-107723',
    'a signed null is no claims set',
    { rawPayload: 'null' },
    'malformed_claims',
  ],
  [
    'payload-string',
    'CVE-2026-107723',
    'a signed string is no claims set',
    { rawPayload: '"admin"' },
    'malformed_claims',
  ],
  [
    'payload-number',
    'CVE-2026-107723',
    'a signed number is no claims set',
    { rawPayload: '42' },
    'malformed_claims',
  ],
  [
    'payload-not-utf-8',
    'RFC 7519 §7.2',
    'a payload that is not UTF-8',
    { rawPayload: new Uint8Array([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d]) },
    'malformed_claims',
  ],
  [
    'nested-deeply',
    'negative case 36',
    'claims 5000 levels deep are refused',
    { rawPayload: withMember(nested(5000)) },
    'malformed_claims',
  ],
  [
    'nested-just-too-deep',
    'negative case 36',
    'claims 66 levels deep are refused',
    { rawPayload: withMember(nested(65)) },
    'malformed_claims',
  ],
  [
    'nested-reasonably',
    'negative case 36',
    'claims 32 levels deep are accepted',
    { rawPayload: withMember(nested(31)) },
    null,
  ],
  [
    'proto-claim',
    'negative case 36',
    'a claim named __proto__ is refused',
    { rawPayload: withMember('"__proto__":{"scope":"admin"}') },
    'malformed_claims',
  ],
  [
    'proto-nested',
    'negative case 36',
    'a nested member named __proto__ is refused',
    { rawPayload: withMember('"profile":[{"__proto__":{"admin":true}}]') },
    'malformed_claims',
  ],
  [
    'constructor-claim',
    'negative case 36',
    'a claim named constructor is refused',
    { claims: { constructor: { prototype: {} } } },
    'malformed_claims',
  ],
  [
    'constructor-nested',
    'negative case 36',
    'a nested member named constructor is data',
    { claims: { team: { constructor: 'Mercedes' } } },
    null,
  ],
];

/** Header and payload as JSON (RFC 7515 section 4, RFC 7519 section 7.2). */
export const JSON_PARTS_CASES: readonly ConformanceCase[] = [...tokenCases('token', SHAPE)];

function nested(levels: number): string {
  return `"deep":${'['.repeat(levels)}1${']'.repeat(levels)}`;
}

function withMember(member: string): string {
  return `${JSON.stringify(BASE_CLAIMS).slice(0, -1)},${member}}`;
}
