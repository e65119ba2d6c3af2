import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dpopWalk } from '../server/terminal/dpop-walk.ts';
import { exchangeWalk } from '../server/terminal/exchange-walk.ts';
import type { Places } from '../server/terminal/walk.ts';
import { walk, whoAmI } from '../server/terminal/walk.ts';
import { Browser } from './browser.ts';
import { Child } from './child.ts';
import { EXPECTED } from './expected-answers.ts';
import type { Playground } from './playground.ts';
import { indentedBlocks, startPlayground } from './playground.ts';
import type { Answer } from './shell.ts';
import { paste } from './shell.ts';

const PATIENCE = 60_000;
const PROVE = 'node apps/playground/dist/prove.js';
let playground: Playground;
beforeAll(async () => {
  playground = await startPlayground();
}, PATIENCE);
afterAll(() => playground?.child.stop());

describe('the printed commands', () => {
  const stepsAt = (places: Places) => [
    ...walk(places),
    ...dpopWalk(places, PROVE),
    ...exchangeWalk(places),
  ];
  const steps = stepsAt({
    page: '',
    issuer: '',
    api: '',
    koa: '',
    hono: '',
    trpc: '',
    archive: '',
  });
  let answers: readonly Answer[];
  beforeAll(async () => {
    answers = await paste(playground.commands.slice(0, steps.length));
  }, PATIENCE);

  it('are those of the walks, then signing in, then asking who that is', () => {
    expect(playground.commands).toEqual([
      ...stepsAt(playground).map(({ command }) => command),
      `node apps/playground/dist/sign-in.js ${playground.issuer}`,
      whoAmI(playground).command,
    ]);
  });

  it.each(steps.map(({ id, sentence, status }, index) => ({ id, sentence, status, index })))(
    '$id: $sentence: $status',
    ({ id, status, index }) => {
      const answer = answers[index];
      expect(answer?.status).toBe(status);
      expect(answer?.headers.get('www-authenticate')).toBe(EXPECTED[id]?.challenge ?? null);
      expect(JSON.parse(answer?.body ?? '')).toEqual(EXPECTED[id]?.body);
    },
  );

  it('come with nothing on stderr: no warning, no error', () => {
    expect(playground.child.stderr).toBe('');
  });
});

describe('signing in (authorization code with PKCE)', () => {
  async function openSignIn(): Promise<{ program: Child; browser: Browser }> {
    const command = playground.commands.at(-2) ?? '';
    const program = new Child('bash', ['-c', `exec ${command}`]);
    const browser = new Browser();
    const [url] = await program.printed(/^http:\S+\n/m);
    await browser.open(url.trim());
    return { program, browser };
  }

  it(
    'gives a token with which the API knows the user',
    async () => {
      const { program, browser } = await openSignIn();
      await browser.press('Sign in as alice');
      expect(browser.body).toContain('<code>read:messages</code>');
      expect(browser.body).toContain('<code>write:messages</code>');
      await browser.press('Allow');
      expect(browser.body).toContain('Back to the terminal');
      expect(await program.exited).toBe(0);

      const [assignment = ''] = indentedBlocks(program.stdout);
      const { sentence, command, status } = whoAmI(playground);
      const [answer] = await paste([`${assignment}\n${command}`]);
      expect(answer?.status, sentence).toBe(status);
      expect(JSON.parse(answer?.body ?? '')).toEqual({
        subject: 'alice',
        client: 'terminal',
        scopes: ['read:messages', 'write:messages'],
        issuer: playground.issuer,
        scheme: 'bearer',
      });
    },
    PATIENCE,
  );

  it.each([
    { id: 'sign-in', pressed: ['Cancel'] },
    { id: 'consent', pressed: ['Sign in as alice', 'Cancel'] },
  ])(
    'ends without a token when the user cancels: $id',
    async ({ pressed }) => {
      const { program, browser } = await openSignIn();
      for (const text of pressed) await browser.press(text);
      expect(await program.exited).toBe(1);
      expect(program.stderr).toBe('Not signed in: The user said no.\n');
      expect(indentedBlocks(program.stdout)).toEqual([]);
    },
    PATIENCE,
  );
});

it(
  'signing in says so where no authorization server answers',
  async () => {
    const program = new Child('node', ['apps/playground/dist/sign-in.js', 'http://127.0.0.1:1']);
    expect(await program.exited).toBe(1);
    expect(program.stderr).toBe(
      'Not signed in: nothing answers at http://127.0.0.1:1. Is the playground running?\n',
    );
  },
  PATIENCE,
);

describe('the pages of the authorization server', () => {
  it.each([
    { id: 'unknown client', path: '/auth?client_id=%3Cb%3E', says: 'client is invalid' },
    { id: 'no interaction', path: '/interaction/none', says: 'cookie not found' },
  ])('explain what went wrong: $id', async ({ path, says }) => {
    const response = await fetch(playground.issuer + path, { headers: { accept: 'text/html' } });
    const body = await response.text();
    expect(response.status).toBe(400);
    expect(body).toContain('That did not work');
    expect(body).toContain(says);
    expect(body).not.toContain('<b>');
  });
});

describe('the open route', () => {
  it('needs no token', async () => {
    const response = await fetch(`${playground.api}/health`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'ok' });
  });
});
