import fc from 'fast-check';
import { base64url } from 'jose';
import { describe, expect, test, vi } from 'vitest';
import { normalizeHtu } from '../../src/dpop/htu.ts';
import type { ReplayStore } from '../../src/index.ts';
import { REASONS } from '../../src/refusal/reasons.ts';
import { expectAccepted } from './expectations.ts';
import { createApi, createHolder, makeProof, mintBound, NOW, ORDERS, proven } from './setting.ts';

const SEED = 20_260_102;
const holder = await createHolder();
const token = await mintBound(holder);
const good = await makeProof(holder, token);
const add = vi.fn<ReplayStore['add']>(() => true);
const api = createApi({ dpop: { replay: { add } } });

/** Sends a proof and says whether it passed; what is refused has a reason and a status of 4xx. */
async function passes(proof: string | readonly string[]): Promise<boolean> {
  add.mockClear();
  const result = await api.authenticate(proven(token, proof));
  expect(add).toHaveBeenCalledTimes(result.ok ? 1 : 0);
  if (result.ok) return true;
  const { error, response } = result;
  expect(error.message).toBe(REASONS[error.reason]);
  expect([400, 401]).toContain(response.status);
  return false;
}

async function neverPass(proofs: fc.Arbitrary<string | string[]>, numRuns = 300): Promise<void> {
  const property = fc.asyncProperty(proofs, async (proof) => {
    expect(await passes(proof)).toBe(false);
  });
  await fc.assert(property, { seed: SEED, numRuns });
}

const octets = fc.uint8Array({ maxLength: 300 });
const part = octets.map((bytes) => base64url.encode(bytes));
const codeUnits = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 })
  .map((units) => String.fromCharCode(...units));

describe('random proofs never pass and never throw', () => {
  test('code units, lone surrogates among them', () => neverPass(codeUnits));
  test('lists of them', () => neverPass(fc.array(codeUnits, { minLength: 2, maxLength: 4 })));
  test('three parts of base64url', () =>
    neverPass(fc.tuple(part, part, part).map((parts) => parts.join('.'))));

  test('JSON in place of the header, the payload or both, under a signature', async () => {
    const [header = '', payload = '', signature = ''] = good.split('.');
    const json = fc.json().map((text) => base64url.encode(text));
    const parts = fc.tuple(
      fc.oneof(json, fc.constant(header)),
      fc.oneof(json, fc.constant(payload)),
      fc.constant(signature),
    );
    await neverPass(parts.map((list) => list.join('.')).filter((proof) => proof !== good));
  });
});

describe('a good proof with something changed', () => {
  test('passes unchanged', async () => {
    await expectAccepted(api, proven(token, good));
  });

  const EDITS: { id: string; edit: (index: number) => readonly string[] }[] = [
    {
      id: 'flipped to another character',
      edit: (index) =>
        [...'Aw9_.=,\u0000']
          .filter((character) => character !== good[index])
          .map((character) => good.slice(0, index) + character + good.slice(index + 1)),
    },
    {
      id: 'flipped in case',
      edit: (index) => {
        const character = good[index] ?? '';
        const upper = character.toUpperCase();
        const flipped = character === upper ? character.toLowerCase() : upper;
        return flipped === character
          ? []
          : [good.slice(0, index) + flipped + good.slice(index + 1)];
      },
    },
    { id: 'left out', edit: (index) => [good.slice(0, index) + good.slice(index + 1)] },
    { id: 'written twice', edit: (index) => [good.slice(0, index + 1) + good.slice(index)] },
    { id: 'the last one', edit: (index) => [good.slice(0, index)] },
    { id: 'the first one', edit: (index) => (index === 0 ? [] : [good.slice(index)]) },
  ];
  test.each(EDITS)('every single character, $id: refused', async ({ edit }) => {
    for (let index = 0; index < good.length; index++) {
      for (const proof of edit(index)) {
        if (await passes(proof)) throw new Error(`Character ${index} may be changed: ${proof}`);
      }
    }
  });
});

describe('signed by the right key, with one member that is anything', () => {
  const strange = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom('__proto__', 'constructor', ORDERS, 'GET', NOW, -0, 1e300, 'dpop+jwt', 'ES256'),
  );

  test('claims: passes only what the checks allow', async () => {
    const original: Readonly<Record<string, unknown>> = { htm: 'GET', htu: ORDERS, iat: NOW };
    const allowed = (claim: string, value: unknown): boolean => {
      if (claim === 'jti') return typeof value === 'string' && value !== '' && value.length <= 256;
      if (claim === 'iat')
        return typeof value === 'number' && value >= NOW - 300 && value <= NOW + 30;
      if (claim === 'nonce') return typeof value === 'string';
      return value === original[claim];
    };
    const claims = fc.constantFrom('jti', 'htm', 'htu', 'iat', 'ath', 'nonce');
    const property = fc.asyncProperty(claims, strange, async (claim, value) => {
      const proof = await makeProof(holder, token, { claims: { [claim]: value } });
      expect(await passes(proof)).toBe(allowed(claim, value));
    });
    await fc.assert(property, { seed: SEED, numRuns: 400 });
  });

  test('header and jwk: never throws, and passes only with the same key', async () => {
    const { publicJwk } = holder;
    const members = fc.constantFrom(
      'typ',
      'alg',
      'jwk',
      'kty',
      'crv',
      'x',
      'y',
      'd',
      'use',
      'key_ops',
    );
    const property = fc.asyncProperty(members, strange, async (member, value) => {
      const ofHeader = member === 'typ' || member === 'alg' || member === 'jwk';
      const header = ofHeader ? { [member]: value } : { jwk: { ...publicJwk, [member]: value } };
      const known: Readonly<Record<string, unknown>> = { typ: 'dpop+jwt', alg: 'ES256' };
      const passed = await passes(await makeProof(holder, token, { header }));
      expect(passed).toBe(ofHeader && value === known[member]);
    });
    await fc.assert(property, { seed: SEED, numRuns: 400 });
  });
});

describe('normalizeHtu', () => {
  test('takes any text, and what it gives is normal', () => {
    const texts = fc.oneof(codeUnits, fc.webUrl({ withQueryParameters: true }), fc.string());
    const property = fc.property(texts, (text) => {
      const normal = normalizeHtu(text);
      if (normal === undefined) return;
      expect(normal).toMatch(/^https?:\/\/[^\s/?#\\@]+\/[^\s?#\\]*$/);
      expect(normalizeHtu(normal)).toBe(normal);
    });
    fc.assert(property, { seed: SEED, numRuns: 500 });
  });
});
