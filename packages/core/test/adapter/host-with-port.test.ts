import { describe, expect, test } from 'vitest';
import { hostWithPort } from '../../src/index.ts';

describe('hostWithPort', () => {
  test.for([
    ['no port', 'api.test', 'api.test', 'api.test'],
    ['the port of the Host field', 'api.test', 'api.test:81', 'api.test:81'],
    ['an empty port (RFC 3986 section 3.2.3)', 'api.test', 'api.test:', 'api.test:'],
    ['an IPv6 address', '[::1]', '[::1]', '[::1]'],
    ['an IPv6 address with a port', '[::1]', '[::1]:81', '[::1]:81'],
    ["another name takes no port from the proxy's own", 'api.test', '127.0.0.1:81', 'api.test'],
    ['a name that the field only begins with', 'api', 'api.test:81', 'api'],
    ['no Host field', 'api.test', '', 'api.test'],
    ['nothing', undefined, '', ''],
  ] as const)('%s', ([, name, field, expected]) => {
    expect(hostWithPort(name, field)).toBe(expected);
  });
});
