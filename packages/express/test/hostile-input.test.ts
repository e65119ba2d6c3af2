import { createDpopClient } from '@holdfast/auth-testing';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { auth, getAuth } from '../src/index.ts';
import { FRAMEWORKS } from './frameworks.ts';
import { openServer, parseAnswer } from './server.ts';
import { bearer, createApi, issuer } from './setting.ts';

const server = await openServer();
const spacious = await openServer({ maxHeaderSize: 4 * 1024 * 1024 });
afterAll(server.close);
afterAll(spacious.close);
const client = await createDpopClient();
const token = await issuer.mint({ subject: 'alice' });
const other = await issuer.mint({ subject: 'bob' });
const bound = await issuer.mint({ dpopKey: client });
const MEGABYTE = 1024 * 1024;

/** A generator of numbers below a bound, the same ones in each run (mulberry32). */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const LINE_ENDS = /[\r\n]/g;

for (const { name, express } of FRAMEWORKS) {
  describe(`${name}: bad input`, () => {
    beforeEach(() => {
      const app = express().use(auth(createApi()), (req, res) => {
        res.end(getAuth(req)?.claims.sub);
      });
      server.mount(app);
      spacious.mount(app);
    });

    const expectAlive = async (at: typeof server = server): Promise<void> => {
      expect(await at.send(bearer(token))).toMatchObject({ status: 200, body: 'alice' });
    };
    const isRefused = (status: number): boolean => status >= 400 && status < 500;

    const SOUP: ReadonlyArray<readonly [id: string, make: (octets: string) => string]> = [
      ['Authorization', (octets) => `Authorization: ${octets}`],
      ['Authorization, behind a scheme', (octets) => `Authorization: Bearer ${octets}`],
      ['Authorization, within a token', (octets) => `Authorization: Bearer ${token}${octets}`],
      ['DPoP', (octets) => `Authorization: DPoP ${bound}\r\nDPoP: ${octets}`],
      [
        'DPoP, beside a Bearer token',
        (octets) => `Authorization: Bearer ${token}\r\nDPoP: ${octets}`,
      ],
      ['the name of a field', (octets) => `Authorization${octets}: Bearer ${token}`],
    ];
    for (const [id, make] of SOUP) {
      test(`random octets in ${id}: 4xx, and the server lives on`, async () => {
        const random = createRandom(20_260_101);
        const statuses: number[] = [];
        for (let round = 0; round < 40; round += 1) {
          const length = 1 + random(60);
          const octets = Array.from({ length }, () => String.fromCharCode(random(256))).join('');
          // Line ends would make other fields of it; a blank end is trimmed to a good token.
          const soup = octets.replace(LINE_ENDS, '\x01').replace(/[ \t]+$/, 'x');
          const lines = ['GET / HTTP/1.1', 'Host: a', 'Connection: close', make(soup)];
          const answer = parseAnswer(await server.sendRaw(`${lines.join('\r\n')}\r\n\r\n`));
          statuses.push(answer.status);
        }
        expect(statuses.filter((status) => !isRefused(status))).toEqual([]);
        await expectAlive();
      });
    }

    const HUGE: ReadonlyArray<readonly [id: string, lines: readonly string[]]> = [
      ['Authorization', [`Authorization: Bearer ${'a'.repeat(MEGABYTE)}`]],
      ['a scheme without an end', [`Authorization: ${'a'.repeat(MEGABYTE)}`]],
      ['blanks behind a scheme', [`Authorization: Bearer ${' '.repeat(MEGABYTE)}a`]],
      ['commas', [`Authorization: Bearer ${','.repeat(MEGABYTE)}`]],
      ['DPoP', [`Authorization: DPoP ${bound}`, `DPoP: ${'a'.repeat(MEGABYTE)}`]],
      ['dots in DPoP', [`Authorization: DPoP ${bound}`, `DPoP: ${'.'.repeat(MEGABYTE)}`]],
      [
        'Authorization a thousand times',
        Array.from({ length: 1000 }, () => `Authorization: Bearer ${'a'.repeat(1000)}`),
      ],
    ];
    for (const [id, lines] of HUGE) {
      const request = ['GET / HTTP/1.1', 'Host: a', 'Connection: close', ...lines, '', ''];
      const octets = request.join('\r\n');

      test(`1 MB of ${id}: 431`, async () => {
        expect(parseAnswer(await server.sendRaw(octets)).status).toBe(431);
        await expectAlive();
      });

      test(`1 MB of ${id}, where Node lets it through: 4xx`, async () => {
        const { status, headers, body } = parseAnswer(await spacious.sendRaw(octets));
        expect(status).toSatisfy(isRefused);
        expect(headers['www-authenticate']).toMatch(/^Bearer realm="api"/);
        expect(body.length).toBeLessThan(300);
        await expectAlive(spacious);
      });
    }

    test('1 MB of other fields, where Node lets it through, hides no token', async () => {
      const fields = Array.from({ length: 900 }, (_, index) => {
        return [`X-${index}`, 'a'.repeat(1000)] as const;
      });
      expect((await spacious.send({ fields })).status).toBe(401);
      expect((await spacious.send(bearer(token, { fields }))).body).toBe('alice');
    });

    test('pipelined requests are answered in order, each with its own caller', async () => {
      const wanted = [token, other, '{}', token, bound, other];
      const requests = wanted.map((sent, index) => {
        const close = index === wanted.length - 1 ? 'Connection: close\r\n' : '';
        return `GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${sent}\r\n${close}\r\n`;
      });
      const received = await server.sendRaw(requests.join(''));
      const answers = received.split(/(?=HTTP\/1\.1 \d{3} )/).map(parseAnswer);
      expect(answers.map(({ status, body }) => (status === 200 ? body : status))).toEqual([
        'alice',
        'bob',
        400,
        'alice',
        401,
        'bob',
      ]);
    });

    test('pipelined requests behind a refused body', async () => {
      const body = 'a'.repeat(MEGABYTE);
      const post = `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
      const get = `GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer ${token}\r\n\r\n`;
      const received = await server.sendRaw(post + get);
      const answers = received.split(/(?=HTTP\/1\.1 \d{3} )/).map(parseAnswer);
      expect(answers.map(({ status }) => status)).toEqual([401, 200]);
      await expectAlive();
    });

    test('a body that looks like a request is none', async () => {
      const body = `GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${token}\r\n\r\n`;
      const head = `POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: ${body.length}`;
      const received = await server.sendRaw(`${head}\r\n\r\n${body}`);
      expect(received.match(/HTTP\/1\.1 \d{3}/g)).toEqual(['HTTP/1.1 401']);
    });

    const authorized = `Authorization: Bearer ${token}\r\n`;
    const ODD: ReadonlyArray<readonly [id: string, octets: string, status: number]> = [
      ['HTTP/1.0 without Host, a good token', `GET / HTTP/1.0\r\n${authorized}\r\n`, 200],
      ['HTTP/1.0 without Host, no token', 'GET / HTTP/1.0\r\n\r\n', 401],
      [
        'HTTP/1.0 without Host, a proof',
        `GET / HTTP/1.0\r\nAuthorization: DPoP ${bound}\r\nDPoP: a.b.c\r\n\r\n`,
        401,
      ],
      ['HTTP/1.1 without Host', `GET / HTTP/1.1\r\nConnection: close\r\n${authorized}\r\n`, 400],
      [
        'HTTP/1.1 with an empty Host',
        `GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n${authorized}\r\n`,
        200,
      ],
      ['a request line without a version', 'GET /\r\n\r\n', 401],
      ['no HTTP', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n', 400],
      [
        'a line that is folded',
        `GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer\r\n ${token}\r\n\r\n`,
        400,
      ],
      [
        'a NUL in a token',
        `GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${token}\0\r\n\r\n`,
        400,
      ],
      [
        'a method in lower case',
        `get / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${authorized}\r\n`,
        400,
      ],
    ];
    for (const [id, octets, status] of ODD) {
      test(`${id}: ${status}`, async () => {
        expect(parseAnswer(await server.sendRaw(octets)).status).toBe(status);
        await expectAlive();
      });
    }
  });
}
