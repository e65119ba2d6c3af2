import type { ConformanceCase } from '../../case.ts';
import type { GuardRow } from './guard-rows.ts';
import { guardCases } from './guard-rows.ts';

const CONTRACT = 'Holdfast: guards';
const PROTOTYPE = 'Prototype keys; Holdfast: guards';
const no = 'claim_mismatch';

const EQUALS: readonly GuardRow[] = [
  ['same', CONTRACT, 'the claim is the value', '/claim', { tenant: 'blue' }, null],
  ['other', CONTRACT, 'the claim is another value', '/claim', { tenant: 'red' }, no],
  ['missing', CONTRACT, 'a missing claim is a refusal', '/claim', {}, no],
  ['case', CONTRACT, 'case counts', '/claim', { tenant: 'Blue' }, no],
  ['prefix', CONTRACT, 'a longer value is another', '/claim', { tenant: 'blue2' }, no],
  ['blank', CONTRACT, 'white space counts', '/claim', { tenant: ' blue' }, no],
  ['empty', CONTRACT, 'an empty string is another value', '/claim', { tenant: '' }, no],
  ['list', CONTRACT, 'a list of the value is another', '/claim', { tenant: ['blue'] }, no],
  ['object', CONTRACT, 'an object is no string', '/claim', { tenant: { toString: 'blue' } }, no],
  ['null', CONTRACT, 'null is no string', '/claim', { tenant: null }, no],
  ['number', CONTRACT, 'a number is compared as one', '/claim-number', { level: 1 }, null],
  ['number-as-text', CONTRACT, 'its text is not the number', '/claim-number', { level: '1' }, no],
  ['number-true', CONTRACT, 'true is not 1', '/claim-number', { level: true }, no],
  ['number-other', CONTRACT, 'another number', '/claim-number', { level: 1.5 }, no],
  ['false', CONTRACT, 'false is a value', '/claim-false', { suspended: false }, null],
  ['false-missing', CONTRACT, 'a missing claim is not false', '/claim-false', {}, no],
  ['false-zero', CONTRACT, '0 is not false', '/claim-false', { suspended: 0 }, no],
  ['false-null', CONTRACT, 'null is not false', '/claim-false', { suspended: null }, no],
  ['null-value', CONTRACT, 'null is a value', '/claim-null', { deleted_at: null }, null],
  ['null-missing', CONTRACT, 'a missing claim is not null', '/claim-null', {}, no],
  ['inherited', PROTOTYPE, 'what objects inherit is no claim', '/claim-inherited', {}, no],
  [
    'inherited-name',
    PROTOTYPE,
    'a claim may have the name of what objects inherit',
    '/claim-inherited',
    { toString: 'blue' },
    null,
  ],
  ['prototype', PROTOTYPE, 'the prototype is no claim', '/claim-prototype', {}, no],
];

const both = ['staff', 'on-call'];
const INCLUDES: readonly GuardRow[] = [
  ['list', CONTRACT, 'a list holds all values', '/includes', { groups: both }, null],
  ['order', CONTRACT, 'order does not count', '/includes', { groups: [...both].reverse() }, null],
  [
    'more',
    CONTRACT,
    'further members do no harm',
    '/includes',
    { groups: ['a', ...both, 7] },
    null,
  ],
  ['text', CONTRACT, 'a string holds words', '/includes', { groups: 'on-call staff' }, null],
  ['one', CONTRACT, 'one value is missing', '/includes', { groups: ['staff'] }, no],
  ['text-one', CONTRACT, 'one word is missing', '/includes', { groups: 'staff' }, no],
  ['missing', CONTRACT, 'a missing claim is a refusal', '/includes', {}, no],
  ['empty', CONTRACT, 'an empty list', '/includes', { groups: [] }, no],
  ['empty-text', CONTRACT, 'an empty string', '/includes', { groups: '' }, no],
  ['substring', CONTRACT, 'words are whole', '/includes', { groups: 'staffroom on-calls' }, no],
  ['comma', CONTRACT, 'a comma separates nothing', '/includes', { groups: 'staff,on-call' }, no],
  ['case', CONTRACT, 'case counts', '/includes', { groups: ['Staff', 'on-call'] }, no],
  ['nested', CONTRACT, 'lists in lists are not looked into', '/includes', { groups: [both] }, no],
  [
    'joined',
    CONTRACT,
    'a member of a list is one value',
    '/includes',
    { groups: ['staff on-call'] },
    no,
  ],
  [
    'object',
    CONTRACT,
    'an object is no list, whatever its members',
    '/includes',
    { groups: { 0: 'staff', 1: 'on-call', length: 2 } },
    no,
  ],
  ['number', CONTRACT, 'a claim that is a number', '/includes', { groups: 3 }, no],
  ['null', CONTRACT, 'a claim that is null', '/includes', { groups: null }, no],
  [
    'numbers',
    CONTRACT,
    'numbers are compared as such',
    '/includes-number',
    { levels: [2, 1] },
    null,
  ],
  ['numbers-as-text', CONTRACT, 'text is no number', '/includes-number', { levels: '1' }, no],
  ['numbers-as-texts', CONTRACT, 'texts are no numbers', '/includes-number', { levels: ['1'] }, no],
];

/** The guards `claimEquals` and `claimIncludes`. */
export const CLAIM_GUARDS_CASES: readonly ConformanceCase[] = [
  ...guardCases('claim', EQUALS),
  ...guardCases('includes', INCLUDES),
];
