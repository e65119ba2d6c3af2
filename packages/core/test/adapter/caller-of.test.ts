import { describe, expect, expectTypeOf, test } from 'vitest';
import type { AuthInfo } from '../../src/index.ts';
import { ApiClient, ConfigurationError, callerOf } from '../../src/index.ts';
import { callerWith } from '../guard/caller.ts';

const OPTIONS = { issuer: 'https://issuer.test/', audience: 'https://api.test' };
const api = new ApiClient(OPTIONS);
const other = new ApiClient(OPTIONS);
const auth = callerWith({});

describe('callerOf', () => {
  test.for([
    ['the caller, whoever asks', { api, auth }, undefined, auth],
    ['the caller, for the client that authenticated', { api, auth }, api, auth],
    ['nobody where auth() has not run', undefined, api, undefined],
    ['nobody without credentials, for the client', { api, auth: undefined }, api, undefined],
    ['nobody without credentials, for another', { api, auth: undefined }, other, undefined],
  ] as const)('gives %s', ([, context, client, expected]) => {
    expect(callerOf(context, client)).toBe(expected);
  });

  test('throws for another client, of the same options too: its schema would type the claims', () => {
    expect(() => callerOf({ api, auth }, other)).toThrow(ConfigurationError);
  });

  test("has the type of the client's claims", () => {
    interface Claims {
      readonly tenant: string;
    }
    const typed = (client: ApiClient<Claims>) => callerOf({ api, auth }, client);
    expectTypeOf(typed).returns.toEqualTypeOf<AuthInfo<Claims> | undefined>();
    expectTypeOf(callerOf({ api, auth }, undefined)).toEqualTypeOf<AuthInfo | undefined>();
  });
});
