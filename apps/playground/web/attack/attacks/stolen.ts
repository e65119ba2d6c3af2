import { getOldNonce } from '../../control/control-client.ts';
import { makeDpopKey } from '../../session/dpop-key.ts';
import type { AttackTheme } from '../attack.ts';
import { bearer, dpop, secondsFromNow } from '../attack-tools.ts';

/** What somebody tries who got hold of a bound token, or of a proof, but not of the key. */
export const STOLEN: AttackTheme = {
  title: 'Stolen tokens and proofs',
  attacks: [
    {
      id: 'replay',
      title: 'Replay the proof',
      tries: 'Sends a request, and then the very same one again, with the same proof.',
      must: 'The first one passes. The second is refused, because a proof counts once.',
      source: { rfc: 9449, section: '11.1' },
      expected: { status: 401, error: 'invalid_dpop_proof', reason: 'replayed' },
      run: async (tools) => {
        const held = await tools.getBoundToken();
        const fields = dpop(held.token, await tools.prove(held));
        await tools.send(fields);
        await tools.send(fields);
      },
    },
    {
      id: 'bound-as-bearer',
      title: 'Use a DPoP token as Bearer',
      tries: 'Sends a token with a proof, and then the token alone, with the scheme Bearer.',
      must: 'The second is refused: a token that is bound to a key is worth nothing without it.',
      source: { rfc: 9449, section: '7.2' },
      expected: { status: 401, error: 'invalid_token', reason: 'bound_token' },
      run: async (tools) => {
        const held = await tools.getBoundToken();
        await tools.send(dpop(held.token, await tools.prove(held)));
        await tools.send(bearer(held.token));
      },
    },
    {
      id: 'no-proof',
      title: 'Leave the proof out',
      tries: 'Sends a bound token with the scheme DPoP, but no proof.',
      must: 'It is refused as malformed: with this scheme there must be a DPoP field.',
      source: { rfc: 9449, section: '7.1' },
      expected: { status: 400, error: 'invalid_request', reason: 'missing_proof' },
      run: async (tools) => {
        const { token } = await tools.getBoundToken();
        await tools.send([['authorization', `DPoP ${token}`]]);
      },
    },
    {
      id: 'other-key',
      title: 'Prove with another key',
      tries: 'Sends a bound token with a good proof, signed by a key that the thief made himself.',
      must: 'It is refused: the token names the thumbprint of the one key that may prove it.',
      source: { rfc: 9449, section: '4.3' },
      expected: { status: 401, error: 'invalid_token', reason: 'thumbprint_mismatch' },
      run: async (tools) => {
        const { token } = await tools.getBoundToken();
        const proof = await tools.prove({ token, key: await makeDpopKey() });
        await tools.send(dpop(token, proof));
      },
    },
    {
      id: 'other-url',
      title: 'A proof for another URL',
      tries: 'Sends a proof that was made for /whoami with a request for the messages.',
      must: 'It is refused: htu must be the URL of the request.',
      source: { rfc: 9449, section: '4.3' },
      expected: { status: 401, error: 'invalid_dpop_proof', reason: 'htu_mismatch' },
      run: async (tools) => {
        const held = await tools.getBoundToken();
        const { url } = tools.request('whoami');
        await tools.send(dpop(held.token, await tools.prove(held, { url })));
      },
    },
    {
      id: 'other-host',
      title: 'A proof for another server',
      tries: 'Sends a proof that was made for the same path of another server.',
      must: 'It is refused: what one server was sent must be of no use at another.',
      source: { rfc: 9449, section: '4.3' },
      expected: { status: 401, error: 'invalid_dpop_proof', reason: 'htu_mismatch' },
      run: async (tools) => {
        const held = await tools.getBoundToken();
        const url = 'http://other.example/messages';
        await tools.send(dpop(held.token, await tools.prove(held, { url })));
      },
    },
    {
      id: 'other-method',
      title: 'A proof for another method',
      tries: 'Sends a proof that was made for POST with a GET.',
      must: 'It is refused: htm must be the method of the request.',
      source: { rfc: 9449, section: '4.3' },
      expected: { status: 401, error: 'invalid_dpop_proof', reason: 'htm_mismatch' },
      run: async (tools) => {
        const held = await tools.getBoundToken();
        await tools.send(dpop(held.token, await tools.prove(held, { method: 'POST' })));
      },
    },
    {
      id: 'other-token',
      title: 'A proof for another token',
      tries:
        'Sends a proof that was made for one token together with another token of the same key.',
      must: 'It is refused: ath must be the hash of the token that came with the proof.',
      source: { rfc: 9449, section: '4.3' },
      expected: { status: 401, error: 'invalid_dpop_proof', reason: 'ath_mismatch' },
      run: async (tools) => {
        const held = await tools.getBoundToken();
        const proof = await tools.prove(held);
        await tools.send(dpop(await tools.getToken({ key: held.key }), proof));
      },
    },
    {
      id: 'old-proof',
      title: 'An old proof',
      tries: 'Sends a proof that was made an hour ago and has not been used since.',
      must: 'It is refused: proofs are good for five minutes, so that none can be kept in store.',
      source: { rfc: 9449, section: '11.1' },
      expected: { status: 401, error: 'invalid_dpop_proof', reason: 'proof_expired' },
      run: async (tools) => {
        const held = await tools.getBoundToken();
        const proof = await tools.prove(held, { issuedAt: secondsFromNow(-3600) });
        await tools.send(dpop(held.token, proof));
      },
    },
    {
      id: 'future-proof',
      title: 'A proof from the future',
      tries: 'Sends a proof that says it was made in an hour, to be used until then.',
      must: 'It is refused: clocks may differ by half a minute, and not by more.',
      source: { rfc: 9449, section: '11.1' },
      expected: { status: 401, error: 'invalid_dpop_proof', reason: 'proof_not_yet_valid' },
      run: async (tools) => {
        const held = await tools.getBoundToken();
        const proof = await tools.prove(held, { issuedAt: secondsFromNow(3600) });
        await tools.send(dpop(held.token, proof));
      },
    },
    {
      id: 'no-nonce',
      title: 'No nonce',
      tries:
        'Opens the vault with a good token and a good proof, but without a nonce of the server.',
      must: 'It is refused, and the answer carries a nonce to try again with.',
      source: { rfc: 9449, section: '9' },
      expected: {
        status: 401,
        error: 'use_dpop_nonce',
        reason: 'missing_nonce',
        field: 'DPoP-Nonce',
      },
      run: async (tools) => {
        const held = await tools.getBoundToken();
        const { url } = tools.request('vault');
        const proof = await tools.prove(held, { url });
        await tools.send(dpop(held.token, proof), { operation: 'vault' });
      },
    },
    {
      id: 'old-nonce',
      title: 'An old nonce',
      tries: 'Opens the vault with a proof over a nonce that the server issued an hour ago.',
      must: 'It is refused like no nonce at all: a proof that was made in advance is of no use.',
      source: { rfc: 9449, section: '9' },
      expected: {
        status: 401,
        error: 'use_dpop_nonce',
        reason: 'unknown_nonce',
        field: 'DPoP-Nonce',
      },
      run: async (tools) => {
        const held = await tools.getBoundToken();
        const { url } = tools.request('vault');
        const proof = await tools.prove(held, { url, nonce: await getOldNonce() });
        await tools.send(dpop(held.token, proof), { operation: 'vault' });
      },
    },
  ],
};
