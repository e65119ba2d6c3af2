import type { JWTPayload } from 'jose';
import {
  base64url,
  decodeJwt,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  SignJWT,
} from 'jose';
import { craftToken } from '../../control/control-client.ts';
import type { AttackTheme } from '../attack.ts';
import { bearer } from '../attack-tools.ts';

/** Tokens that the authorization server never signed. */
export const FORGED: AttackTheme = {
  title: 'Forged tokens',
  attacks: [
    {
      id: 'changed-claim',
      title: 'Change a claim',
      tries: 'Adds the scope write:messages to a good token and leaves the signature as it is.',
      must: 'It is refused: the signature is one over other claims.',
      source: { rfc: 9068, section: '4' },
      expected: { status: 401, error: 'invalid_token', reason: 'bad_signature' },
      run: async (tools) => {
        const token = withScope(await tools.getToken(), 'read:messages write:messages');
        await tools.send(bearer(token), { operation: 'write' });
      },
    },
    {
      id: 'stranger',
      title: 'Sign with another key',
      tries: 'Sends a token that a stranger has signed, with the kid of the real key.',
      must: 'It is refused: the kid only chooses among the keys that the server publishes.',
      source: { rfc: 9068, section: '4' },
      expected: { status: 401, error: 'invalid_token', reason: 'bad_signature' },
      run: async (tools) => tools.send(bearer(await craftToken({ signedBy: 'stranger' }))),
    },
    {
      id: 'unknown-key',
      title: 'A key that nobody publishes',
      tries: 'Sends a token that a stranger has signed, with a kid of his own.',
      must: 'It is refused: among the keys that the server publishes, none has that kid.',
      source: { rfc: 9068, section: '4' },
      expected: { status: 401, error: 'invalid_token', reason: 'unknown_key' },
      run: async (tools) => {
        const header = { kid: 'key-of-a-stranger' };
        await tools.send(bearer(await craftToken({ signedBy: 'stranger', header })));
      },
    },
    {
      id: 'own-key',
      title: 'Bring the key along',
      tries: 'Signs a token with a new key, and puts its public half into the header as jwk.',
      must: 'It is refused: a token does not choose its own key, so jwk is not looked at.',
      source: { rfc: 8725, section: '3.10' },
      expected: { status: 401, error: 'invalid_token', reason: 'bad_signature' },
      run: async (tools) => tools.send(bearer(await withOwnKey(await tools.getToken()))),
    },
    {
      id: 'alg-none',
      title: 'alg: none',
      tries: 'Sends a token that says alg: none, with an empty signature.',
      must: 'It is refused, because a token without a signature is not a signed token at all.',
      source: { rfc: 9068, section: '4' },
      expected: { status: 401, error: 'invalid_token', reason: 'malformed_token' },
      run: async (tools) => tools.send(bearer(await craftToken({ signedBy: 'nobody' }))),
    },
    {
      id: 'alg-none-signed',
      title: 'alg: none, with something as a signature',
      tries: 'Sends a token that says alg: none, but has a signature, to look like one.',
      must: 'It is refused: none is not among the algorithms that are accepted.',
      source: { rfc: 9068, section: '4' },
      expected: { status: 401, error: 'invalid_token', reason: 'algorithm_not_allowed' },
      run: async (tools) => {
        const unsigned = await craftToken({ signedBy: 'nobody' });
        await tools.send(bearer(`${unsigned}AAAA`));
      },
    },
    {
      id: 'public-key-as-secret',
      title: 'HS256 with the public key',
      tries: "Signs a token by HMAC, with the server's public key as the secret.",
      must: 'It is refused: HMAC is not accepted, so that a public key is never taken for a secret.',
      source: { rfc: 8725, section: '2.1' },
      expected: { status: 401, error: 'invalid_token', reason: 'algorithm_not_allowed' },
      run: async (tools) => tools.send(bearer(await craftToken({ signedBy: 'public-key' }))),
    },
    {
      id: 'critical-header',
      title: 'An extension that must be understood',
      tries:
        'Sends a token that the server signed, but whose header lists an extension as critical.',
      must: 'It is refused: who does not understand a critical extension must not accept the token.',
      source: { rfc: 7515, section: '4.1.11' },
      expected: { status: 401, error: 'invalid_token', reason: 'critical_header' },
      run: async (tools) => {
        const header = { crit: ['urn:example:extension'], 'urn:example:extension': true };
        await tools.send(bearer(await craftToken({ header })));
      },
    },
  ],
};

function withScope(token: string, scope: string): string {
  const [header, , signature] = token.split('.');
  const claims: JWTPayload = { ...decodeJwt(token), scope };
  return [header, base64url.encode(JSON.stringify(claims)), signature].join('.');
}

async function withOwnKey(token: string): Promise<string> {
  const { alg = '', ...header } = decodeProtectedHeader(token);
  const { privateKey, publicKey } = await generateKeyPair(alg);
  const jwk = await exportJWK(publicKey);
  return new SignJWT(decodeJwt(token)).setProtectedHeader({ ...header, alg, jwk }).sign(privateKey);
}
