import { describe, expect, test } from 'vitest';
import type { Given } from './build-client.ts';
import { accepts, build, configurationError, refuses, wrongValues } from './build-client.ts';

const ISSUER = 'https://issuer.test/';
const one = (given: Given): Given => ({ issuer: undefined, ...given });

describe('domain', () => {
  accepts(
    [
      'tenant.eu.auth0.com',
      'Tenant.EU.auth0.com',
      'https://tenant.eu.auth0.com',
      'https://tenant.eu.auth0.com/',
      'HTTPS://tenant.eu.auth0.com',
      'tenant.eu.auth0.com:8443',
      'localhost',
      '[::1]:8443',
      'bücher.example',
    ].map((domain) => one({ domain })),
  );
  const expected = 'a host name, or an https URL with no path, query or credentials';
  refuses(
    [
      'https://tenant.test/path',
      'tenant.test/path',
      'tenant.test//',
      'https://tenant.test/?a=b',
      'tenant.test?',
      'tenant.test#',
      'tenant.test\\path',
      'http://tenant.test',
      'ftp://tenant.test',
      'https:tenant.test',
      ' tenant.test',
      'tenant .test',
      'tenant.test:port',
      'https://',
      'file:///etc/passwd',
    ].flatMap((domain) =>
      wrongValues('domain', expected, [[domain, JSON.stringify(domain)]]).map((row) => ({
        ...row,
        given: one(row.given),
      })),
    ),
  );
  refuses(
    wrongValues('domain', 'a string that is not blank', [
      ['', '""'],
      [null, 'null'],
      [5, '5'],
      [['tenant.test'], 'an array'],
      [new URL('https://tenant.test'), 'an object'],
    ]).map((row) => ({ ...row, given: one(row.given) })),
  );
});

describe('issuer', () => {
  accepts([
    { issuer: 'https://issuer.test' },
    { issuer: 'https://issuer.test/realms/orders' },
    { issuer: 'https://issuer.test:8443/a/b/' },
    { issuer: 'http://localhost:8080/realms/a', insecureRequests: true },
  ]);
  refuses([
    ...wrongValues('issuer', 'an https URL', [
      ['issuer.test', '"issuer.test"'],
      ['http://issuer.test/', '"http://issuer.test/"'],
      ['http://localhost/', '"http://localhost/"'],
      ['file:///etc/passwd', '"file:///etc/passwd"'],
      ['data:application/json,{}', '"data:application/json,{}"'],
      ['urn:issuer', '"urn:issuer"'],
      ['https://', '"https://"'],
    ]),
    ...wrongValues('issuer', 'without query and fragment', [
      ['https://issuer.test/?a=b', '"https://issuer.test/?a=b"'],
      ['https://issuer.test/?', '"https://issuer.test/?"'],
      ['https://issuer.test/#a', '"https://issuer.test/#a"'],
      ['https://issuer.test/#', '"https://issuer.test/#"'],
    ]),
    ...wrongValues('issuer', 'a string that is not blank', [['', '""']]),
    ...wrongValues('issuer', 'an object', [
      [null, 'null'],
      [5, '5'],
      [['https://issuer.test/'], 'an array'],
    ]),
    {
      given: { issuer: 'ftp://localhost/', insecureRequests: true },
      names: 'issuer',
      was: '"ftp://localhost/"',
      mayBe: 'an http or https URL',
    },
  ]);

  test('an http issuer is told how to be allowed', () => {
    const { message } = configurationError({ issuer: 'http://localhost/', audience: 'a' });
    expect(message).toContain('http needs insecureRequests: true');
  });

  // The URL parser forgives these; as an identifier that is compared with `iss` they match nothing.
  for (const issuer of [
    'https:issuer.test/',
    'https:/issuer.test/',
    'https://iss\nuer.test/',
    'https://issuer.test/\tpath',
    'https://issuer.test\\path',
    'https:\\\\issuer.test/',
    ' https://issuer.test/',
    'https://issuer.test/ ',
  ]) {
    test(`a typing error that the URL parser forgives is refused: ${JSON.stringify(issuer)}`, () => {
      const { message } = configurationError({ issuer, audience: 'https://api.test' });
      expect(message).toContain('Option "issuer" must be an https URL');
      expect(message).toContain(JSON.stringify(issuer));
    });
  }
});

describe('issuers', () => {
  const EXPECTED = 'a list of at least one issuer, or a function that gives one';
  accepts(
    [
      [ISSUER],
      [ISSUER, 'https://issuer.test/other'],
      [{ issuer: ISSUER }, 'https://other.test/'],
      // The slash makes another issuer: identifiers are compared as they stand.
      ['https://issuer.test/a', 'https://issuer.test/a/'],
      () => [ISSUER],
      async () => [ISSUER],
    ].map((issuers) => one({ issuers })),
  );
  refuses(
    [
      ...wrongValues('issuers', EXPECTED, [
        [[], 'an array'],
        [null, 'null'],
        [ISSUER, `"${ISSUER}"`],
        [{ issuer: ISSUER }, 'an object'],
        [new Set([ISSUER]), 'an object'],
      ]),
      { given: { issuers: [5] }, names: 'issuers[0]', was: '5', mayBe: 'an object' },
      { given: { issuers: [ISSUER, ''] }, names: 'issuers[1]', was: '""', mayBe: 'a string' },
      {
        given: { issuers: [ISSUER, { issuer: 'http://a.test/' }] },
        names: 'issuers[1]',
        was: '"http://a.test/"',
        mayBe: 'an https URL',
      },
      {
        given: { issuers: [{ issuer: ISSUER, jwksUri: 'http://a.test/' }] },
        names: 'issuers[0].jwksUri',
        was: '"http://a.test/"',
        mayBe: 'an https URL',
      },
      {
        given: { issuers: [ISSUER, 'https://b.test/', { issuer: ISSUER, audience: 'b' }] },
        names: 'issuers[2]',
        was: `"${ISSUER}"`,
        mayBe: 'not in the list already',
      },
    ].map((row) => ({ ...row, given: one(row.given) })),
  );
});

describe('exactly one of domain, issuer, issuers', () => {
  const domain = 'issuer.test';
  const issuers = [ISSUER];
  const rows: readonly (readonly [Given, string])[] = [
    [{}, 'there was none'],
    [{ domain: undefined, issuer: undefined, issuers: undefined }, 'there was none'],
    [{ domain, issuer: ISSUER }, 'there were domain and issuer'],
    [{ domain, issuers }, 'there were domain and issuers'],
    [{ issuer: ISSUER, issuers }, 'there were issuer and issuers'],
    [{ domain, issuer: ISSUER, issuers }, 'there were domain and issuer and issuers'],
    [{ domain, issuer: null }, 'there were domain and issuer'],
    [{ issuer: '', issuers }, 'there were issuer and issuers'],
  ];
  for (const [given, were] of rows) {
    test(`${Object.keys(given).join(' + ') || 'none'}: ${were}`, () => {
      expect(configurationError({ audience: 'a', ...given }).message).toBe(
        `Exactly one of the options "domain", "issuer" and "issuers" must be given; ${were}.`,
      );
    });
  }

  test('members that are undefined count as absent', () => {
    expect(build({ audience: 'a', domain, issuer: undefined, issuers: undefined })).toBeDefined();
  });
});
