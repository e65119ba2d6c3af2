import { ApiClient, isAuthError } from '@holdfast/auth-core';
import type { Refusal, Setting } from '../../server/control/protocol.ts';
import { RESOURCE } from '../../server/parties.ts';

/** What Holdfast says of a token or a proof. */
export type Verdict =
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'refused' | 'undecided'; readonly refusal: Refusal };

/** A proof, and the request that it is said to have come with. */
export interface ProofInput {
  readonly proof: string;
  readonly accessToken: string;
  readonly method: string;
  readonly url: string;
  /** The thumbprint of the key that the token is bound to. */
  readonly jkt?: string | undefined;
}

/** Judges as the messages API does, without sending it anything. */
export interface HoldfastInPage {
  judgeToken(token: string): Promise<Verdict>;
  judgeProof(input: ProofInput): Promise<Verdict>;
}

/**
 * Sets Holdfast up in this page, with the options of the messages API. It is the same code: it fetches
 * the metadata and the keys of the authorization server, and keeps what it judges to itself.
 */
export function holdfastInPage({
  issuer,
  keyCache,
}: Pick<Setting, 'issuer' | 'keyCache'>): HoldfastInPage {
  const client = new ApiClient({
    issuer,
    audience: RESOURCE,
    tokenType: 'at+jwt',
    insecureRequests: true,
    keyCache,
  });
  return {
    judgeToken: (token) => verdictOn(client.verifyAccessToken(token)),
    judgeProof: (input) => verdictOn(client.verifyDpopProof(input)),
  };
}

async function verdictOn(judging: Promise<unknown>): Promise<Verdict> {
  try {
    await judging;
    return { outcome: 'accepted' };
  } catch (error) {
    if (!isAuthError(error)) throw error;
    const { statusCode: status, ...rest } = error.toJSON();
    // 503: the keys are out of reach, and the token may be good.
    return {
      outcome: status === 503 ? 'undecided' : 'refused',
      refusal: { status, ...rest },
    };
  }
}
