import type { ConformanceCase } from '../../case.ts';
import { NOW } from '../../setting/names.ts';
import type { TokenRow } from '../rows.ts';
import { tokenCases } from '../rows.ts';

const SHOWN: readonly TokenRow[] = [
  [
    'several-scopes',
    'RFC 9068 §2.2.3',
    'scope is split at spaces',
    { claims: { scope: 'a b:c d' } },
    null,
    'plain',
    { scopes: ['a', 'b:c', 'd'] },
  ],
  [
    'no-scope',
    'Holdfast: AuthInfo',
    'without scope there are none',
    { claims: { scope: undefined } },
    null,
    'plain',
    { scopes: [] },
  ],
  [
    'empty-scope',
    'Holdfast: AuthInfo',
    'an empty scope holds none',
    { claims: { scope: '' } },
    null,
    'plain',
    { scopes: [] },
  ],
  [
    'scp-list',
    'Holdfast: AuthInfo',
    'scp may be a list',
    { claims: { scope: undefined, scp: ['a', 'b'] } },
    null,
    'plain',
    { scopes: ['a', 'b'] },
  ],
  [
    'scp-string',
    'Holdfast: AuthInfo',
    'scp may be a string',
    { claims: { scope: undefined, scp: 'a b' } },
    null,
    'plain',
    { scopes: ['a', 'b'] },
  ],
  [
    'azp',
    'Holdfast: AuthInfo',
    'without client_id azp names the client',
    { claims: { client_id: undefined, azp: 'client-2' } },
    null,
    'plain',
    { clientId: 'client-2' },
  ],
  [
    'client-id-first',
    'Holdfast: AuthInfo',
    'client_id goes before azp',
    { claims: { azp: 'client-2' } },
    null,
  ],
  [
    'no-client',
    'Holdfast: AuthInfo',
    'without both the client is empty',
    { claims: { client_id: undefined } },
    null,
    'plain',
    { clientId: '' },
  ],
  [
    'permissions',
    'Holdfast: AuthInfo',
    'permissions are shown',
    { claims: { permissions: ['read', 'write'] } },
    null,
    'plain',
    { permissions: ['read', 'write'] },
  ],
  [
    'expiry',
    'Holdfast: AuthInfo',
    'expiresAt is exp in seconds',
    { claims: { exp: NOW + 77 } },
    null,
    'plain',
    { expiresAt: NOW + 77 },
  ],
];

/** What an application learns of its caller. */
export const AUTH_INFO_CASES: readonly ConformanceCase[] = [...tokenCases('info', SHOWN)];
