import { describe, expect, test } from 'vitest';
import { mergeHeader } from '../../src/index.ts';

const ADDED = 'WWW-Authenticate, DPoP-Nonce';

describe('Access-Control-Expose-Headers grows, and nothing in it is replaced', () => {
  test.for([
    [undefined, ADDED],
    ['', ADDED],
    ['X-Total', `X-Total, ${ADDED}`],
    ['X-Total, X-Page', `X-Total, X-Page, ${ADDED}`],
    ['X-Total,X-Page , ', `X-Total, X-Page, ${ADDED}`],
    ['www-authenticate', 'www-authenticate, DPoP-Nonce'],
    ['X-Total, DPOP-NONCE', 'X-Total, DPOP-NONCE, WWW-Authenticate'],
    [ADDED, ADDED],
    [['X-Total', 'X-Page'], `X-Total, X-Page, ${ADDED}`],
    [[], ADDED],
    // A wildcard stands for all only where no credentials are sent, so the names are still needed.
    ['*', `*, ${ADDED}`],
  ] as const)('%j', ([existing, expected]) => {
    expect(mergeHeader('access-control-expose-headers', existing, ADDED)).toBe(expected);
  });
});

describe('Vary grows (RFC 9110 section 12.5.5)', () => {
  test.for([
    [undefined, 'Authorization, DPoP'],
    ['Origin', 'Origin, Authorization, DPoP'],
    ['authorization', 'authorization, DPoP'],
    ['*', '*'],
    ['Origin, *', '*'],
    [['Origin', 'Accept'], 'Origin, Accept, Authorization, DPoP'],
    // Node's getHeader() gives numbers as they were set.
    [1, '1, Authorization, DPoP'],
  ] as const)('%j', ([existing, expected]) => {
    expect(mergeHeader('vary', existing, 'Authorization, DPoP')).toBe(expected);
  });
});

describe('everything else is replaced', () => {
  test.for([
    ['www-authenticate', 'Basic realm="a"', 'Bearer realm="api"'],
    ['cache-control', 'public, max-age=60', 'no-store'],
    ['content-type', 'text/html', 'application/json'],
    ['retry-after', undefined, '5'],
    ['retry-after', 10, '5'],
  ] as const)('%s', ([name, existing, value]) => {
    expect(mergeHeader(name, existing, value)).toBe(value);
  });
});

test('the list that was there is not changed', () => {
  const existing = Object.freeze(['X-Total']);
  mergeHeader('vary', existing, 'DPoP');
  expect(existing).toEqual(['X-Total']);
});
