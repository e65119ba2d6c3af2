import type { ApiClientOptions, ReplayStore } from '@holdfast/auth-core';
import { ApiClient, UseDpopNonceError } from '@holdfast/auth-core';
import { generateKeyPair, generateProof } from 'dpop';
import type { ApiName, Framework, Setting } from './control/protocol.ts';
import type { ApiParty } from './parties.ts';
import { ARCHIVE_API, MESSAGES_API, RESOURCE } from './parties.ts';
import type { EventLog } from './watch/event-log.ts';
import { WatchedClient } from './watch/watched-client.ts';

/** How long the APIs keep keys, in seconds: so briefly that one can watch an outage from its start to its end. */
export const KEY_CACHE: Setting['keyCache'] = { maxAge: 30, staleIfError: 60, cooldown: 1 };

/** What the clients of all APIs share. */
export interface ApiClientSetting {
  readonly issuer: string;
  /** Where each API is served: proofs name that, whatever a request says of its host. */
  readonly origins: Readonly<Record<ApiName, string>>;
  readonly log: EventLog;
  /** Remembers the proofs that were used, at whichever API. */
  readonly replay: ReplayStore;
  /** What the nonces are made with: 32 random bytes or more. */
  readonly nonceSecret: string;
  /** Reaches the authorization server. Default: the global `fetch`. */
  readonly fetch?: typeof fetch | undefined;
  /** The clock: seconds since the epoch. Default: the system's. */
  readonly now?: (() => number) | undefined;
}

/** The clients of the messages API, as one framework serves it. */
export interface MessagesClients {
  /** Takes Bearer and DPoP tokens, and exchanges them. */
  readonly client: ApiClient;
  /** Takes DPoP tokens alone, and proofs only with a nonce of this server. */
  readonly strict: ApiClient;
}

/** The clients of all APIs. */
export type ApiClients = Readonly<Record<Framework, MessagesClients>> & {
  readonly archive: ApiClient;
};

/** Makes the clients of all APIs, each watched. Nothing is fetched before the first request. */
export function createApiClients(setting: ApiClientSetting): ApiClients {
  const { replay, nonceSecret } = setting;
  const messages = (api: Framework): MessagesClients => ({
    client: watched(setting, { api, party: MESSAGES_API, dpop: { replay } }),
    strict: watched(setting, {
      api,
      party: MESSAGES_API,
      dpop: { mode: 'required', replay, nonce: { secret: nonceSecret } },
    }),
  });
  return {
    express: messages('express'),
    koa: messages('koa'),
    hono: messages('hono'),
    trpc: messages('trpc'),
    archive: watched(setting, { api: 'archive', party: ARCHIVE_API, dpop: { replay } }),
  };
}

interface ClientPlan {
  readonly api: ApiName;
  readonly party: ApiParty;
  readonly dpop: ApiClientOptions['dpop'];
}

function watched(
  { issuer, origins, log, fetch, now }: ApiClientSetting,
  { api, party: { id, secret, audience }, dpop }: ClientPlan,
): ApiClient {
  return new WatchedClient(
    { api, log },
    {
      issuer,
      audience,
      publicUrl: origins[api],
      tokenType: 'at+jwt',
      insecureRequests: true,
      clientId: id,
      clientSecret: secret,
      keyCache: KEY_CACHE,
      dpop,
      fetch,
      now,
    },
  );
}

const HOUR = 3600;

/**
 * Gives the nonce that the strict clients handed out an hour ago, to see it refused: what a client with
 * the same secret, and a clock an hour behind, asks for.
 *
 * @param nonceSecret that of `createApiClients`
 * @param now the clock: seconds since the epoch
 */
export async function oldNonce(
  nonceSecret: string,
  now: () => number = () => Date.now() / 1000,
): Promise<string> {
  const earlier = new ApiClient({
    // Of nobody's tokens: a proof alone is verified, and nothing is fetched.
    issuer: RESOURCE,
    audience: RESOURCE,
    dpop: { nonce: { secret: nonceSecret } },
    now: () => now() - HOUR,
  });
  const url = `${RESOURCE}/vault`;
  // Any will do: a nonce is asked for before the token is looked at.
  const accessToken = 'token';
  const pair = await generateKeyPair('ES256');
  const proof = await generateProof(pair, url, 'GET', undefined, accessToken);
  const refusal: unknown = await earlier
    .verifyDpopProof({ proof, accessToken, method: 'GET', url })
    .catch((error: unknown) => error);
  if (refusal instanceof UseDpopNonceError) return refusal.nonce;
  throw new Error('A proof without a nonce was not asked for one.', { cause: refusal });
}
