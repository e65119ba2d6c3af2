import type { ConformanceCase } from '../../case.ts';
import { authorization, get, refused } from '../../expect.ts';
import type { RequestRow } from '../rows.ts';
import { requestCases } from '../rows.ts';

const WRITTEN: readonly RequestRow[] = [
  [
    'opaque',
    'RFC 7515 §3.1',
    'a token without a dot is opaque',
    get(authorization('Bearer 0123456789abcdef')),
    refused('opaque_token'),
  ],
  [
    'two-parts',
    'RFC 7515 §3.1',
    'two parts are no JWS',
    get(authorization('Bearer ', { damage: 'two-parts' })),
    refused('malformed_token'),
  ],
  [
    'four-parts',
    'RFC 7515 §3.1',
    'four parts are no JWS',
    get(authorization('Bearer ', { damage: 'four-parts' })),
    refused('malformed_token'),
  ],
  [
    'five-parts',
    'CVE-2024-28176, CVE-2022-36083',
    'five parts are a JWE and refused unread',
    get(authorization('Bearer ', { damage: 'five-parts' })),
    refused('encrypted_token'),
  ],
  [
    'jwe-many-rounds',
    'CVE-2022-36083',
    'a JWE that asks for work is not opened',
    get(
      authorization(
        'Bearer eyJhbGciOiJQQkVTMi1IUzI1NitBMTI4S1ciLCJwMmMiOjk5OTk5OTk5OX0.AAAA.AAAA.AAAA.AAAA',
      ),
    ),
    refused('encrypted_token'),
  ],
  [
    'six-parts',
    'RFC 7515 §3.1',
    'six parts are nothing',
    get(authorization('Bearer a.b.c.d.e.f')),
    refused('malformed_token'),
  ],
  [
    'dots',
    'RFC 7515 §3.1',
    'two dots alone are no JWS',
    get(authorization('Bearer ..')),
    refused('malformed_token'),
  ],
  [
    'empty-header',
    'RFC 7515 §3.1',
    'an empty header is no JWS',
    get(authorization('Bearer .e30.AAAA')),
    refused('malformed_token'),
  ],
  [
    'empty-payload',
    'RFC 7515 Appendix F',
    'a detached payload is no access token',
    get(authorization('Bearer eyJhbGciOiJFUzI1NiJ9..AAAA')),
    refused('malformed_token'),
  ],
  [
    'base64-alphabet',
    'RFC 7515 §2',
    'plus and slash are not base64url',
    get(authorization('Bearer e+30.e/30.AAAA')),
    refused('malformed_token'),
  ],
  [
    'random-text',
    'RFC 7515 §3.1',
    'three parts of nonsense are no JWS',
    get(authorization('Bearer foo.bar.baz')),
    refused('malformed_token'),
  ],
  [
    'truncated',
    'RFC 7515 §3.1',
    'a token cut within the header is no JWS',
    get(authorization('Bearer eyJhbGciOiJFUzI.e30.AAAA')),
    refused('malformed_token'),
  ],
];

/** The compact serialization (RFC 7515 section 3.1). */
export const FORM_CASES: readonly ConformanceCase[] = [...requestCases('form', WRITTEN)];
