/** Clients that nobody here wrote, each used the way that its documentation shows. */
import * as dpop from 'dpop';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { APPLICATION, MACHINE, RESOURCE, SCOPES, TEST_USER } from '../server/parties.ts';
import { Browser } from './browser.ts';
import type { DpopServers } from './dpop-servers.ts';

/** A client with a key of its own and a token that is bound to it. */
export interface RealClient {
  /** The thumbprint of its key. */
  readonly jkt: string;
  readonly token: string;
  /** Sends a GET with a token, and again where it is told to use a nonce. */
  call(url: string, token: string): Promise<Called>;
}

/** How a call ended. */
export interface Called {
  readonly response: Response;
  /** What the client made of the challenges, where it reads them. */
  readonly challenges?: unknown;
}

/** How each client comes to a token. */
export const REAL_CLIENTS: Readonly<Record<string, (servers: DpopServers) => Promise<RealClient>>> =
  {
    'oauth4webapi, client credentials': oauth4webapiClient,
    'dpop, client credentials': dpopClient,
    'openid-client, client credentials': openidClient,
    'openid-client, authorization code': openidClientWithUser,
  };

const ASKED = { resource: RESOURCE, scope: Object.keys(SCOPES).join(' ') };

async function oauth4webapiClient({ issuer }: DpopServers): Promise<RealClient> {
  const insecure = { [oauth.allowInsecureRequests]: true };
  const url = new URL(issuer);
  const server = await oauth.processDiscoveryResponse(
    url,
    await oauth.discoveryRequest(url, insecure),
  );
  const client: oauth.Client = { client_id: MACHINE.id };
  const DPoP = oauth.DPoP(client, await oauth.generateKeyPair('ES256'));
  const options = { ...insecure, DPoP };
  const { access_token: token } = await oauth.processClientCredentialsResponse(
    server,
    client,
    await oauth.clientCredentialsGrantRequest(
      server,
      client,
      oauth.ClientSecretBasic(MACHINE.secret),
      ASKED,
      options,
    ),
  );
  const request = (target: string, accessToken: string): Promise<Response> =>
    oauth.protectedResourceRequest(
      accessToken,
      'GET',
      new URL(target),
      undefined,
      undefined,
      options,
    );
  return {
    jkt: await DPoP.calculateThumbprint(),
    token,
    call: (target, accessToken) =>
      settled(
        request(target, accessToken).catch((error: unknown) => {
          if (oauth.isDPoPNonceError(error)) return request(target, accessToken);
          throw error;
        }),
      ),
  };
}

async function dpopClient({ issuer }: DpopServers): Promise<RealClient> {
  const keyPair = await dpop.generateKeyPair('ES256');
  const endpoint = `${issuer}/token`;
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      authorization: `Basic ${btoa(`${MACHINE.id}:${MACHINE.secret}`)}`,
      dpop: await dpop.generateProof(keyPair, endpoint, 'POST'),
    },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...ASKED }),
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const nonces = new Map<string, string>();
  const request = async (url: string, accessToken: string): Promise<Response> => {
    const { origin } = new URL(url);
    const nonce = nonces.get(origin);
    const proof = await dpop.generateProof(keyPair, url, 'GET', nonce, accessToken);
    const headers = { authorization: `DPoP ${accessToken}`, dpop: proof };
    const response = await fetch(url, { headers });
    const next = response.headers.get('dpop-nonce');
    if (next !== null) nonces.set(origin, next);
    return response;
  };
  return {
    jkt: await dpop.calculateThumbprint(keyPair.publicKey),
    token,
    call: async (url, accessToken) => {
      const response = await request(url, accessToken);
      const challenge = response.headers.get('www-authenticate') ?? '';
      const again = challenge.includes('error="use_dpop_nonce"');
      return { response: again ? await request(url, accessToken) : response };
    },
  };
}

async function openidClient({ issuer }: DpopServers): Promise<RealClient> {
  const config = await openid.discovery(new URL(issuer), MACHINE.id, MACHINE.secret, undefined, {
    execute: [openid.allowInsecureRequests],
  });
  const DPoP = openid.getDPoPHandle(config, await openid.randomDPoPKeyPair('ES256'));
  const tokens = await openid.clientCredentialsGrant(config, ASKED, { DPoP });
  return await openidCaller(config, DPoP, tokens.access_token);
}

async function openidClientWithUser({ issuer, callback }: DpopServers): Promise<RealClient> {
  const config = await openid.discovery(new URL(issuer), APPLICATION.id, undefined, openid.None(), {
    execute: [openid.allowInsecureRequests],
  });
  const DPoP = openid.getDPoPHandle(config, await openid.randomDPoPKeyPair('ES256'));
  const pkceCodeVerifier = openid.randomPKCECodeVerifier();
  const expectedState = openid.randomState();
  const url = openid.buildAuthorizationUrl(config, {
    ...ASKED,
    redirect_uri: callback,
    state: expectedState,
    code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    dpop_jkt: await DPoP.calculateThumbprint(),
  });
  const browser = new Browser();
  await browser.open(url.href);
  await browser.press(`Sign in as ${TEST_USER}`);
  await browser.press('Allow');
  const tokens = await openid.authorizationCodeGrant(
    config,
    new URL(browser.url),
    { pkceCodeVerifier, expectedState },
    { resource: RESOURCE },
    { DPoP },
  );
  return await openidCaller(config, DPoP, tokens.access_token);
}

async function openidCaller(
  config: openid.Configuration,
  DPoP: openid.DPoPHandle,
  token: string,
): Promise<RealClient> {
  return {
    jkt: await DPoP.calculateThumbprint(),
    token,
    call: (url, accessToken) =>
      settled(
        openid.fetchProtectedResource(
          config,
          accessToken,
          new URL(url),
          'GET',
          undefined,
          undefined,
          { DPoP },
        ),
      ),
  };
}

/** Both libraries throw an answer that has a challenge. */
async function settled(answer: Promise<Response>): Promise<Called> {
  try {
    return { response: await answer };
  } catch (error) {
    if (!(error instanceof oauth.WWWAuthenticateChallengeError)) throw error;
    return { response: error.response, challenges: error.cause };
  }
}
