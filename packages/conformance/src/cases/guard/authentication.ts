import type { CaseRequest, ConformanceCase, Step } from '../../case.ts';
import { accepted, bearer, getFrom, refused, refusedByGuard } from '../../expect.ts';
import { NOW } from '../../setting/names.ts';
import type { GuardRow } from './guard-rows.ts';
import { DEMANDS, guardCases } from './guard-rows.ts';

const ACR = 'RFC 9470 §3; OpenID Connect Core §2';
const CONTRACT = 'Holdfast: guards';
const weak = 'authentication_level';
const old = 'authentication_age';
const gold = 'urn:example:gold';

const STRONG: readonly GuardRow[] = [
  ['first', ACR, 'the most wanted class', '/strong', { acr: gold }, null],
  [
    'second',
    ACR,
    'each of the classes is good enough',
    '/strong',
    { acr: 'urn:example:silver' },
    null,
  ],
  ['other', ACR, 'another class is too weak', '/strong', { acr: 'urn:example:bronze' }, weak],
  ['missing', ACR, 'a token that says nothing is too weak', '/strong', {}, weak],
  ['longer', ACR, 'classes are compared whole', '/strong', { acr: `${gold}:plus` }, weak],
  ['case', ACR, 'case counts', '/strong', { acr: gold.toUpperCase() }, weak],
  ['list', ACR, 'acr is one string', '/strong', { acr: [gold] }, weak],
  ['words', ACR, 'acr holds no list of words', '/strong', { acr: `${gold} b` }, weak],
  ['number', ACR, 'acr is no number', '/strong', { acr: 1 }, weak],
  ['null', ACR, 'null is no class', '/strong', { acr: null }, weak],
  ['amr', ACR, 'how the user signed in is not looked at', '/strong', { amr: [gold] }, weak],
];

const RECENT: readonly GuardRow[] = [
  ['now', ACR, 'a sign-in of this second', '/recent', { auth_time: NOW }, null],
  [
    'last-second',
    ACR,
    'maxAge is the last second that is good',
    '/recent',
    { auth_time: NOW - 300 },
    null,
  ],
  [
    'too-old',
    CONTRACT,
    'a second more is too old: no tolerance',
    '/recent',
    { auth_time: NOW - 301 },
    old,
  ],
  ['fraction', ACR, 'fractions of a second count', '/recent', { auth_time: NOW - 300.5 }, old],
  [
    'ahead',
    CONTRACT,
    'a clock that is ahead is no reason to refuse',
    '/recent',
    { auth_time: NOW + 5 },
    null,
  ],
  ['missing', ACR, 'a token that says nothing is too old', '/recent', {}, old],
  ['zero', ACR, 'the epoch is long ago', '/recent', { auth_time: 0 }, old],
  ['text', ACR, 'auth_time is a number', '/recent', { auth_time: String(NOW) }, old],
  ['null', ACR, 'null is no time', '/recent', { auth_time: null }, old],
  ['list', ACR, 'a list is no time', '/recent', { auth_time: [NOW] }, old],
  ['iat', ACR, 'when the token was issued does not count', '/recent', { iat: NOW }, old],
  [
    'just-now',
    ACR,
    'maxAge 0 takes a sign-in of this second',
    '/just-now',
    { auth_time: NOW },
    null,
  ],
  ['not-just-now', ACR, 'maxAge 0 takes no earlier one', '/just-now', { auth_time: NOW - 1 }, old],
];

const BOTH: readonly GuardRow[] = [
  ['both', ACR, 'strong and recent', '/strong-and-recent', { acr: gold, auth_time: NOW }, null],
  ['weak', ACR, 'the challenge names both', '/strong-and-recent', { auth_time: NOW }, weak],
  ['old', ACR, 'the challenge names both', '/strong-and-recent', { acr: gold }, old],
  ['neither', ACR, 'the class speaks first', '/strong-and-recent', {}, weak],
];

const recent: CaseRequest = getFrom(
  '/recent',
  bearer({ claims: { auth_time: NOW, exp: NOW + 3600 } }),
);
const after = (seconds: number): readonly Step[] => [
  { step: 'send', request: recent, status: 200 },
  { step: 'advance', seconds },
];
const aging = { source: 'Holdfast: guards; RFC 9470 §3', request: recent };

/** The guard `requiredAuthentication`: step-up authentication. */
export const AUTHENTICATION_CASES: readonly ConformanceCase[] = [
  ...guardCases('strong', STRONG),
  ...guardCases('recent', RECENT),
  ...guardCases('stepup', BOTH),
  {
    ...aging,
    id: 'recent/clock',
    rule: "it is the client's clock that tells the age",
    steps: after(300),
    expected: accepted({ expiresAt: NOW + 3600 }),
  },
  {
    ...aging,
    id: 'recent/clock-too-old',
    rule: 'a sign-in grows old under a token that is still good',
    steps: after(301),
    expected: refusedByGuard(old, DEMANDS['/recent']),
  },
  {
    ...aging,
    id: 'recent/clock-expired',
    rule: 'once the token has expired, that is what is said',
    steps: after(3605),
    expected: refused('expired'),
  },
];
