import { describe, expect, test } from 'vitest';
import { getCurrentActor, getDelegationChain, VerifyAccessTokenError } from '../../src/index.ts';

const CHAINS: ReadonlyArray<readonly [claims: unknown, chain: readonly string[]]> = [
  [{}, []],
  [{ sub: 'user' }, []],
  [{ act: undefined }, []],
  [{ act: { sub: 'a' } }, ['a']],
  [{ act: { sub: 'a', iss: 'https://issuer.test/', aud: 5 } }, ['a']],
  [{ act: { sub: 'a', act: undefined } }, ['a']],
  [{ act: { sub: 'a', act: { sub: 'b', act: { sub: 'c' } } } }, ['a', 'b', 'c']],
  [{ act: { sub: 'a', act: { sub: 'a' } } }, ['a', 'a']],
  [Object.create({ act: { sub: 'inherited' } }), []],
  [{ act: { sub: 'a', __proto__: { act: { sub: 'inherited' } } } }, ['a']],
];

describe('the chain of RFC 8693 section 4.1', () => {
  test.each(CHAINS)('%j: %j', (claims, chain) => {
    expect(getDelegationChain(claims)).toEqual(chain);
    expect(getCurrentActor(claims)).toBe(chain[0]);
  });
});

const MALFORMED: readonly unknown[] = [
  undefined,
  null,
  'user',
  { act: null },
  { act: 'a' },
  { act: 5 },
  { act: true },
  { act: [] },
  { act: [{ sub: 'a' }] },
  { act: {} },
  { act: { sub: undefined } },
  { act: { sub: null } },
  { act: { sub: 5 } },
  { act: { sub: '' } },
  { act: { sub: ' \t' } },
  { act: { sub: ['a'] } },
  { act: Object.create({ sub: 'inherited' }) },
  { act: { sub: 'a', act: null } },
  { act: { sub: 'a', act: 'b' } },
  { act: { sub: 'a', act: {} } },
  { act: { sub: 'a', act: { sub: 'b', act: { sub: 5 } } } },
];

describe('a malformed act is the fault of the token', () => {
  test.each(MALFORMED)('%j', (claims) => {
    for (const read of [getDelegationChain, getCurrentActor]) {
      const error = caught(() => read(claims));
      expect(error).toBeInstanceOf(VerifyAccessTokenError);
      expect(error).toMatchObject({ reason: 'malformed_actor', statusCode: 401, details: {} });
    }
  });
});

function caught(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
