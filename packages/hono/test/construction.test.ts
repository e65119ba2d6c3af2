import { describe, expect, test } from 'vitest';
import { ApiClient, auth, protectedResourceMetadata, requiredScopes } from '../src/index.ts';
import { createApi, OPTIONS } from './setting.ts';

const client = createApi();

describe('a mistake stops the start and names the option', () => {
  const WRONG: ReadonlyArray<readonly [id: string, named: string, given: readonly unknown[]]> = [
    ['no audience', 'audience', [{ issuer: 'https://issuer.test/' }]],
    ['an unknown option', 'audiance', [{ ...OPTIONS, audiance: 'a' }]],
    ['an admission option among those of the client', 'required', [{ ...OPTIONS, required: true }]],
    ['an unknown admission option', 'requried', [client, { requried: false }]],
    ['required: null, which would let everybody in', 'required', [client, { required: null }]],
    ['an unknown preflight', 'preflight', [client, { preflight: 'skip' }]],
    ['an onError that is no function', 'onError', [client, { onError: 'log' }]],
  ];
  for (const [id, named, given] of WRONG) {
    test(id, () => {
      expect(() => Reflect.apply(auth, undefined, given) as unknown).toThrow(
        expect.objectContaining({
          name: 'ConfigurationError',
          message: expect.stringContaining(named),
        }),
      );
    });
  }

  test.each([
    undefined,
    null,
    'tenant.eu.auth0.com',
    [OPTIONS],
    ApiClient,
    Promise.resolve(client),
  ])('no client but %s', (value) => {
    expect(() => Reflect.apply(auth, undefined, [value]) as unknown).toThrow(TypeError);
  });

  test('a guard without scopes, and metadata of a client that has none', () => {
    const wrong = expect.objectContaining({ name: 'ConfigurationError' });
    expect(() => requiredScopes()).toThrow(wrong);
    expect(() => protectedResourceMetadata(client)).toThrow(wrong);
  });
});
