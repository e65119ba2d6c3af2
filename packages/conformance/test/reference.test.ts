import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { WIRE } from '../src/index.ts';

const REFERENCE = readFileSync(new URL('../../../docs/reference.md', import.meta.url), 'utf8');
const ROWS = REFERENCE.split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').map((cell) => cell.trim()));

describe('docs/reference.md', () => {
  const reasons = ROWS.filter(([, , status]) => /^\d{3}$/.test(status ?? ''));

  test('writes the method of a store as the core declares it', () => {
    const options = new URL('../../core/src/options/options.ts', import.meta.url);
    const [signature = ''] = /add\(key.*(?=;)/.exec(readFileSync(options, 'utf8')) ?? [];
    expect(REFERENCE).toContain(`\`${signature}\``);
    expect(signature).toContain('expiresAt: number');
  });

  test('names every reason once, and no other', () => {
    const named = reasons.map(([, reason]) => reason);
    expect(named).toEqual(Object.keys(WIRE).map((reason) => `\`${reason}\``));
  });

  test.each(Object.entries(WIRE))('says what the answer to %s is', (reason, expected) => {
    const [, , status, code, sentence] = reasons.find(([, name]) => name === `\`${reason}\``) ?? [];
    const { status: wanted, code: error, description } = expected;
    expect([status, code, sentence]).toEqual([String(wanted), `\`${error}\``, description]);
  });
});
