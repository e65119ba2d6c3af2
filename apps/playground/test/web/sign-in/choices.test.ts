import { describe, expect, it } from 'vitest';
import type { Choices } from '../../../web/sign-in/choices.ts';
import { addressOf, choicesFrom, lifetimeFrom, queryOf } from '../../../web/sign-in/choices.ts';

const USUAL: Choices = {
  caller: 'user',
  scheme: 'dpop',
  audience: 'messages',
  scopes: ['read:messages', 'write:messages'],
  lifetime: 600,
  hasSecondFactor: false,
  isAnew: false,
};

describe('choices in an address', () => {
  const rows: ReadonlyArray<{ id: string; query: string; choices: Choices }> = [
    { id: 'nothing', query: '', choices: USUAL },
    { id: 'a machine', query: 'as=machine', choices: { ...USUAL, caller: 'machine' } },
    { id: 'the other scheme', query: 'scheme=bearer', choices: { ...USUAL, scheme: 'bearer' } },
    {
      id: 'the archive, with all of its scopes',
      query: 'for=archive',
      choices: { ...USUAL, audience: 'archive', scopes: ['read:archive'] },
    },
    {
      id: 'one scope',
      query: 'scopes=write%3Amessages',
      choices: { ...USUAL, scopes: ['write:messages'] },
    },
    { id: 'no scope', query: 'scopes=', choices: { ...USUAL, scopes: [] } },
    { id: 'the shortest life', query: 'lifetime=10', choices: { ...USUAL, lifetime: 10 } },
    { id: 'a second factor', query: 'factor=second', choices: { ...USUAL, hasSecondFactor: true } },
    { id: 'a new sign-in', query: 'prompt=login', choices: { ...USUAL, isAnew: true } },
  ];

  it.each(rows)('are read and written: $id', ({ query, choices }) => {
    expect(choicesFrom(new URLSearchParams(query))).toEqual(choices);
    expect(queryOf(choices).toString()).toBe(query);
    expect(addressOf(choices)).toBe(query === '' ? '/token' : `/token?${query}`);
  });

  it.each([
    'as=somebody&scheme=basic&for=nothing&factor=third&prompt=none&other=1',
    'lifetime=9',
    'lifetime=3601',
    'lifetime=1.5e1.2',
    'lifetime=',
  ])('have their defaults where the address makes no sense: %s', (query) => {
    expect(choicesFrom(new URLSearchParams(query))).toEqual(USUAL);
  });

  it('never have a scope that the API does not have', () => {
    const query = new URLSearchParams({ scopes: 'admin read:archive read:messages' });
    expect(choicesFrom(query).scopes).toEqual(['read:messages']);
  });
});

describe('a lifetime', () => {
  it.each([
    { id: 'the shortest', value: 10, lifetime: 10 },
    { id: 'the longest', value: '3600', lifetime: 3600 },
    { id: 'too short', value: 9, lifetime: undefined },
    { id: 'too long', value: 3601, lifetime: undefined },
    { id: 'half a second', value: 60.5, lifetime: undefined },
    { id: 'no number', value: 'soon', lifetime: undefined },
    { id: 'nothing', value: null, lifetime: undefined },
  ])('is taken from $id', ({ value, lifetime }) => {
    expect(lifetimeFrom(value)).toBe(lifetime);
  });
});
