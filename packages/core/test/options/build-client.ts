import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import type { ApiClientOptions } from '../../src/index.ts';
import { ApiClient, ConfigurationError } from '../../src/index.ts';

/** Options as JavaScript callers write them: of any type. */
export type Given = Readonly<Record<string, unknown>>;

/** The least that makes a client. */
export const MINIMUM: Given = { issuer: 'https://issuer.test/', audience: 'https://api.test' };

/** Options that are wrong, and what the message must say: which one, what it was, what it may be. */
export interface WrongOptions {
  /** Stands for the options in the name of the test, where they hold a random key. */
  readonly id?: string;
  readonly given: Given;
  readonly names: string;
  readonly was: string;
  readonly mayBe: string;
}

export function build(given: unknown): ApiClient {
  return new ApiClient(given as ApiClientOptions);
}

/** Builds a client that must not come to be, and gives the error. */
export function configurationError(given: unknown): ConfigurationError {
  try {
    build(given);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return error as ConfigurationError;
  }
  return expect.fail(`accepted ${shown(given)}`);
}

/** Registers one test for each set of options that must be accepted besides the least ones. */
export function accepts(rows: readonly Given[]): void {
  for (const given of rows) {
    test(`accepts ${shown(given)}`, () => {
      expect(build({ ...MINIMUM, ...given })).toBeInstanceOf(ApiClient);
    });
  }
}

/** Registers one test for each set of options that must be refused besides the least ones. */
export function refuses(rows: readonly WrongOptions[]): void {
  for (const { id, given, names, was, mayBe } of rows) {
    test(`refuses ${id ?? shown(given)}`, () => {
      const { name, message } = configurationError({ ...MINIMUM, ...given });
      expect(name).toBe('ConfigurationError');
      expect(message).toContain(`"${names}"`);
      expect(message).toContain(mayBe);
      expect(message).toContain(`it was ${was}.`);
    });
  }
}

/** Rows for one option, of which the values differ. */
export function wrongValues(
  option: string,
  mayBe: string,
  values: readonly (readonly [value: unknown, was: string])[],
): WrongOptions[] {
  return values.map(([value, was]) => ({ given: at(option, value), names: option, was, mayBe }));
}

/** Builds `{ a: { b: value } }` for the option `a.b`. */
export function at(option: string, value: unknown): Given {
  return option
    .split('.')
    .reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as Given;
}

function shown(given: unknown): string {
  return inspect(given, { depth: 4, breakLength: Number.POSITIVE_INFINITY, maxStringLength: 60 });
}
