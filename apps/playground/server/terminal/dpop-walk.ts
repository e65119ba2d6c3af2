import { apiCommand, tokenCommand } from './curl.ts';
import type { Places, Step } from './walk.ts';

/**
 * The walk with a token that is bound to a key (RFC 9449), in order: what it is good for with a
 * proof, and what without.
 *
 * @param prove how the shell runs the command that makes proofs
 */
export function dpopWalk({ issuer, api }: Places, prove: string): readonly Step[] {
  const url = `${api}/whoami`;
  const withProof = apiCommand({ url, authorization: 'DPoP $BOUND_TOKEN', proof: '$PROOF' });
  return [
    {
      id: 'get-bound-token',
      sentence: 'Get a token that is bound to a key of yours, with a proof that you hold the key',
      command: tokenCommand({
        issuer,
        variable: 'BOUND_TOKEN',
        scope: 'read:messages',
        proof: `$(${prove} POST ${issuer}/token)`,
      }),
      status: 200,
    },
    {
      id: 'proven',
      sentence: 'Ask the API who that is, with a proof for this token and this request',
      command: `PROOF=$(${prove} GET ${url} --token "$BOUND_TOKEN")\n${withProof}`,
      status: 200,
    },
    {
      id: 'replayed',
      sentence: 'Send the same proof again, as somebody would who copied the request',
      command: withProof,
      status: 401,
    },
    {
      id: 'stolen',
      sentence: 'Send the token as a Bearer token, as somebody would who stole it without the key',
      command: apiCommand({ url, authorization: 'Bearer $BOUND_TOKEN' }),
      status: 401,
    },
  ];
}
