import { describe, expect, test } from 'vitest';
import { accepts, configurationError, MINIMUM, refuses, wrongValues } from './build-client.ts';

const cycle: unknown[] = [];
cycle.push(cycle);

const RESOURCE = 'https://api.test/v1';
const ISSUER = 'https://issuer.test/';
const ISSUERS = [ISSUER, 'https://other.test/'];

describe('resourceMetadata', () => {
  accepts([
    { resourceMetadata: 'https://api.test/.well-known/oauth-protected-resource' },
    { resourceMetadata: { resource: RESOURCE } },
    { resourceMetadata: { resource: RESOURCE, scopesSupported: ['read', 'write'] } },
    { resourceMetadata: { resource: RESOURCE, scopesSupported: [], resource_name: 'Orders' } },
    { resourceMetadata: { resource: RESOURCE, resourceName: undefined } },
    { resourceMetadata: { resource: RESOURCE, valueof: 'a', 'resource_name#de': 'b' } },
    { resourceMetadata: { resource: RESOURCE, 'x-own': { a: [1, null, true] }, own: 'a' } },
    { resourceMetadata: { resource: 'http://localhost:3000' }, insecureRequests: true },
  ]);
  refuses([
    ...wrongValues('resourceMetadata', 'an object', [
      [null, 'null'],
      [5, '5'],
      [true, 'true'],
      [[], 'an array'],
    ]),
    ...wrongValues('resourceMetadata', 'an https URL', [
      ['/.well-known/oauth-protected-resource', '"/.well-known/oauth-protected-resource"'],
      ['http://api.test/', '"http://api.test/"'],
    ]),
    ...wrongValues('resourceMetadata', 'a string that is not blank', [['', '""']]),
  ]);
});

/** What is wrong with a member, in both ways of writing it. */
const MEMBERS: ReadonlyArray<
  readonly [camel: string, snake: string, value: unknown, was: string, mayBe: string, at?: string]
> = [
  ['scopesSupported', 'scopes_supported', 'read write', '"read write"', 'a list of strings'],
  ['scopesSupported', 'scopes_supported', ['a', 5], '5', 'a string that is not blank', '[1]'],
  ['scopesSupported', 'scopes_supported', ['a b'], 'an array', 'scopes'],
  ['scopesSupported', 'scopes_supported', ['a"b'], 'an array', 'scopes'],
  ['authorizationServers', 'authorization_servers', ISSUER, `"${ISSUER}"`, 'a list of strings'],
  ['authorizationServers', 'authorization_servers', [''], '""', 'a string that is not', '[0]'],
  ['resourceName', 'resource_name', 5, '5', 'a string that is not blank'],
  ['resourceName', 'resource_name', ' ', '" "', 'a string that is not blank'],
  ['resourceName', 'resource_name', null, 'null', 'a string that is not blank'],
  [
    'resourceDocumentation',
    'resource_documentation',
    {},
    'an object',
    'a string that is not blank',
  ],
  ['resourcePolicyUri', 'resource_policy_uri', 5, '5', 'a string that is not blank'],
  ['resourceTosUri', 'resource_tos_uri', true, 'true', 'a string that is not blank'],
  ['jwksUri', 'jwks_uri', 5, '5', 'a string that is not blank'],
  ['jwksUri', 'jwks_uri', 'http://api.test/keys', '"http://api.test/keys"', 'an https URL'],
  ['resourceDocumentation', 'resource_documentation', 'docs', '"docs"', 'an http or https URL'],
  ['resourcePolicyUri', 'resource_policy_uri', 'urn:a', '"urn:a"', 'an http or https URL'],
  ['resourceTosUri', 'resource_tos_uri', 'data:,a', '"data:,a"', 'an http or https URL'],
  [
    'resourceSigningAlgValuesSupported',
    'resource_signing_alg_values_supported',
    ['ES256', 'none'],
    '"none"',
    'without "none"',
  ],
  ['own', 'own', Number.NaN, 'NaN', 'JSON'],
  [
    'resourceSigningAlgValuesSupported',
    'resource_signing_alg_values_supported',
    'ES256',
    '"ES256"',
    'a list of strings',
  ],
  [
    'authorizationDetailsTypesSupported',
    'authorization_details_types_supported',
    {},
    'an object',
    'a list of strings',
  ],
  [
    'tlsClientCertificateBoundAccessTokens',
    'tls_client_certificate_bound_access_tokens',
    'no',
    '"no"',
    'true or false',
  ],
  ['own', 'own', () => 'a', 'a function', 'JSON'],
  ['own', 'own', 1n, 'a bigint', 'JSON'],
  ['own', 'own', { a: [1n] }, 'an object', 'JSON'],
  ['own', 'own', cycle, 'an array', 'JSON'],
];

describe('members of RFC 9728 section 2', () => {
  for (const [camel, snake, value, was, mayBe, at = ''] of MEMBERS) {
    refuses(
      [...new Set([camel, snake])].map((name) => ({
        given: { resourceMetadata: { resource: RESOURCE, [name]: value } },
        names: `resourceMetadata.${name}${at}`,
        was,
        mayBe,
      })),
    );
  }
});

describe('members that follow from other options cannot be given', () => {
  const COMPUTED: ReadonlyArray<readonly [name: string, value: unknown, was: string]> = [
    ['bearer_methods_supported', ['header'], 'an array'],
    ['bearerMethodsSupported', ['body'], 'an array'],
    ['dpop_signing_alg_values_supported', ['ES256'], 'an array'],
    ['dpopSigningAlgValuesSupported', ['none'], 'an array'],
    ['dpop_bound_access_tokens_required', true, 'true'],
    ['dpopBoundAccessTokensRequired', false, 'false'],
  ];
  refuses(
    COMPUTED.map(([name, value, was]) => ({
      given: { resourceMetadata: { resource: RESOURCE, [name]: value } },
      names: `resourceMetadata.${name}`,
      was,
      mayBe: 'left out: it follows from other options',
    })),
  );
});

describe('a member is given once', () => {
  refuses([
    {
      given: {
        resourceMetadata: { resource: RESOURCE, scopesSupported: ['a'], scopes_supported: ['b'] },
      },
      names: 'resourceMetadata.scopes_supported',
      was: 'an array',
      mayBe: 'given once',
    },
    {
      given: {
        resourceMetadata: { resource: RESOURCE, resource_name: 'a', resourceName: 'a' },
      },
      names: 'resourceMetadata.resourceName',
      was: '"a"',
      mayBe: 'given once',
    },
  ]);
});

describe('the authorization servers are accepted issuers, or clients would walk in circles', () => {
  const servers = (...authorizationServers: readonly string[]) => ({
    resourceMetadata: { resource: RESOURCE, authorizationServers },
  });
  const several = { issuer: undefined, issuers: ISSUERS };
  accepts([
    servers(ISSUER),
    servers(),
    { ...several, ...servers(...ISSUERS) },
    { ...several, ...servers('https://other.test/') },
    { ...several, issuers: () => [], ...servers('https://anyone.test/') },
  ]);
  const wrong = (server: string, ...before: readonly string[]) => ({
    given: servers(...before, server),
    names: 'resourceMetadata.authorization_servers',
    was: `"${server}"`,
    mayBe: 'a list of the accepted issuers',
  });
  refuses([
    wrong('https://other.test/'),
    wrong('https://issuer.test'),
    wrong('https://ISSUER.test/'),
    wrong('https://other.test/', ISSUER),
    { ...wrong('https://third.test/'), given: { ...several, ...servers('https://third.test/') } },
  ]);
});

describe('without a resource it is what clients see', () => {
  accepts([
    { resourceMetadata: {}, publicUrl: 'https://api.test' },
    { resourceMetadata: { resource: undefined }, publicUrl: 'https://api.test/v2' },
    { resourceMetadata: { resource: RESOURCE }, publicUrl: () => 'https://api.test' },
  ]);
  const nothing = { names: 'resourceMetadata.resource', was: 'undefined', mayBe: 'a string' };
  refuses([
    { given: { resourceMetadata: {} }, ...nothing },
    { given: { resourceMetadata: {}, publicUrl: () => 'https://api.test' }, ...nothing },
    {
      given: { resourceMetadata: {}, publicUrl: 'http://api.test' },
      names: 'resourceMetadata.resource',
      was: '"http://api.test"',
      mayBe: 'an https URL',
    },
  ]);
});

describe('mcp-proxy#111: a malformed resource stops the start, not each 401', () => {
  refuses([
    ...wrongValues('resourceMetadata.resource', 'a string that is not blank', [
      [undefined, 'undefined'],
      [null, 'null'],
      ['', '""'],
      [5, '5'],
      [[RESOURCE], 'an array'],
      [{}, 'an object'],
    ]),
    ...wrongValues('resourceMetadata.resource', 'an https URL', [
      ['api.test', '"api.test"'],
      ['/v1', '"/v1"'],
      ['https://', '"https://"'],
      ['https://[', '"https://["'],
      ['http://api.test', '"http://api.test"'],
      ['ftp://api.test', '"ftp://api.test"'],
      ['urn:api', '"urn:api"'],
      ['javascript:alert(1)', '"javascript:alert(1)"'],
    ]),
    ...wrongValues('resourceMetadata.resource', 'a URL without a fragment', [
      ['https://api.test/#a', '"https://api.test/#a"'],
      ['https://api.test/#', '"https://api.test/#"'],
    ]),
  ]);
});

test.each(['scopesSuported', 'ownMember', 'toString'])(
  'an unknown name in camel case, %s, is a mistake',
  (name) => {
    const given = { ...MINIMUM, resourceMetadata: { resource: RESOURCE, [name]: ['a'] } };
    expect(configurationError(given).message).toContain(`"resourceMetadata.${name}" is not known`);
  },
);
