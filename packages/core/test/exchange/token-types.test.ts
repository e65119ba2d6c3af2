import { describe, expect, test } from 'vitest';
import { GetTokenByExchangeProfileError, MissingRequiredArgumentError } from '../../src/index.ts';
import { createExchange, errorOf, SUBJECT } from './setting.ts';

const { api, sent } = await createExchange();

/** Absolute URIs outside of the reserved name spaces. */
const GOOD = [
  'urn:example:legacy',
  'urn:acme:token-type:v1',
  'URN:Acme:X',
  'https://acme.test/token-types/legacy',
  'http://acme.test',
  'https://acme.test:8443/a?b=c',
  'https://acme.test/profile#SAMLV2.0',
  'https://acme.test/caf%C3%A9',
  'tag:acme.test,2026:legacy',
  'acme:legacy',
  'com.acme.app://legacy',
  'a+b-c.d:e',
  // Not the reserved ones, however alike.
  'urn:ietfx:token',
  'urn:x-ietf:token',
  'urn:auth0x:token',
  'urn:oktapreview:token',
  'urn:acme:urn:ietf:token',
  'urn:acme:auth0.com',
  'ietf:token',
  'https://myauth0.com/legacy',
  'https://auth0.com.acme.test/legacy',
  'https://auth0.community/legacy',
  'https://auth0com/legacy',
  'https://okta.company/legacy',
  'https://notokta.com/legacy',
  'https://acme.test/auth0.com',
  'https://acme.test/?host=okta.com',
  'https://acme.test/#auth0.com',
  'https://auth0.com@acme.test/legacy',
  'https://okta.com:x@acme.test/legacy',
  // The contract names the two hosts; what lies below them belongs to their customers.
  'https://acme.eu.auth0.com/legacy',
  'https://acme.okta.com/legacy',
];

/** Texts that are no absolute URI. */
const NO_URI = [
  'legacy',
  'access_token',
  '/legacy',
  '//acme.test/legacy',
  './legacy',
  '?legacy',
  '#legacy',
  ':legacy',
  'urn:',
  'https:',
  'https://',
  'https://:443/',
  'https://auth0.com:99999/',
  'https://[auth0.com]/',
  '1urn:acme:legacy',
  'ur n:acme:legacy',
  'urn:acme:two words',
  ' urn:acme:legacy',
  'urn:acme:legacy ',
  'urn:acme:legacy\n',
  'urn:acme:"legacy"',
  'urn:acme:<legacy>',
  'urn:acme:{legacy}',
  'urn:acme:a|b',
  'urn:acme:a^b',
  'urn:acme:a`b',
  'https:\\\\acme.test\\legacy',
  'https://acme.test/%zz',
  'https://acme.test/%4',
  'urn:acme:zoë',
  'https://äcme.test/',
  '[object Object]',
];

/** Absolute URIs of others. */
const RESERVED = [
  'urn:ietf:params:oauth:token-type:access_token',
  'urn:ietf:x',
  'URN:IETF:params:oauth:token-type:jwt',
  'Urn:Ietf:x',
  'urn:%69etf:x',
  'urn:auth0:x',
  'urn:auth0:params:oauth:x',
  'urn:AUTH0:x',
  'urn:okta:x',
  'uRN:OKTA:x',
  'urn:%4F%4B%54%41:x',
  'https://auth0.com',
  'https://auth0.com/',
  'http://auth0.com/oauth/token-type/federated-connection-access-token',
  'https://okta.com/x',
  'http://okta.com',
  'HTTPS://AUTH0.COM/x',
  'https://Okta.Com/x',
  'https://auth0.com:443/x',
  'https://auth0.com:8443/x',
  'http://okta.com:80',
  'https://auth0.com./x',
  'https://OKTA.com.:8443/x',
  'https://auth0%2Ecom/x',
  'https://%61uth0.com/x',
  'https://%6F%6B%74%61.com/x',
  'https://user@auth0.com/x',
  'https://user:word@okta.com/x',
  'https://acme.test@auth0.com/x',
  'https://acme.test%2F@auth0.com/x',
  'https://auth0.com?x',
  'https://auth0.com#x',
  'https:auth0.com/x',
  'https:/auth0.com/x',
  'https:///auth0.com/x',
  'ftp://auth0.com/x',
  'wss://okta.com/x',
  'acme://auth0.com/x',
  'acme://AUTH0.com/x',
  'acme://okt%61.com./x',
];

function exchange(options: object): Promise<unknown> {
  return api.getTokenByExchangeProfile(SUBJECT, { subjectTokenType: 'urn:example:a', ...options });
}

describe('subjectTokenType', () => {
  test.each(GOOD)('accepts %j', async (subjectTokenType) => {
    await exchange({ subjectTokenType });
    expect(sent.at(-1)?.field('subject_token_type')).toBe(subjectTokenType);
  });

  const refused = [
    ...NO_URI.map((value) => ({ value, must: 'must be an absolute URI.' })),
    ...RESERVED.map((value) => ({ value, must: 'is in a name space that is reserved.' })),
    ...[' ', 5, {}, ['urn:a:b']].map((value) => ({
      value,
      must: 'must be a string that is not blank.',
    })),
  ];
  test.each(refused)('refuses $value: it $must', async ({ value, must }) => {
    const before = sent.length;
    const error = await errorOf(exchange({ subjectTokenType: value }));
    expect(error).toBeInstanceOf(GetTokenByExchangeProfileError);
    expect(error.message).toBe(`The argument "subjectTokenType" ${must}`);
    expect(error).toMatchObject({ code: 'get_token_by_exchange_profile_error', statusCode: 400 });
    expect(sent).toHaveLength(before);
  });

  test.each([undefined, null, ''])('is missing: %j', async (subjectTokenType) => {
    const error = await errorOf(exchange({ subjectTokenType }));
    expect(error).toBeInstanceOf(MissingRequiredArgumentError);
    expect(error).toMatchObject({ argument: 'subjectTokenType', statusCode: 400 });
  });
});

describe.each([
  ['requestedTokenType', 'requested_token_type', {}],
  ['actorTokenType', 'actor_token_type', { actorToken: 'an-actors.token' }],
] as const)('%s', (argument, field, others) => {
  // RFC 8693 section 3: those of the IETF are what is asked for most.
  test.each([...GOOD.slice(0, 6), ...RESERVED.slice(0, 3)])('accepts %j', async (type) => {
    await exchange({ ...others, [argument]: type });
    expect(sent.at(-1)?.field(field)).toBe(type);
  });

  test.each(NO_URI)('refuses %j', async (type) => {
    const error = await errorOf(exchange({ ...others, [argument]: type }));
    expect(error).toBeInstanceOf(GetTokenByExchangeProfileError);
    expect(error.message).toBe(`The argument "${argument}" must be an absolute URI.`);
  });
});
