import { createTestIssuer } from '@holdfast/auth-testing';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { RequestHeaders } from '../../src/index.ts';
import { ApiClient } from '../../src/index.ts';
import { AUDIENCE, NOW, withField, withToken } from '../protected-api.ts';

const issuer = await createTestIssuer({ now: () => NOW });
const token = await issuer.mint({ audience: AUDIENCE });
const api = new ApiClient({
  issuer: { issuer: issuer.issuer, jwks: issuer.jwks },
  audience: AUDIENCE,
  now: () => NOW,
});

afterEach(() => {
  vi.restoreAllMocks();
});

async function outcome(headers: unknown): Promise<string> {
  const request = { ...withToken(token), headers: headers as RequestHeaders };
  const result = await api.authenticate(request);
  return result.ok ? 'accepted' : result.error.reason;
}

describe('field values that no type allows, which a serverless event may hold', () => {
  const authorization = `Bearer ${token}`;
  test.each([
    ['origin: null', { authorization, origin: null }, 'accepted'],
    ['dpop: null', { authorization, dpop: null }, 'unexpected_proof'],
    ['dpop: a number', { authorization, dpop: 5 }, 'unexpected_proof'],
    ['dpop: true', { authorization, dpop: true }, 'unexpected_proof'],
    ['dpop: no real list', { authorization, dpop: { length: 0 } }, 'unexpected_proof'],
    ['dpop: an empty list', { authorization, dpop: [] }, 'accepted'],
    ['dpop: undefined', { authorization, dpop: undefined }, 'accepted'],
  ])('%s', async (_id, headers, expected) => {
    expect(await outcome(headers)).toBe(expected);
  });
});

describe('white space around a token', () => {
  test.each([
    ['much of it is not remembered with the token', 15_000, 1],
    ['a little costs no copy', 50, 0],
  ])('%s', async (_id, length, copies) => {
    const padded = withField(`Bearer ${' '.repeat(length)}${await issuer.mint()}`);
    await api.authenticate(withToken(await issuer.mint()));
    const stringify = vi.spyOn(JSON, 'stringify');
    expect((await api.authenticate(padded)).ok).toBe(true);
    expect(stringify).toHaveBeenCalledTimes(copies);
  });
});

describe('members that an application has put on every object', () => {
  const prototype = Object.prototype as unknown as Record<string, unknown>;
  test.each([
    ['an object', 'ext', {}],
    ['the name of one of our own', 'key', 'x'],
    ['a claim', 'cnf', { jkt: 'x' }],
  ])('%s: accepts and refuses as ever', async (_id, name, value) => {
    const fresh = withToken(await issuer.mint());
    try {
      prototype[name] = value;
      expect((await api.authenticate(fresh)).ok).toBe(name !== 'cnf');
      const refused = await api.authenticate(withField('Bearer x'));
      expect(refused.ok ? '' : refused.error.reason).toBe('opaque_token');
    } finally {
      delete prototype[name];
    }
    expect((await api.authenticate(fresh)).ok).toBe(true);
  });
});
