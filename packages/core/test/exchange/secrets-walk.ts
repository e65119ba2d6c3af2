import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { inspect } from 'node:util';
import { base64url } from 'jose';
import { expect } from 'vitest';

/** Every way in which a program could show a value, and all that can be reached from it. */
function shownBy(value: unknown): readonly string[] {
  let printed = '';
  const sink = new Writable({
    write: (chunk: Buffer, _, done) => {
      printed += chunk.toString();
      done();
    },
  });
  new Console(sink, sink).log(value, '%o', value);
  new Console(sink, sink).error('%s %j', value, value);
  const deep = { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true } as const;
  return [
    printed,
    inspect(value, { ...deep, maxStringLength: null, maxArrayLength: null, breakLength: 1e9 }),
    JSON.stringify(value) ?? '',
    String(value),
    ...stringsIn(value),
  ];
}

/** All strings in own properties, whatever their names and however hidden, and in what they lead to. */
export function stringsIn(root: unknown): string[] {
  const seen = new Set<unknown>();
  const found: string[] = [];
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === 'string') found.push(value);
    const isNew = Object(value) === value && !seen.has(value);
    if (!isNew) continue;
    seen.add(value);
    for (const key of Reflect.ownKeys(value as object)) {
      found.push(String(key));
      // Of the built-in prototypes' getters some throw; a value behind one is read where it can be.
      try {
        waiting.push((value as Record<PropertyKey, unknown>)[key]);
      } catch {}
    }
    if (value instanceof Map || value instanceof Set) waiting.push(...value.entries());
  }
  return found;
}

/** The spellings in which a secret gives itself away. */
export function spellings(secret: string): readonly string[] {
  const form = new URLSearchParams([['', secret]]).toString().slice(1);
  const percent = encodeURIComponent(secret);
  const url = base64url.encode(secret);
  return [
    secret,
    form,
    percent,
    form.replace(/%../g, (octet) => octet.toLowerCase()),
    percent.replace(/%../g, (octet) => octet.toLowerCase()),
    url,
    url.replaceAll('-', '+').replaceAll('_', '/'),
    btoa(String.fromCodePoint(...new TextEncoder().encode(secret))),
  ];
}

/** Fails when a value gives one of these secrets away. */
export function expectSilent(value: unknown, secrets: readonly string[]): void {
  const shown = shownBy(value).join('\n');
  for (const secret of secrets) {
    for (const spelling of spellings(secret)) expect(shown).not.toContain(spelling);
  }
}
