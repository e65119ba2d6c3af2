import { ARCHIVE } from '../../../server/parties.ts';
import { craftToken } from '../../control/control-client.ts';
import type { AttackTheme } from '../attack.ts';
import { bearer, secondsFromNow } from '../attack-tools.ts';

/** Tokens that the authorization server did sign: not for now, not for here, or not as access tokens. */
export const MISUSED: AttackTheme = {
  title: 'Good signatures, wrong tokens',
  attacks: [
    {
      id: 'expired',
      title: 'An expired token',
      tries: 'Sends a token that ran out a minute ago.',
      must: 'It is refused, and the client knows that it needs a new one.',
      source: { rfc: 9068, section: '4' },
      expected: { status: 401, error: 'invalid_token', reason: 'expired' },
      run: async (tools) => {
        const claims = { iat: secondsFromNow(-660), exp: secondsFromNow(-60) };
        await tools.send(bearer(await craftToken({ claims })));
      },
    },
    {
      id: 'not-yet-valid',
      title: 'A token of tomorrow',
      tries: 'Sends a token that is valid from tomorrow on.',
      must: 'It is refused until then: nbf is honoured.',
      source: { rfc: 7519, section: '4.1.5' },
      expected: { status: 401, error: 'invalid_token', reason: 'not_yet_valid' },
      run: async (tools) => {
        const claims = { nbf: secondsFromNow(86_400), exp: secondsFromNow(90_000) };
        await tools.send(bearer(await craftToken({ claims })));
      },
    },
    {
      id: 'other-audience',
      title: 'A token for another API',
      tries: 'Sends a good token that was issued for the archive.',
      must: 'It is refused, or any API could use the tokens of its callers at every other.',
      source: { rfc: 9068, section: '4' },
      expected: { status: 401, error: 'invalid_token', reason: 'audience_mismatch' },
      run: async (tools) => {
        const token = await tools.getToken({ audience: ARCHIVE, scopes: ['read:archive'] });
        await tools.send(bearer(token));
      },
    },
    {
      id: 'other-issuer',
      title: 'A token of another issuer',
      tries: 'Sends a token that names https://attacker.example as its issuer.',
      must: 'It is refused: this API takes the tokens of its own authorization server alone.',
      source: { rfc: 9068, section: '4' },
      expected: { status: 401, error: 'invalid_token', reason: 'issuer_not_allowed' },
      run: async (tools) => {
        const claims = { iss: 'https://attacker.example' };
        await tools.send(bearer(await craftToken({ claims })));
      },
    },
    {
      id: 'other-type',
      title: 'A JWT of another type',
      tries: 'Sends a token whose typ is that of ID tokens, JWT, and no access token.',
      must: 'It is refused: this API takes at+jwt alone, so that no other JWT is mistaken for one.',
      source: { rfc: 9068, section: '4' },
      expected: { status: 401, error: 'invalid_token', reason: 'type_not_allowed' },
      run: async (tools) => {
        await tools.send(bearer(await craftToken({ header: { typ: 'JWT' } })));
      },
    },
    {
      id: 'proof-as-token',
      title: 'A proof as the token',
      tries: 'Sends a DPoP proof where the access token belongs.',
      must: 'It is refused: its typ says what it is.',
      source: { rfc: 8725, section: '3.11' },
      expected: { status: 401, error: 'invalid_token', reason: 'type_not_allowed' },
      run: async (tools) => {
        await tools.send(bearer(await tools.prove(await tools.getBoundToken())));
      },
    },
    {
      id: 'bound-to-certificate',
      title: 'A token bound to a certificate',
      tries: 'Sends a token that is bound to a TLS certificate, which the API never sees.',
      must: 'It is refused: what cannot be confirmed must not pass as a bearer token.',
      source: { rfc: 7800, section: '3.1' },
      expected: { status: 401, error: 'invalid_token', reason: 'unsupported_confirmation' },
      run: async (tools) => {
        const claims = { cnf: { 'x5t#S256': 'bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2' } };
        await tools.send(bearer(await craftToken({ claims })));
      },
    },
  ],
};
