import * as oauth from 'oauth4webapi';
import { PAGE, SECOND_FACTOR } from '../../server/parties.ts';
import type { TokenWish } from '../session/client-credentials.ts';
import { authorizationServer, proven } from '../session/client-credentials.ts';
import type { Credential } from '../session/credential.ts';
import { credentialOf } from '../session/credential.ts';
import type { Choices } from './choices.ts';

/** What must be remembered while the browser is at the authorization server. */
export interface PendingSignIn {
  readonly wish: TokenWish;
  readonly redirectUri: string;
  /** Ties the answer to this browser (RFC 6749 section 10.12). */
  readonly state: string;
  /** Proves that who trades the code in is who asked for it (RFC 7636). */
  readonly verifier: string;
}

/** What a user is to sign in for, and how. */
export interface SignInWish
  extends Pick<PendingSignIn, 'wish' | 'redirectUri'>,
    Pick<Choices, 'hasSecondFactor' | 'isAnew'> {}

/** A sign-in that begins: where the browser must go, and what must be remembered until it is back. */
export interface BegunSignIn {
  readonly url: URL;
  readonly pending: PendingSignIn;
}

const insecure = { [oauth.allowInsecureRequests]: true };
const client: oauth.Client = { client_id: PAGE.id };

/** Writes an authorization request with PKCE, whose code is good for the wish's key alone (RFC 9449 section 10). */
export async function beginSignIn(signIn: SignInWish): Promise<BegunSignIn> {
  const { wish, redirectUri, hasSecondFactor, isAnew } = signIn;
  const server = await authorizationServer(wish.issuer);
  const state = oauth.generateRandomState();
  const verifier = oauth.generateRandomCodeVerifier();
  const url = new URL(String(server.authorization_endpoint));
  url.search = new URLSearchParams({
    client_id: client.client_id,
    response_type: 'code',
    redirect_uri: redirectUri,
    resource: wish.audience,
    // The authorization server issues no code that is for no scope at all.
    scope: ['openid', ...wish.scopes].join(' '),
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(wish.key !== undefined && { dpop_jkt: wish.key.jkt }),
    ...(hasSecondFactor && { acr_values: SECOND_FACTOR }),
    ...(isAnew && { prompt: 'login' }),
  }).toString();
  return { url, pending: { wish, redirectUri, state, verifier } };
}

/**
 * Trades the code for a token.
 *
 * @param pending what was remembered
 * @param answer where the authorization server sent the browser back to; its `state` and `iss` (RFC 9207) are checked
 */
export async function finishSignIn(pending: PendingSignIn, answer: URL): Promise<Credential> {
  const { wish, redirectUri, state, verifier } = pending;
  const server = await authorizationServer(wish.issuer);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    oauth.validateAuthResponse(server, client, answer, state),
    redirectUri,
    verifier,
    {
      ...insecure,
      ...proven(wish.key, client),
      additionalParameters: { resource: wish.audience, lifetime: String(wish.lifetime) },
    },
  );
  const { access_token: token } = await oauth.processAuthorizationCodeResponse(
    server,
    client,
    response,
  );
  return credentialOf(token, { from: 'sign-in', key: wish.key });
}
