import type { AuthErrorReason } from '@holdfast/auth-core';
import type { RfcSection } from '../look/rfc-section.ts';
import type { AttackTools } from './attack-tools.ts';

/** Something that an attacker, or a client with a fault, might try. */
export interface Attack {
  /** Stands in the address of the page. */
  readonly id: string;
  readonly title: string;
  /** What is sent, in a sentence. */
  readonly tries: string;
  /** What must happen, and why, in a sentence. */
  readonly must: string;
  /** The standard that says so. */
  readonly source: RfcSection;
  readonly expected: Expected;
  /** Gets what it needs and sends it. The last call is the attack; those before it are good ones. */
  readonly run: (tools: AttackTools) => Promise<unknown>;
}

/** How the API must refuse. */
export interface Expected {
  readonly status: number;
  /** What the challenge says in `error`; nothing where no error may be named. */
  readonly error?: string | undefined;
  /** What the API's log says. */
  readonly reason: AuthErrorReason;
  /** What else the challenge that names the error must say, so that the client knows how to go on. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  /** The schemes that must be offered, all of them, where that is what the client learns. */
  readonly schemes?: readonly string[] | undefined;
  /** A field that must come with the answer. */
  readonly field?: string | undefined;
}

/** Attacks that go together. */
export interface AttackTheme {
  readonly title: string;
  readonly attacks: readonly Attack[];
}
