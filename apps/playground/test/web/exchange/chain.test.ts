import { expect, test } from 'vitest';
import type { DecisionEvent } from '../../../server/control/protocol.ts';
import { chainOf } from '../../../web/exchange/chain.ts';
import { accepted, sampleCall } from './sample-call.ts';

const alice = sampleCall({ decisions: [accepted('alice', 'page')] });
const machine = sampleCall({ decisions: [accepted('machine', 'machine')] });
const nobody = sampleCall({});

test.each([
  {
    id: 'a user',
    exchange: 'archive',
    call: alice,
    answer: { subject: 'alice', client: 'messages-api', actors: ['messages-api'] },
    names: ['alice', 'page', 'messages-api', 'archive'],
    roles: ['User', 'Application', 'API, the actor', 'API behind it'],
  },
  {
    id: 'a machine',
    exchange: 'archive',
    call: machine,
    answer: { subject: 'machine', client: 'messages-api', actors: ['messages-api'] },
    names: ['machine', 'messages-api', 'archive'],
    roles: ['Client that acts for itself', 'API, the actor', 'API behind it'],
  },
  {
    id: 'a user, for whom others acted before',
    exchange: 'archive',
    call: alice,
    answer: { subject: 'alice', actors: ['messages-api', 'archive-api'] },
    names: ['alice', 'page', 'archive-api', 'messages-api', 'archive'],
    roles: ['User', 'Application', 'Earlier actor', 'API, the actor', 'API behind it'],
  },
  {
    id: 'an old session, where nobody acts',
    exchange: 'legacy',
    call: nobody,
    answer: { subject: 'bob', client: 'messages-api', actors: [] },
    names: ['bob', 'messages-api', 'archive'],
    roles: ['User', 'API, the client of the new token', 'API behind it'],
  },
  {
    id: 'another company',
    exchange: 'calendar',
    call: alice,
    answer: { account: 'alice@work.example' },
    names: ['alice', 'page', 'messages-api', 'alice@work.example'],
    roles: ['User', 'Application', 'API', 'Account at the calendar'],
  },
] as const)('$id', ({ exchange, call, answer, names, roles }) => {
  const chain = chainOf(exchange, call, answer);
  expect(chain.map(({ name }) => name)).toEqual(names);
  expect(chain.map(({ role }) => role)).toEqual(roles);
  expect(chain.map(({ passesOn }) => passesOn !== undefined)).toEqual(
    names.map((_, index) => index < names.length - 1),
  );
});

test('a caller whose subject is no text', () => {
  const caller = accepted('alice', 'page');
  // What String() throws for.
  const decision = { ...caller, auth: { ...caller.auth, claims: { sub: { toString: 1 } } } };
  const [first] = chainOf('archive', sampleCall({ decisions: [decision as DecisionEvent] }), {});
  expect(first?.name).toBe('');
});
