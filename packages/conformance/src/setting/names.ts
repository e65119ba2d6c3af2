/** The injected time of every case, in seconds since the epoch. */
export const NOW = 1_800_000_000;

/** The issuer that most profiles accept. */
export const ISSUER = 'https://issuer.example/';

/** The second issuer of the profiles that accept several: with a path, and no slash at the end. */
export const SECOND_ISSUER = 'https://second.example/tenant';

/** An issuer that no profile accepts. Its server runs, so that contacting it would succeed. */
export const THIRD_ISSUER = 'https://third.example/';

/** The audience of the target. */
export const AUDIENCE = 'https://api.example.com';

/** Where the profiles with odd key sets read them. */
export const KEY_HOST = 'https://keys.example';

/** The claims that a recipe starts from: a good token, valid for another 300 seconds. */
export const BASE_CLAIMS: Readonly<Record<string, unknown>> = {
  iss: ISSUER,
  aud: AUDIENCE,
  sub: 'user-1',
  client_id: 'client-1',
  scope: 'read:things',
  jti: 'token-1',
  iat: NOW - 60,
  exp: NOW + 300,
};
