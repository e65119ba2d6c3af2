import type { Framework, Setting } from '../../server/control/protocol.ts';
import type { OperationId } from '../../server/operations.ts';
import { RESOURCE } from '../../server/parties.ts';
import { notReached } from '../send/not-reached.ts';
import type { ApiRequest, Call, Field } from '../send/send.ts';
import { apiRequest, send } from '../send/send.ts';
import { clientCredentials } from '../session/client-credentials.ts';
import type { DpopKey, ProofFor } from '../session/dpop-key.ts';
import { makeDpopKey, makeProof } from '../session/dpop-key.ts';
import { tokenFailure } from '../sign-in/token-failure.ts';

/** A token that is bound to a key. */
export interface BoundToken {
  readonly token: string;
  readonly key: DpopKey;
}

/** What a token is wanted for, where it is not for reading messages. */
interface TokenWish {
  readonly key?: DpopKey | undefined;
  readonly scopes?: readonly string[] | undefined;
  readonly audience?: string | undefined;
}

/** How something is sent, where it is not a request for the messages. */
interface Sending {
  readonly operation?: OperationId | undefined;
  /** Put behind the path: `?name=value`. */
  readonly query?: string | undefined;
  /** For fields that come twice. */
  readonly isRelayed?: boolean | undefined;
}

/** Something was sent, and no answer came: a sentence for people. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** What attacks are made with: good tokens, proofs, and a way to send. */
export class AttackTools {
  readonly #setting: Setting;
  readonly #framework: Framework;
  readonly #calls: Call[] = [];

  /** @param framework whose API is attacked */
  constructor(setting: Setting, framework: Framework) {
    this.#setting = setting;
    this.#framework = framework;
  }

  /** What was sent and what came back, in order. */
  get calls(): readonly Call[] {
    return this.#calls;
  }

  /** Writes a request without credentials. */
  request(operation: OperationId = 'messages'): ApiRequest {
    return apiRequest(this.#setting, { framework: this.#framework, operation });
  }

  /** Gets a good token, of a client that acts for itself. */
  async getToken({ key, scopes = READ, audience = RESOURCE }: TokenWish = {}): Promise<string> {
    try {
      const { issuer } = this.#setting;
      return (await clientCredentials({ issuer, audience, scopes, key })).token;
    } catch (error) {
      throw tokenFailure(error);
    }
  }

  /** Gets a good token that is bound to a new key. */
  async getBoundToken(): Promise<BoundToken> {
    const key = await makeDpopKey();
    return { key, token: await this.getToken({ key }) };
  }

  /** Makes a good proof for reading the messages, save for what is to be different. */
  prove({ token, key }: BoundToken, different: Partial<ProofFor> = {}): Promise<string> {
    const { method, url } = this.request();
    return makeProof(key, { method, url, accessToken: token, ...different });
  }

  /**
   * Sends a request with these fields.
   *
   * @throws {NoAnswer} when nothing comes back
   */
  async send(fields: readonly Field[], sending: Sending = {}): Promise<void> {
    const { operation, query = '', isRelayed } = sending;
    const plain = this.request(operation);
    const headers = [...plain.headers, ...fields];
    try {
      const call = await send({ ...plain, url: plain.url + query, headers }, { isRelayed });
      this.#calls.push(call);
    } catch (cause) {
      throw new NoAnswer(notReached(cause, this.#framework).message, { cause });
    }
  }
}

const READ = ['read:messages'];

/** Writes the field of a token without a proof. */
export function bearer(token: string): readonly Field[] {
  return [['authorization', `Bearer ${token}`]];
}

/** Writes the fields of a token and a proof. */
export function dpop(token: string, proof: string): readonly Field[] {
  return [
    ['authorization', `DPoP ${token}`],
    ['dpop', proof],
  ];
}

/** The time in seconds since the epoch, some seconds from now. */
export function secondsFromNow(seconds: number): number {
  return Math.floor(Date.now() / 1000) + seconds;
}
