import { afterEach, expect, it, vi } from 'vitest';
import { portFromEnvironment } from '../server/ports.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

it.each([
  { id: 'absent', value: undefined, port: 4000 },
  { id: 'empty', value: '', port: 4000 },
  { id: 'any free one', value: '0', port: 0 },
  { id: 'the last one', value: '65535', port: 65535 },
])('a port from the environment: $id', ({ value, port }) => {
  vi.stubEnv('PORT', value);
  expect(portFromEnvironment('PORT', 4000)).toBe(port);
});

it.each([
  { id: 'a word', value: 'http' },
  { id: 'a fraction', value: '80.5' },
  { id: 'too great', value: '65536' },
  { id: 'negative', value: '-1' },
  { id: 'hexadecimal', value: '0x50' },
  { id: 'blank', value: ' ' },
])('no port from the environment: $id', ({ value }) => {
  vi.stubEnv('PORT', value);
  expect(() => portFromEnvironment('PORT', 4000)).toThrow(
    new Error('PORT must be a port number from 0 to 65535.'),
  );
});
