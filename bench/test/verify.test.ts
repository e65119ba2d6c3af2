import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { selfTimes, timesByPackage } from '../src/profile/self-times.ts';
import { runLanes } from '../src/verify/lanes.ts';
import { makeSetting } from '../src/verify/material/make-setting.ts';
import { withBadSignature } from '../src/verify/material/make-tokens.ts';
import { PEERS } from '../src/verify/peers/by-name.ts';
import { Proofs } from '../src/verify/proofs.ts';
import { SubjectUnderLoad } from '../src/verify/subject-under-load.ts';

const server = { publish: () => 'http://127.0.0.1:9/', close: () => {} };

function partOf(jws: string, index: number): Record<string, unknown> {
  const part = jws.split('.')[index] ?? '';
  return JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
}

describe('a setting', () => {
  test('deals tokens out to issuers, keys and clients in turn', () => {
    const plan = { algorithm: 'ES256', tokens: 8, issuers: 2, keys: 2, clients: 4 } as const;
    const { issuers, tokens, clients } = makeSetting(plan, server);
    expect(issuers.map(({ jwks }) => jwks.keys.length)).toEqual([2, 2]);
    expect(clients).toHaveLength(4);
    const used = tokens.map((token) => `${partOf(token, 1)['iss']} ${partOf(token, 0)['kid']}`);
    expect(new Set(used).size).toBe(4);
    const bound = tokens.map((token) => JSON.stringify(partOf(token, 1)['cnf']));
    expect(new Set(bound).size).toBe(4);
    expect(bound.slice(4)).toEqual(bound.slice(0, 4));
    expect(new Set(tokens).size).toBe(8);
  });

  test.each([540, 1024, 4096, 16_300])('makes tokens of about %d characters', (size) => {
    const { tokens } = makeSetting({ algorithm: 'ES256', tokens: 1, size }, server);
    expect(Math.abs((tokens[0]?.length ?? 0) - size)).toBeLessThan(size < 600 ? 300 : 50);
  });

  test('spoils a signature without making it longer', () => {
    const bad = withBadSignature('a.b.cdAef');
    expect(bad).toBe('a.b.cdBef');
    expect(withBadSignature(bad)).toBe('a.b.cdAef');
  });
});

test('each proof has a jti of its own and a signature that its header’s key verifies', () => {
  const plan = { algorithm: 'ES256', tokens: 2, clients: 2 } as const;
  const { clients, tokens } = makeSetting(plan, server);
  const proofs = new Proofs(clients);
  const made = [0, 1, 0].map((index) => proofs.make(index, tokens[index] ?? ''));
  expect(new Set(made.map((proof) => partOf(proof, 1)['jti'])).size).toBe(3);
  for (const proof of made) {
    const end = proof.lastIndexOf('.');
    const jwk = partOf(proof, 0)['jwk'] as Record<string, string>;
    const key = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' };
    const signature = Buffer.from(proof.slice(end + 1), 'base64url');
    const data = Buffer.from(proof.slice(0, end));
    expect(verify('sha256', data, key as Parameters<typeof verify>[2], signature)).toBe(true);
  }
});

describe('lanes', () => {
  const bounds = { concurrency: 3, operations: 500, seconds: 60, slice: 60 };

  test('do as many operations as they are told, each once, promises or not', async () => {
    for (const answer of [(index: number) => index, async (index: number) => index]) {
      const seen: number[] = [];
      const operate = (index: number): unknown => {
        seen.push(index);
        return answer(index);
      };
      const { rate, begun } = await runLanes({ operate, accepts: () => true }, bounds);
      expect(rate).toBeGreaterThan(0);
      expect(begun).toBe(500);
      expect(seen).toEqual(Array.from({ length: 500 }, (_, index) => index));
    }
  });

  test('have as many operations under way as they are told', async () => {
    let running = 0;
    let most = 0;
    const operate = async (): Promise<void> => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
    };
    await runLanes({ operate, accepts: () => true }, bounds);
    expect(most).toBe(3);
  });

  test('let the event loop have a turn, promises or not', async () => {
    for (const answer of [(index: number) => index, async (index: number) => index]) {
      let last = 0;
      let seen = 0;
      setImmediate(() => {
        seen = last;
      });
      const operate = (index: number): unknown => {
        last = index;
        return answer(index);
      };
      await runLanes({ operate, accepts: () => true }, { ...bounds, operations: 5000 });
      expect(seen).toBeGreaterThan(0);
      expect(seen).toBeLessThan(4999);
    }
  });

  test('end with an error where a good request is refused', async () => {
    const subject = {
      operate: (index: number) => index,
      accepts: (answer: unknown) => answer !== 7,
    };
    await expect(runLanes(subject, bounds)).rejects.toThrow('A good request was refused.');
  });
});

describe('a peer under load', () => {
  const plan = { algorithm: 'ES256', tokens: 4 } as const;

  test.each(['limit', 'fastJwt', 'fastJwtCached', 'honoJwk'] as const)(
    '%s accepts the good token and refuses a bad signature',
    async (name) => {
      const setting = makeSetting(plan, server);
      const peer = await PEERS[name].make(setting);
      await new SubjectUnderLoad(peer, setting).mustJudge();
    },
  );

  test('that accepts everything, or nothing, stops the run', async () => {
    const setting = makeSetting(plan, server);
    const peer = { receive: () => undefined, judge: () => undefined };
    const careless = new SubjectUnderLoad({ ...peer, accepts: () => true }, setting);
    await expect(careless.mustJudge()).rejects.toThrow('It accepts a bad signature.');
    const broken = new SubjectUnderLoad({ ...peer, accepts: () => false }, setting);
    await expect(broken.mustJudge()).rejects.toThrow('It refuses a good token.');
  });
});

test('a profile gives the self time of each function as a share of what was not idle', () => {
  const frame = (
    functionName: string,
    url = '',
  ): { functionName: string; url: string; lineNumber: number } => ({
    functionName,
    url,
    lineNumber: 9,
  });
  const nodes = [
    { id: 1, callFrame: frame('verify', 'file:///a/b/core/dist/token.js') },
    { id: 2, callFrame: frame('(idle)') },
    { id: 3, callFrame: frame('') },
  ];
  const profile = { nodes, samples: [1, 2, 3, 1], timeDeltas: [100, 1000, 100, 200] };
  expect(selfTimes(profile)).toEqual([
    { name: 'verify', place: 'core/dist/token.js:10', share: 0.75 },
    { name: '(anonymous)', place: '', share: 0.25 },
  ]);
});

test('a profile gives the self time of each package, of Node, and of what is native', () => {
  const urls: ReadonlyArray<readonly [url: string, functionName: string]> = [
    ['file:///a/packages/core/dist/token/check-claims.js', 'checkClaims'],
    ['file:///a/packages/core/dist/authenticator.js', 'authenticate'],
    ['file:///a/node_modules/.pnpm/hono@4/node_modules/@hono/node-server/dist/index.mjs', 'x'],
    ['file:///a/node_modules/.pnpm/koa@3/node_modules/koa/lib/context.js', 'respond'],
    ['node:events', 'emit'],
    ['', 'writev'],
    ['file:///a/bench/dist/verify/lanes.js', 'lane'],
  ];
  const nodes = urls.map(([url, functionName], id) => ({
    id,
    callFrame: { functionName, url, lineNumber: 0 },
  }));
  const profile = { nodes, samples: nodes.map(({ id }) => id), timeDeltas: [1, 1, 6, 4, 3, 5, 0] };
  expect(timesByPackage(profile)).toEqual([
    { name: '@hono/node-server', place: '', share: 0.3 },
    { name: 'writev', place: '', share: 0.25 },
    { name: 'koa', place: '', share: 0.2 },
    { name: 'Node', place: '', share: 0.15 },
    { name: 'packages/core', place: '', share: 0.1 },
    { name: 'the benchmark', place: '', share: 0 },
  ]);
});
