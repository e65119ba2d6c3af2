import { SECOND_FACTOR } from '../../../server/parties.ts';
import { craftToken } from '../../control/control-client.ts';
import type { AttackTheme } from '../attack.ts';
import { bearer, secondsFromNow } from '../attack-tools.ts';

// What the salary asks for (RFC 9470 section 3).
const STEP_UP = { acr_values: SECOND_FACTOR, max_age: '300' };

/** Good tokens that are not good enough. */
export const RIGHTS: AttackTheme = {
  title: 'Too few rights',
  attacks: [
    {
      id: 'missing-scope',
      title: 'A missing scope',
      tries: 'Writes a message with a token that is for reading.',
      must: 'It is refused, and the challenge names the scope that the client has to ask for.',
      source: { rfc: 6750, section: '3.1' },
      expected: {
        status: 403,
        error: 'insufficient_scope',
        reason: 'insufficient_scope',
        parameters: { scope: 'write:messages' },
      },
      run: async (tools) => tools.send(bearer(await tools.getToken()), { operation: 'write' }),
    },
    {
      id: 'missing-step-up',
      title: 'No second factor',
      tries: 'Asks for the salary with a token that tells of no second factor.',
      must: 'It is refused, and the challenge names the sign-in that the client has to ask for.',
      source: { rfc: 9470, section: '3' },
      expected: {
        status: 401,
        error: 'insufficient_user_authentication',
        reason: 'authentication_level',
        parameters: STEP_UP,
      },
      run: async (tools) => tools.send(bearer(await tools.getToken()), { operation: 'salary' }),
    },
    {
      id: 'other-sign-in',
      title: 'Another kind of sign-in',
      tries: 'Asks for the salary with a token of a sign-in of just now, by a password alone.',
      must: 'It is refused: that a sign-in is recent does not make it a strong one.',
      source: { rfc: 9470, section: '3' },
      expected: {
        status: 401,
        error: 'insufficient_user_authentication',
        reason: 'authentication_level',
        parameters: STEP_UP,
      },
      run: async (tools) => {
        const acr = 'urn:example:password';
        const claims = { sub: 'alice', acr, auth_time: secondsFromNow(0) };
        await tools.send(bearer(await craftToken({ claims })), { operation: 'salary' });
      },
    },
    {
      id: 'old-sign-in',
      title: 'A sign-in of an hour ago',
      tries: 'Asks for the salary with a token of a second factor that was shown an hour ago.',
      must: 'It is refused, and the challenge says that five minutes is as old as a sign-in may be.',
      source: { rfc: 9470, section: '3' },
      expected: {
        status: 401,
        error: 'insufficient_user_authentication',
        reason: 'authentication_age',
        parameters: STEP_UP,
      },
      run: async (tools) => {
        const claims = { sub: 'alice', acr: SECOND_FACTOR, auth_time: secondsFromNow(-3600) };
        await tools.send(bearer(await craftToken({ claims })), { operation: 'salary' });
      },
    },
  ],
};
