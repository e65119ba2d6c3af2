import { describe, expect, test } from 'vitest';
import type { ApiClientOptions, AuthError } from '../../src/index.ts';
import {
  AccessDeniedError,
  ApiClient,
  AuthorizationServerError,
  InsufficientScopeError,
  InsufficientUserAuthenticationError,
  InvalidAuthSchemeError,
  InvalidRequestError,
  MissingAuthorizationError,
  VerifyAccessTokenError,
} from '../../src/index.ts';

// In this mode Bearer is the only challenge, whatever else the package learns to offer.
const base = {
  issuer: 'https://issuer.test/',
  audience: 'https://api.test',
  dpop: { mode: 'disabled' },
} satisfies ApiClientOptions;

type Settings = Partial<Pick<ApiClientOptions, 'realm' | 'resourceMetadata' | 'insecureRequests'>>;

function challenge(error: AuthError, settings: Settings = {}): string | undefined {
  const api = new ApiClient({ ...base, ...settings });
  return api.refusal(error, { headers: {} }).headers['www-authenticate'];
}

const missing = () => new MissingAuthorizationError('missing_authorization');
const expired = () => new VerifyAccessTokenError('expired');
const EXPIRED = 'error="invalid_token", error_description="The access token has expired."';

describe('the challenge of each class (RFC 6750 section 3)', () => {
  test('MissingAuthorizationError: no error code', () => {
    expect(challenge(missing())).toBe('Bearer realm="api"');
  });

  test('InvalidAuthSchemeError: no error code', () => {
    expect(challenge(new InvalidAuthSchemeError('unsupported_scheme'))).toBe('Bearer realm="api"');
  });

  test('InvalidRequestError', () => {
    expect(challenge(new InvalidRequestError('token_too_large'))).toBe(
      'Bearer realm="api", error="invalid_request", error_description="The access token is too large."',
    );
  });

  test('VerifyAccessTokenError', () => {
    expect(challenge(expired())).toBe(`Bearer realm="api", ${EXPIRED}`);
  });

  test('InsufficientScopeError: scope before error', () => {
    expect(challenge(new InsufficientScopeError(['read:orders', 'write:orders']))).toBe(
      'Bearer realm="api", scope="read:orders write:orders", error="insufficient_scope", ' +
        'error_description="The access token does not carry the scope that this request needs."',
    );
  });

  test('InsufficientUserAuthenticationError: acr_values and max_age before error (RFC 9470 section 3)', () => {
    const error = new InsufficientUserAuthenticationError('authentication_level', {
      acrValues: ['gold', 'silver'],
      maxAge: 0,
    });
    expect(challenge(error)).toBe(
      'Bearer realm="api", acr_values="gold silver", max_age="0", error="insufficient_user_authentication", ' +
        'error_description="This request needs a stronger authentication of the user."',
    );
  });

  test('AccessDeniedError: no challenge', () => {
    expect(challenge(new AccessDeniedError('claim_mismatch'))).toBeUndefined();
  });

  test('AuthorizationServerError: no challenge', () => {
    expect(challenge(new AuthorizationServerError('keys_unavailable'))).toBeUndefined();
  });
});

describe('the realm is a quoted string (RFC 9110 section 5.6.4)', () => {
  test.for([
    ['orders', 'Bearer realm="orders"'],
    ['the "best" api', String.raw`Bearer realm="the \"best\" api"`],
    ['back\\slash', String.raw`Bearer realm="back\\slash"`],
    [String.raw`\"`, String.raw`Bearer realm="\\\""`],
    ['", Basic realm="a', String.raw`Bearer realm="\", Basic realm=\"a"`],
    ['a, b=c; d', 'Bearer realm="a, b=c; d"'],
    [' ~!#%', 'Bearer realm=" ~!#%"'],
  ] as const)('%s', ([realm, expected]) => {
    expect(challenge(missing(), { realm })).toBe(expected);
  });
});

describe('resource_metadata (RFC 9728 section 5.1) comes after realm, on every challenge', () => {
  const wellKnown = 'https://api.test/.well-known/oauth-protected-resource';

  test.for([
    [wellKnown, wellKnown],
    [`${wellKnown}/v1?a=b`, `${wellKnown}/v1?a=b`],
    ['https://API.test:443/meta', 'https://api.test/meta'],
    ['https://api.test/a"b', 'https://api.test/a%22b'],
    ['https://bücher.test/', 'https://xn--bcher-kva.test/'],
    [{ resource: 'https://api.test' }, wellKnown],
    [{ resource: 'https://api.test/' }, wellKnown],
    [{ resource: 'https://api.test:8443' }, wellKnown.replace('.test', '.test:8443')],
    [{ resource: 'https://api.test/v1' }, `${wellKnown}/v1`],
    [{ resource: 'https://api.test/v1/' }, `${wellKnown}/v1/`],
    [{ resource: 'https://api.test/v1?tenant=a' }, `${wellKnown}/v1?tenant=a`],
    [{ resource: 'https://api.test/v1', scopesSupported: ['read'] }, `${wellKnown}/v1`],
  ] as const)('%j', ([resourceMetadata, url]) => {
    const settings = { resourceMetadata };
    const expected = `Bearer realm="api", resource_metadata="${url}"`;
    expect(challenge(missing(), settings)).toBe(expected);
    expect(challenge(expired(), settings)).toBe(`${expected}, ${EXPIRED}`);
  });

  test('order: realm, resource_metadata, scope, error, error_description', () => {
    const settings = { realm: 'orders', resourceMetadata: wellKnown };
    const parameters = challenge(new InsufficientScopeError(['read']), settings);
    expect([...(parameters ?? '').matchAll(/(\w+)=/g)].map(([, name]) => name)).toEqual([
      'realm',
      'resource_metadata',
      'scope',
      'error',
      'error_description',
    ]);
  });
});
