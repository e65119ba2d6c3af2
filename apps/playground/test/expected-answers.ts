import { expect } from 'vitest';

const exchangedFor = (issued_token_type: string, rest: object) => ({
  access_token: expect.stringMatching(/^[\w.-]{30,}$/),
  issued_token_type,
  token_type: 'Bearer',
  ...rest,
});
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';
const recordsFor = (actors: readonly string[]) => ({
  records: ['The first message'],
  subject: 'alice',
  client: 'messages-api',
  actors,
});
const tokenOf = (scope: string, type = 'Bearer') => ({
  access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
  expires_in: 600,
  token_type: type,
  scope,
});

/** What each command of the walks gets besides its status. */
export const EXPECTED: Readonly<Record<string, { body: unknown; challenge?: string }>> = {
  'get-token': { body: tokenOf('read:messages write:messages') },
  read: { body: { messages: [{ text: 'Welcome to the playground.', from: 'playground' }] } },
  write: { body: { text: 'Hello', from: 'machine' } },
  'no-token': {
    challenge: 'Bearer realm="api", DPoP algs="ES256"',
    body: { error: 'unauthorized', error_description: 'This request needs an access token.' },
  },
  'tampered-token': {
    challenge:
      'Bearer realm="api", error="invalid_token", error_description="The signature of the access token is not valid.", DPoP algs="ES256"',
    body: {
      error: 'invalid_token',
      error_description: 'The signature of the access token is not valid.',
    },
  },
  'get-read-token': { body: tokenOf('read:messages') },
  'no-scope': {
    challenge:
      'Bearer realm="api", scope="write:messages", error="insufficient_scope", error_description="The access token does not carry the scope that this request needs.", DPoP algs="ES256"',
    body: {
      error: 'insufficient_scope',
      error_description: 'The access token does not carry the scope that this request needs.',
    },
  },
  'get-bound-token': { body: tokenOf('read:messages', 'DPoP') },
  proven: {
    body: {
      subject: 'machine',
      client: 'machine',
      scopes: ['read:messages'],
      issuer: expect.stringMatching(/^http:/),
      scheme: 'dpop',
      key: expect.stringMatching(/^[\w-]{43}$/),
    },
  },
  replayed: {
    challenge:
      'Bearer realm="api", DPoP error="invalid_dpop_proof", error_description="The DPoP proof has been used before.", algs="ES256"',
    body: {
      error: 'invalid_dpop_proof',
      error_description: 'The DPoP proof has been used before.',
    },
  },
  stolen: {
    challenge:
      'Bearer realm="api", error="invalid_token", error_description="The access token is bound to a key and needs proof of possession.", DPoP algs="ES256"',
    body: {
      error: 'invalid_token',
      error_description: 'The access token is bound to a key and needs proof of possession.',
    },
  },
  'exchange-session': {
    body: exchangedFor(ACCESS_TOKEN, { expires_in: 600, scope: 'read:messages' }),
  },
  legacy: { body: recordsFor([]) },
  'ended-session': { body: { error: 'invalid_request' } },
  archive: { body: recordsFor(['messages-api']) },
  'exchange-on-behalf-of': {
    body: exchangedFor(ACCESS_TOKEN, {
      expires_in: expect.toSatisfy((seconds: number) => seconds > 0 && seconds <= 600),
      scope: 'read:archive',
    }),
  },
  'read-archive': { body: recordsFor(['messages-api']) },
  'wrong-audience': {
    challenge:
      'Bearer realm="api", error="invalid_token", error_description="The access token was issued for another audience.", DPoP algs="ES256"',
    body: {
      error: 'invalid_token',
      error_description: 'The access token was issued for another audience.',
    },
  },
  'exchange-connection': {
    body: exchangedFor('http://auth0.com/oauth/token-type/federated-connection-access-token', {
      expires_in: 300,
      scope: 'events.read',
    }),
  },
  calendar: { body: { account: 'alice@work.example', events: ['Planning'] } },
};
