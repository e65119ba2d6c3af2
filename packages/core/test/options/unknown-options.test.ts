import { describe, expect, test } from 'vitest';
import { at, build, configurationError, MINIMUM } from './build-client.ts';

describe('the options as a whole', () => {
  for (const given of [
    undefined,
    null,
    5,
    'https://issuer.test/',
    true,
    [],
    [MINIMUM],
    () => MINIMUM,
  ]) {
    test(`must be an object, not ${String(given)} (${typeof given})`, () => {
      expect(configurationError(given).message).toBe('The options must be an object.');
    });
  }

  const unknown: readonly (readonly [option: string, value: unknown])[] = [
    ['audiences', ['https://api.test']],
    ['Audience', 'https://api.test'],
    ['issuerBaseURL', 'https://issuer.test/'],
    ['jwksUri', 'https://issuer.test/jwks'],
    ['secret', 'unseen'],
    ['tokenSigningAlg', 'RS256'],
    ['toString', () => 'unseen'],
    ['constructor', 'unseen'],
    ['keyCache.ttl', 600],
    ['tokenCache.max', 5],
    ['exchangeCache.ttl', 5],
    ['', 'unseen'],
  ];
  for (const [option, value] of unknown) {
    test(`may not hold the unknown "${option}", the message names it and its place, not its value`, () => {
      const { message } = configurationError({ ...MINIMUM, ...at(option, value) });
      expect(message).toContain(`Option "${option}" is not known; there are: `);
      expect(message).not.toContain('unseen');
    });
  }

  test('an unknown option is refused even when its value is undefined', () => {
    expect(configurationError({ ...MINIMUM, audiences: undefined }).message).toContain(
      '"audiences"',
    );
  });

  test('the message for an unknown option lists every known one', () => {
    const { message } = configurationError({ ...MINIMUM, nonsense: 1 });
    const known = message.slice(message.indexOf('there are: ') + 'there are: '.length, -1);
    expect(known.split(', ')).toEqual([
      'algorithms',
      'audience',
      'claims',
      'clientAuthentication',
      'clientId',
      'clientSecret',
      'clockTolerance',
      'domain',
      'dpop',
      'exchangeCache',
      'exchangeIssuer',
      'fetch',
      'insecureRequests',
      'issuer',
      'issuers',
      'keyCache',
      'now',
      'publicUrl',
      'realm',
      'requiredClaims',
      'resourceMetadata',
      'timeout',
      'tokenCache',
      'tokenType',
    ]);
    for (const option of known.split(', ')) {
      expect(build({ ...MINIMUM, [option]: MINIMUM[option] })).toBeDefined();
    }
  });

  test('a long value is cut in the message', () => {
    const { message } = configurationError({ ...MINIMUM, tokenType: 'x'.repeat(100_000) });
    expect(message.length).toBeLessThan(300);
  });

  test('a ConfigurationError is a TypeError and no AuthError', () => {
    const error = configurationError({});
    expect(error).toBeInstanceOf(TypeError);
    expect(error).not.toHaveProperty('statusCode');
  });

  test('nothing is fetched by the constructor', () => {
    const requests: unknown[] = [];
    const fetch = async (input: unknown) => {
      requests.push(input);
      return new Response();
    };
    build({ ...MINIMUM, fetch });
    build({ audience: 'a', issuers: ['https://a.test/', 'https://b.test/'], fetch });
    expect(requests).toEqual([]);
  });
});
