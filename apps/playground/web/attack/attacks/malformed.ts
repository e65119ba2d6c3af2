import { craftToken } from '../../control/control-client.ts';
import { makeDpopKey } from '../../session/dpop-key.ts';
import type { AttackTheme } from '../attack.ts';
import { bearer, dpop } from '../attack-tools.ts';

/** Credentials that are not there, there twice, or where they do not belong. */
export const MALFORMED: AttackTheme = {
  title: 'The request itself',
  attacks: [
    {
      id: 'no-credentials',
      title: 'No credentials',
      tries: 'Asks for the messages without a token.',
      must: 'It is refused without an error code: there is nothing yet that could be wrong.',
      source: { rfc: 6750, section: '3.1' },
      expected: { status: 401, reason: 'missing_authorization' },
      run: async (tools) => tools.send([]),
    },
    {
      id: 'token-in-query',
      title: 'The token in the URL',
      tries: 'Sends a good token as the query parameter access_token.',
      must: 'It is not even read, because URLs end up in logs: the request has no credentials.',
      source: { rfc: 9700, section: '4.3.2' },
      expected: { status: 401, reason: 'missing_authorization' },
      run: async (tools) => {
        const query = `?${new URLSearchParams({ access_token: await tools.getToken() })}`;
        await tools.send([], { query });
      },
    },
    {
      id: 'basic',
      title: 'The scheme Basic',
      tries: 'Sends a name and a password.',
      must: 'It is refused without an error code, naming the schemes that are accepted.',
      source: { rfc: 6750, section: '3' },
      expected: { status: 401, reason: 'unsupported_scheme', schemes: ['Bearer', 'DPoP'] },
      run: async (tools) => tools.send([['authorization', `Basic ${btoa('alice:secret')}`]]),
    },
    {
      id: 'bearer-at-vault',
      title: 'Bearer where DPoP is required',
      tries: 'Opens the vault with a good token that is not bound to a key.',
      must: 'It is refused without an error code: the vault offers the scheme DPoP alone.',
      source: { rfc: 9449, section: '7.1' },
      expected: { status: 401, reason: 'unsupported_scheme', schemes: ['DPoP'] },
      run: async (tools) => {
        await tools.send(bearer(await tools.getToken()), { operation: 'vault' });
      },
    },
    {
      id: 'unbound-as-dpop',
      title: 'An unbound token as DPoP',
      tries: 'Sends a token that is bound to no key with the scheme DPoP and a good proof.',
      must: 'It is refused: a proof by just any key proves nothing.',
      source: { rfc: 9449, section: '7.1' },
      expected: { status: 401, error: 'invalid_token', reason: 'unbound_token' },
      run: async (tools) => {
        const token = await tools.getToken();
        const proof = await tools.prove({ token, key: await makeDpopKey() });
        await tools.send(dpop(token, proof));
      },
    },
    {
      id: 'bearer-with-proof',
      title: 'A Bearer token with a proof',
      tries: 'Sends an unbound token as Bearer, and a DPoP proof beside it.',
      must: 'It is refused as malformed: the client believes in a protection that is not there.',
      source: { rfc: 6750, section: '3.1' },
      expected: { status: 400, error: 'invalid_request', reason: 'unexpected_proof' },
      run: async (tools) => {
        const token = await tools.getToken();
        const proof = await tools.prove({ token, key: await makeDpopKey() });
        await tools.send([...bearer(token), ['dpop', proof]]);
      },
    },
    {
      id: 'two-authorizations',
      title: 'Two Authorization fields',
      tries:
        'Sends two fields with a good token each, so that a proxy may read one and the API the other.',
      must: 'It is refused as malformed, and neither token is verified.',
      source: { rfc: 6750, section: '3.1' },
      expected: { status: 400, error: 'invalid_request', reason: 'repeated_authorization' },
      run: async (tools) => {
        const fields = [...bearer(await tools.getToken()), ...bearer(await tools.getToken())];
        await tools.send(fields, { isRelayed: true });
      },
    },
    {
      id: 'two-proofs',
      title: 'Two proofs',
      tries: 'Sends a bound token with two good proofs, in two DPoP fields.',
      must: 'It is refused: there must be exactly one.',
      source: { rfc: 9449, section: '4.3' },
      expected: { status: 401, error: 'invalid_dpop_proof', reason: 'repeated_proof' },
      run: async (tools) => {
        const held = await tools.getBoundToken();
        const first = dpop(held.token, await tools.prove(held));
        const second = ['dpop', await tools.prove(held)] as const;
        await tools.send([...first, second], { isRelayed: true });
      },
    },
    {
      id: 'huge-token',
      title: 'A token of more than 16 KiB',
      tries: 'Sends a token that the server signed, with much too much in it.',
      must: 'It is refused as malformed before any signature is checked, because that costs time.',
      source: { rfc: 9110, section: '5.4' },
      expected: { status: 400, error: 'invalid_request', reason: 'token_too_large' },
      run: async (tools) => {
        const claims = { padding: 'x'.repeat(16 * 1024) };
        await tools.send(bearer(await craftToken({ claims })));
      },
    },
  ],
};
