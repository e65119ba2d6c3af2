import { SECOND_FACTOR } from '../../../server/parties.ts';
import { craftToken } from '../../control/control-client.ts';
import type { AttackTheme } from '../attack.ts';
import { bearer, secondsFromNow } from '../attack-tools.ts';

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
      expected: { status: 403, error: 'insufficient_scope', reason: 'insufficient_scope' },
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
      },
      run: async (tools) => tools.send(bearer(await tools.getToken()), { operation: 'salary' }),
    },
    {
      id: 'old-sign-in',
      title: 'A sign-in of an hour ago',
      tries: 'Asks for the salary with a token of a second factor that was shown an hour ago.',
      must: 'It is refused: the salary wants a sign-in of the last five minutes.',
      source: { rfc: 9470, section: '3' },
      expected: {
        status: 401,
        error: 'insufficient_user_authentication',
        reason: 'authentication_age',
      },
      run: async (tools) => {
        const claims = { sub: 'alice', acr: SECOND_FACTOR, auth_time: secondsFromNow(-3600) };
        await tools.send(bearer(await craftToken({ claims })), { operation: 'salary' });
      },
    },
  ],
};
