import { deepStrictEqual, ok } from 'node:assert/strict';
import type { ConformanceHarness } from '@holdfast/auth-conformance';
import { profileOptions } from '@holdfast/auth-conformance';
import { createDpopClient, createTestIssuer } from '@holdfast/auth-testing';
import { createGate } from './gate.ts';

/** How many requests come at the same time. */
const REQUESTS = 50;

/** Past 0.8 of the time that keys live; past all of it; past the cooldown of unknown keys. */
const AHEAD = 500;
const PAST = 700;
const COOLED_DOWN = 40;

interface Row {
  readonly id: string;
  readonly rule: string;
  /** Seconds that pass after a first request; absent where there is none. */
  readonly after?: number;
  readonly rotate?: boolean;
  /** Whether the client of a request that waits for the keys goes away first. */
  readonly abandoned?: boolean;
}

const ROWS: readonly Row[] = [
  { id: 'cold', rule: 'requests during a cold start' },
  { id: 'cold-abandoned', rule: 'requests after one that was given up', abandoned: true },
  { id: 'ahead', rule: 'requests while the keys are refreshed ahead of their end', after: AHEAD },
  { id: 'past', rule: 'requests after the end of the keys', after: PAST },
  {
    id: 'past-abandoned',
    rule: 'requests after the end of the keys and one that was given up',
    after: PAST,
    abandoned: true,
  },
  {
    id: 'unknown-key',
    rule: 'requests with a key that is not known yet',
    after: COOLED_DOWN,
    rotate: true,
  },
];

/**
 * Registers one test for each way in which requests that come at the same time may want the same
 * keys. On workerd what one request waits for never comes for another; a client that lets requests
 * share a fetch hangs, or serves old keys without end.
 */
export function runTogether({ test, start }: Pick<ConformanceHarness, 'test' | 'start'>): void {
  for (const row of ROWS) {
    for (const scheme of ['bearer', 'dpop'] as const) {
      test(`together/${row.id}-${scheme}: ${row.rule} are all answered`, () =>
        runRow(row, scheme, start));
    }
  }
}

async function runRow(
  { after, rotate, abandoned }: Row,
  scheme: 'bearer' | 'dpop',
  start: ConformanceHarness['start'],
): Promise<void> {
  let time = 1_800_000_000;
  const gate = createGate();
  const now = (): number => {
    gate.count();
    return time;
  };
  const issuer = await createTestIssuer({
    issuer: 'https://issuer.example/',
    algorithm: 'ES256',
    now: () => time,
  });
  const client = await createDpopClient({ now: () => time });
  const source = {
    now,
    issuer: async () => issuer,
    fetch: async (...request: Parameters<typeof fetch>) => {
      await gate.pass();
      return issuer.fetch(...request);
    },
  };
  const setting = { profile: 'plain', source } as const;
  const target = await start(await profileOptions('plain', source), setting);

  let users = 0;
  async function send(signal: AbortSignal = AbortSignal.timeout(20_000)): Promise<number> {
    const url = `http://127.0.0.1:${target.port}/protected`;
    const token = await issuer.mint({
      audience: 'https://api.example.com',
      subject: `user-${++users}`,
      ...(scheme === 'dpop' && { dpopKey: client }),
    });
    const fields = { authorization: `${scheme} ${token}` };
    const proof = async () => client.proof({ method: 'GET', url, accessToken: token });
    const headers = scheme === 'dpop' ? { ...fields, dpop: await proof() } : fields;
    const answer = await fetch(url, { headers, signal });
    await answer.arrayBuffer();
    return answer.status;
  }
  const keyRequests = (): number =>
    issuer.requests.filter(({ url }) => url === issuer.jwksUri).length;

  try {
    if (after !== undefined) {
      deepStrictEqual(await send(), 200, 'the first request');
      time += after;
    }
    if (rotate) await issuer.rotateKeys({ keepPrevious: true });
    const before = keyRequests();
    const arrived = gate.close(abandoned ? REQUESTS + 1 : REQUESTS);
    if (abandoned) {
      const leaving = new AbortController();
      const left = send(leaving.signal).catch(() => undefined);
      await arrived;
      leaving.abort();
      await left;
    }
    const answers = await Promise.all(Array.from({ length: REQUESTS }, () => send()));
    deepStrictEqual(
      answers.filter((status) => status !== 200),
      [],
      'answers that are not 200',
    );
    // What the requests left behind must not stand in the way of the next refresh.
    for (const next of [PAST, AHEAD]) {
      const known = keyRequests();
      ok(known > before, 'no keys were asked for');
      time += next;
      deepStrictEqual(await send(), 200, 'a later request');
      ok(keyRequests() > known, 'keys were not refreshed');
    }
  } finally {
    await target.close();
  }
}
