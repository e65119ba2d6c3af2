import { describe, expect, expectTypeOf, test } from 'vitest';
import type { AdapterOptions, AdapterSetup, ApiClientOptions } from '../../src/index.ts';
import { ApiClient, adapterSetup, ConfigurationError } from '../../src/index.ts';

const OPTIONS: ApiClientOptions = { issuer: 'https://issuer.test/', audience: 'https://api.test' };
const api = new ApiClient(OPTIONS);
const onError = (): void => {};

describe('adapterSetup', () => {
  test('takes a client as it is', () => {
    expect(adapterSetup(api).api).toBe(api);
  });

  test('takes what another copy of this package made for a client', () => {
    const foreign = { admit: () => undefined } as unknown as ApiClient;
    expect(adapterSetup(foreign).api).toBe(foreign);
  });

  test('makes a client of options', () => {
    expect(adapterSetup(OPTIONS).api).toBeInstanceOf(ApiClient);
  });

  test.each<readonly [AdapterOptions<() => void>, object]>([
    [{}, {}],
    [{ required: false }, { required: false }],
    [{ preflight: 'refuse' }, { preflight: 'refuse' }],
    [
      { required: true, preflight: 'pass', onError },
      { required: true, preflight: 'pass' },
    ],
    [{ onError }, {}],
    [{ onError: undefined }, {}],
  ])('takes options apart: %j', (options, admission) => {
    const setup = adapterSetup(api, options);
    expect(setup.admission).toEqual(admission);
    expect(setup.onError).toBe(options.onError);
  });

  test('changing the options afterwards changes nothing', () => {
    const options = { required: true };
    const { admission } = adapterSetup(api, options);
    options.required = false;
    expect(admission.required).toBe(true);
  });
});

describe('what is wrong stops the start', () => {
  test.each([
    [{ requierd: false }, '"auth.requierd" is not known'],
    [{ required: 'false' }, '"auth.required" must be true or false'],
    [{ required: null }, '"auth.required" must be true or false'],
    [{ required: 0 }, '"auth.required" must be true or false'],
    [{ preflight: 'allow' }, '"auth.preflight" must be one of'],
    [{ preflight: true }, '"auth.preflight" must be one of'],
    [{ onError: 'log' }, '"auth.onError" must be a function'],
    [null, '"auth" must be an object'],
    [[], '"auth" must be an object'],
    [() => {}, '"auth" must be an object'],
  ])('options %j', (options, message) => {
    const setUp = () => adapterSetup(api, options as never);
    expect(setUp).toThrow(ConfigurationError);
    expect(setUp).toThrow(message);
  });

  test.each([
    [undefined, 'must be an object'],
    [null, 'must be an object'],
    ['https://issuer.test/', 'must be an object'],
    [{}, 'audience'],
    [{ ...OPTIONS, issuers: [] }, 'issuer'],
    [{ ...OPTIONS, unknown: 1 }, '"unknown" is not known'],
  ])('client %j', (client, message) => {
    const setUp = () => adapterSetup(client as never);
    expect(setUp).toThrow(ConfigurationError);
    expect(setUp).toThrow(message);
  });
});

test('the types of the claims and of onError are kept', () => {
  interface Claims {
    readonly tenant: string;
  }
  const typed = (client: ApiClient<Claims>) => adapterSetup(client, { onError });
  expectTypeOf(typed).returns.toEqualTypeOf<AdapterSetup<Claims, () => void>>();
});
