import type { ReplayStore } from '@holdfast/auth-core';
import { ApiClient } from '@holdfast/auth-core';
import { createDpopClient, createTestIssuer } from '@holdfast/auth-testing';

const URL = 'https://api.test/things';

/** What comes of a request: its status, and the error's reason. */
export interface Outcome {
  readonly status: number;
  readonly reason: string | undefined;
  readonly retryAfter: string | undefined;
}

/** An API, and a client of it that holds a bound token. */
export interface ProtectedApi {
  readonly proof: () => Promise<string>;
  readonly send: (proof: string) => Promise<Outcome>;
}

/** Protects an API with a store. */
export async function protectApi(replay: ReplayStore): Promise<ProtectedApi> {
  const issuer = await createTestIssuer({ algorithm: 'ES256' });
  const client = await createDpopClient();
  const accessToken = await issuer.mint({ dpopKey: client });
  const api = new ApiClient({
    issuer: issuer.issuer,
    audience: 'https://api.test',
    fetch: issuer.fetch,
    dpop: { replay },
  });
  return {
    proof: () => client.proof({ method: 'GET', url: URL, accessToken }),
    send: async (dpop) => {
      const headers = { authorization: `DPoP ${accessToken}`, dpop };
      const result = await api.authenticate({ method: 'GET', url: URL, headers });
      if (result.ok) return { status: 200, reason: undefined, retryAfter: undefined };
      const { status, headers: answered } = result.response;
      return { status, reason: result.error.reason, retryAfter: answered['retry-after'] };
    },
  };
}
