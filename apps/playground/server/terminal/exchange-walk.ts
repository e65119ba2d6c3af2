import { ARCHIVE, CALENDAR, LEGACY_SESSION, RESOURCE } from '../parties.ts';
import { apiCommand, exchangeCommand } from './curl.ts';
import type { Places, Step } from './walk.ts';

const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';
const SESSION = 'session-of-alice';

/**
 * The walk through the three exchanges, in order: each as the API asks the authorization server for
 * it (RFC 8693), and what the API does with it for a caller.
 */
export function exchangeWalk({ issuer, api, archive }: Places): readonly Step[] {
  const authorization = 'Bearer $USER_TOKEN';
  return [
    {
      id: 'exchange-session',
      sentence:
        'Exchange a session of a system from before OAuth for a token of its user (a profile)',
      command: exchangeCommand({
        issuer,
        variable: 'USER_TOKEN',
        fields: {
          grant_type: GRANT_TYPE,
          subject_token_type: LEGACY_SESSION,
          subject_token: SESSION,
          audience: RESOURCE,
          scope: 'read:messages',
        },
      }),
      status: 200,
    },
    {
      id: 'legacy',
      sentence: 'Let the API exchange such a session, and read the archive with the token',
      command: apiCommand({ url: `${api}/legacy`, session: SESSION }),
      status: 200,
    },
    {
      id: 'ended-session',
      sentence: 'Try it with a session that there is not',
      command: apiCommand({ url: `${api}/legacy`, session: 'session-of-mallory' }),
      status: 403,
    },
    {
      id: 'archive',
      sentence: 'Let the API read the archive on behalf of the user: the archive sees both',
      command: apiCommand({ url: `${api}/archive`, authorization }),
      status: 200,
    },
    {
      id: 'exchange-on-behalf-of',
      sentence: 'Exchange the token yourself as the API just did',
      command: exchangeCommand({
        issuer,
        variable: 'ARCHIVE_TOKEN',
        fields: {
          grant_type: GRANT_TYPE,
          subject_token_type: ACCESS_TOKEN,
          subject_token: '$USER_TOKEN',
          requested_token_type: ACCESS_TOKEN,
          audience: ARCHIVE,
        },
      }),
      status: 200,
    },
    {
      id: 'read-archive',
      sentence: 'Read the archive with what came',
      command: apiCommand({ url: `${archive}/records`, authorization: 'Bearer $ARCHIVE_TOKEN' }),
      status: 200,
    },
    {
      id: 'wrong-audience',
      sentence: "Read it with the user's own token, which is for the other API",
      command: apiCommand({ url: `${archive}/records`, authorization }),
      status: 401,
    },
    {
      id: 'exchange-connection',
      sentence:
        'Exchange the token for one of another company, where the user has an account (a connection)',
      command: exchangeCommand({
        issuer,
        variable: 'CALENDAR_TOKEN',
        fields: {
          grant_type:
            'urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token',
          subject_token_type: ACCESS_TOKEN,
          subject_token: '$USER_TOKEN',
          requested_token_type:
            'http://auth0.com/oauth/token-type/federated-connection-access-token',
          connection: CALENDAR,
        },
      }),
      status: 200,
    },
    {
      id: 'calendar',
      sentence: 'Let the API do that, and ask the other company with it',
      command: apiCommand({ url: `${api}/calendar`, authorization }),
      status: 200,
    },
  ];
}
