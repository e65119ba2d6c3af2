import type { ConformanceCase } from '../../case.ts';
import {
  ANONYMOUS,
  accepted,
  authorization,
  bearer,
  getFrom,
  refused,
  refusedByGuard,
} from '../../expect.ts';
import { NOW } from '../../setting/names.ts';
import type { RequestRow } from '../rows.ts';
import { requestCases } from '../rows.ts';

const ROWS: readonly RequestRow[] = [
  [
    'none',
    'Holdfast: adapters',
    'without credentials a request goes on',
    getFrom('/optional'),
    ANONYMOUS,
  ],
  [
    'good',
    'Holdfast: adapters',
    'a good token is shown',
    getFrom('/optional', bearer()),
    accepted(),
  ],
  [
    'expired',
    'Holdfast: adapters',
    'an expired token is refused',
    getFrom('/optional', bearer({ claims: { exp: NOW - 60 } })),
    refused('expired'),
  ],
  [
    'opaque',
    'Holdfast: adapters',
    'an opaque token is refused',
    getFrom('/optional', authorization('Bearer abc')),
    refused('opaque_token'),
  ],
  [
    'other-scheme',
    'Holdfast: adapters',
    'another scheme is refused',
    getFrom('/optional', authorization('Basic dXNlcjpwdw==')),
    refused('unsupported_scheme'),
  ],
  [
    'empty',
    'Holdfast: adapters',
    'an empty field is not the absence of one',
    getFrom('/optional', ['Authorization', '']),
    refused('malformed_authorization'),
  ],
  [
    'repeated',
    'Holdfast: adapters',
    'repeated credentials are refused',
    getFrom('/optional', bearer(), bearer()),
    refused('repeated_authorization'),
  ],
  [
    'guard-anonymous',
    'RFC 6750 §3.1',
    'a guard asks an anonymous caller for a token',
    getFrom('/optional-requiredScopes'),
    refusedByGuard('missing_authorization'),
  ],
  [
    'guard-without-scope',
    'RFC 6750 §3.1',
    'a guard judges a known caller',
    getFrom('/optional-requiredScopes', bearer()),
    refusedByGuard('insufficient_scope', { scope: 'read:things write:things' }),
  ],
];

/** Routes that know their callers but do not insist (`required: false`). */
export const OPTIONAL_CASES: readonly ConformanceCase[] = [
  ...requestCases('optional', ROWS),
  {
    id: 'optional/outage',
    source: 'Holdfast: adapters',
    rule: 'a token that cannot be judged is refused',
    steps: [{ step: 'goDown', how: 'refuse' }],
    request: getFrom('/optional', bearer()),
    expected: refused('metadata_unavailable'),
  },
  {
    id: 'optional/outage-anonymous',
    source: 'Holdfast: adapters',
    rule: 'an outage does not touch who sent no token',
    steps: [{ step: 'goDown', how: 'refuse' }],
    request: getFrom('/optional'),
    expected: ANONYMOUS,
  },
];
