import type { ConformanceCase } from '../../case.ts';
import { bearer, dpop, EXPOSED, getFrom, ORIGIN, proof, refusedByGuard } from '../../expect.ts';
import { NOW } from '../../setting/names.ts';
import type { RequestRow } from '../rows.ts';
import { requestCases } from '../rows.ts';
import { DEMANDS } from './guard-rows.ts';

const METADATA = 'https://api.example.com/.well-known/oauth-protected-resource';
const SOURCE = 'RFC 9470 §3';
const ORDER = 'Holdfast: refusals';
const both = DEMANDS['/strong-and-recent'];
const level = 'authentication_level';

const ROWS: readonly RequestRow[] = [
  [
    'dpop',
    'RFC 9470 §3; RFC 9449 §7.1',
    'the scheme that was used is asked for more',
    getFrom('/strong-and-recent', dpop(), proof()),
    refusedByGuard(level, { ...both, scheme: 'DPoP' }),
  ],
  [
    'dpop-age',
    'RFC 9470 §3; RFC 9449 §7.1',
    'the age is named on the DPoP challenge',
    getFrom('/recent', dpop({ claims: { auth_time: NOW - 301 } }), proof()),
    refusedByGuard('authentication_age', { ...DEMANDS['/recent'], scheme: 'DPoP' }),
  ],
  [
    'required',
    'RFC 9470 §3; RFC 9449 §7.1',
    'where DPoP is required its challenge stands alone',
    getFrom('/strong-and-recent', dpop(), proof()),
    refusedByGuard(level, { ...both, mode: 'required' }),
    'dpop-required',
  ],
  [
    'disabled',
    'RFC 9470 §3; RFC 9449 §7.2',
    'where DPoP is disabled the Bearer challenge stands alone',
    getFrom('/strong-and-recent', bearer({ boundTo: 'client' })),
    refusedByGuard(level, { ...both, mode: 'disabled' }),
    'dpop-disabled',
  ],
  [
    'realm',
    ORDER,
    'the realm goes first',
    getFrom('/strong-and-recent', bearer()),
    refusedByGuard(level, { ...both, realm: 'things' }),
    'realm',
  ],
  [
    'metadata',
    'RFC 9728 §5.1; Holdfast: refusals',
    'the metadata go before the classes',
    getFrom('/strong-and-recent', bearer()),
    refusedByGuard(level, { ...both, resourceMetadata: METADATA }),
    'resource-metadata',
  ],
  [
    'metadata-dpop',
    'RFC 9728 §5.1; Holdfast: refusals',
    'the metadata are on each challenge, the classes on one',
    getFrom('/strong-and-recent', dpop(), proof()),
    refusedByGuard(level, { ...both, scheme: 'DPoP', resourceMetadata: METADATA }),
    'resource-metadata',
  ],
  [
    'origin',
    ORDER,
    'a script elsewhere may read the challenge',
    getFrom('/strong', bearer(), ORIGIN),
    refusedByGuard(level, { ...DEMANDS['/strong'], exposed: EXPOSED }),
  ],
  [
    'head',
    'RFC 9110 §9.3.2',
    'a HEAD is refused without a body',
    { ...getFrom('/strong', bearer()), method: 'HEAD' },
    refusedByGuard(level, { ...DEMANDS['/strong'], head: true }),
  ],
  [
    'post',
    SOURCE,
    'a POST is refused like a GET',
    { ...getFrom('/strong', bearer()), method: 'POST' },
    refusedByGuard(level, DEMANDS['/strong']),
  ],
];

/** The challenge that asks for a stronger or more recent sign-in. */
export const STEP_UP_CHALLENGE_CASES: readonly ConformanceCase[] = requestCases(
  'stepupchallenge',
  ROWS,
);
