import type { ConformanceCase, Expectation, Step } from '../../case.ts';
import {
  ANONYMOUS,
  ANYTHING,
  accepted,
  bearer,
  dpop,
  get,
  getFrom,
  proof,
  proven,
  refused,
  refusedByGuard,
} from '../../expect.ts';
import { NOW } from '../../setting/names.ts';

type Exchange = Pick<ConformanceCase, 'request' | 'expected'>;

const exp = NOW + 100_000;
const callers = (how: 'borne' | 'proven'): readonly Exchange[] =>
  Array.from({ length: 8 }, (_, index) => {
    const sub = `user-${index}`;
    const claims = { sub, exp, scope: `scope-${index}` };
    const shown = { sub, scopes: [`scope-${index}`], expiresAt: exp };
    return how === 'borne'
      ? { request: get(bearer({ claims })), expected: accepted(shown) }
      : { request: get(dpop({ claims }), proof()), expected: proven(shown) };
  });

const mixed: readonly Exchange[] = [
  ...callers('borne').slice(0, 2),
  ...callers('proven').slice(2, 4),
  { request: get(), expected: refused('missing_authorization') },
  { request: getFrom('/optional'), expected: ANONYMOUS },
  {
    request: get(bearer({ claims: { exp: NOW - 60 } })),
    expected: refused('expired'),
  },
  {
    request: get(dpop({ claims: { exp } }), proof({ signer: 'other' })),
    expected: refused('proof_bad_signature'),
  },
  {
    request: getFrom('/claim', bearer({ claims: { exp, tenant: 'red' } })),
    expected: refusedByGuard('claim_mismatch'),
  },
  {
    request: getFrom('/claim', bearer({ claims: { exp, tenant: 'blue' } })),
    expected: accepted({ expiresAt: exp }),
  },
];

// Who comes after the first attempt has failed is told to wait for the next one.
const { fields, ...unavailable } = refused('metadata_unavailable');
const UNAVAILABLE: Expectation = { ...unavailable, fields: { ...fields, 'retry-after': ANYTHING } };

const warm: Step = { step: 'send', request: get(bearer({ claims: { exp } })), status: 200 };
const row = (
  id: string,
  rule: string,
  steps: readonly Step[],
  exchanges: readonly Exchange[],
): readonly ConformanceCase[] => {
  const [first, ...alongside] = exchanges;
  const source = 'CVE-2026-40155, CVE-2026-25536; Holdfast: keys';
  return first ? [{ id: `together/${id}`, source, rule, steps, ...first, alongside }] : [];
};

/** Callers who come at the same time: each gets an answer, and it is his own. */
export const TOGETHER_CASES: readonly ConformanceCase[] = [
  ...row('cold', 'callers who all wait for the first keys', [], callers('borne')),
  ...row(
    'cold-proofs',
    'callers with proofs who all wait for the first keys',
    [],
    callers('proven'),
  ),
  ...row('cold-mixed', 'all kinds of callers at a cold start', [], mixed),
  ...row('warm', 'callers who need not wait', [warm], callers('borne')),
  ...row('warm-mixed', 'all kinds of callers with warm keys', [warm], mixed),
  ...row(
    'refresh',
    'callers who all wait for keys that have run out',
    [warm, { step: 'advance', seconds: 4000 }],
    callers('borne'),
  ),
  ...row(
    'refresh-ahead',
    'callers while the keys are refreshed in the background',
    [warm, { step: 'advance', seconds: 590 }],
    callers('borne'),
  ),
  ...row(
    'rotation',
    'callers whose key is not known yet',
    [warm, { step: 'advance', seconds: 60 }, { step: 'rotateKeys' }],
    callers('borne'),
  ),
  ...row(
    'outage',
    'callers who all wait for keys that do not come',
    [{ step: 'goDown', how: 'refuse' }],
    callers('borne').map(({ request }) => ({ request, expected: UNAVAILABLE })),
  ),
  ...row(
    'stale',
    'callers while known keys stand in for those that do not come',
    [warm, { step: 'goDown', how: 503 }, { step: 'advance', seconds: 4000 }],
    callers('borne'),
  ),
];
