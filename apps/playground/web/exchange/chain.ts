import { textOrEmpty } from '../look/text-or-empty.ts';
import type { Call } from '../send/send.ts';
import type { ExchangeAnswer } from './exchange-answer.ts';
import type { ExchangeId } from './exchanges.ts';

/** One of those through whose hands a request goes. */
export interface ChainLink {
  readonly name: string;
  readonly role: string;
  /** How it goes on from here; absent at the end. */
  readonly passesOn?: string | undefined;
}

/** Lists those through whose hands a request went, from the user to the API at the end. */
export function chainOf(
  exchange: ExchangeId,
  call: Pick<Call, 'decisions'>,
  answer: ExchangeAnswer,
): readonly ChainLink[] {
  const api = { name: 'messages-api', role: 'API' };
  if (exchange === 'legacy') {
    return [
      { name: answer.subject ?? '', role: 'User', passesOn: 'a session of the old system' },
      {
        ...api,
        name: answer.client ?? api.name,
        role: 'API, the client of the new token',
        passesOn: NEW_TOKEN,
      },
      ARCHIVE,
    ];
  }
  if (exchange === 'calendar') {
    const account = { name: answer.account ?? '', role: 'Account at the calendar' };
    return [...callersOf(call), { ...api, passesOn: 'a token of the calendar' }, account];
  }
  const actors = [...(answer.actors ?? [])].reverse();
  return [...callersOf(call), ...actors.map(actorLink), ARCHIVE];
}

const NEW_TOKEN = 'the new access token';
const ARCHIVE: ChainLink = { name: 'archive', role: 'API behind it' };

// The last one acts now; earlier ones are told for the log alone (RFC 8693 section 4.1).
function actorLink(name: string, index: number, { length }: readonly string[]): ChainLink {
  const isLast = index === length - 1;
  return { name, role: isLast ? 'API, the actor' : 'Earlier actor', passesOn: NEW_TOKEN };
}

function callersOf({ decisions }: Pick<Call, 'decisions'>): readonly ChainLink[] {
  const auth = decisions[0]?.auth;
  const subject = textOrEmpty(auth?.claims['sub']);
  const client = auth?.clientId ?? '';
  const token = 'an access token';
  if (subject === client) {
    return [{ name: client, role: 'Client that acts for itself', passesOn: token }];
  }
  return [
    { name: subject, role: 'User', passesOn: 'a sign-in' },
    { name: client, role: 'Application', passesOn: token },
  ];
}
