import { expect, test } from 'vitest';
import { knownParameters, sharedLink } from '../../../web/look/known-parameters.ts';

const NAMES = ['operation', 'framework'];

test.each([
  { id: 'nothing', query: '', known: {} },
  { id: 'what it names', query: 'framework=koa', known: { framework: 'koa' } },
  { id: 'no other', query: 'token=eyJ&operation=vault', known: { operation: 'vault' } },
  { id: 'the first of two', query: 'framework=koa&framework=eyJ', known: { framework: 'koa' } },
  { id: 'an empty one', query: 'operation=', known: { operation: '' } },
])('of the query of an address is kept: $id', ({ query, known }) => {
  expect(knownParameters(new URLSearchParams(query), NAMES)).toEqual(known);
});

test.each([
  { id: 'nothing is chosen', address: '/request', link: '/request' },
  { id: 'one thing is', address: '/request?framework=koa', link: '/request?framework=koa' },
  {
    id: 'there is a token, too',
    address: '/request?token=eyJ&framework=koa#eyJ',
    link: '/request?framework=koa',
  },
  { id: 'there is a token alone', address: '/request?token=eyJ', link: '/request' },
])('the link where $id', ({ address, link }) => {
  const origin = 'http://127.0.0.1:4006';
  expect(sharedLink(new URL(address, origin), NAMES)).toBe(origin + link);
});
