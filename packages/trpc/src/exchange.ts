import type {
  Admitted,
  ApiClient,
  AuthError,
  AuthInfo,
  Guard,
  Refused,
  ResourceRequest,
} from '@holdfast/auth-core';
import { expirySignal } from '@holdfast/auth-core';
import type { Channel } from './channel.ts';

type Verdict = Admitted<unknown> | Refused;

/** What `authenticated` found out. */
export interface Caller<TAuth = AuthInfo<unknown> | undefined> {
  readonly api: ApiClient<unknown>;
  /** Undefined where the request went on without credentials. */
  readonly auth: TAuth;
}

/** The end of a token. */
export interface Expiry {
  /** Fires at that moment. */
  readonly signal: AbortSignal;
  /** Gives the error that refuses the token from then on. */
  readonly refusal: () => AuthError | undefined;
}

/**
 * All calls of one HTTP request or of one WebSocket connection. The caller is authenticated when the
 * first of them asks, and once: one proof serves a batch.
 */
export class Exchange {
  readonly #channel: Channel;
  readonly #verdicts = new Map<ApiClient<unknown>, Promise<Verdict>>();
  readonly #expiries = new Map<ApiClient<unknown>, AbortSignal>();
  #request: ResourceRequest | undefined;
  #challenge: string | undefined;

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  /** @throws {AuthError} also where there are no credentials and `required` is true */
  async authenticate(api: ApiClient<unknown>, required: boolean): Promise<Caller> {
    const verdict = await this.#verdict(api);
    if (!verdict.ok) throw this.#refused(verdict);
    const { auth, headers } = verdict;
    let error: unknown;
    if (auth === undefined && required) error = this.refusal(() => {}, { api, auth });
    // The verdict on a connection is older than its calls.
    if (auth !== undefined && this.#channel.endWith) error = this.expiry({ api, auth }).refusal();
    if (error) throw error;
    this.#channel.addHeaders(headers);
    return { api, auth };
  }

  /** Lets a guard look at the caller; gives the error where he may not go on. */
  refusal(guard: Guard, { api, auth }: Caller): AuthError | undefined {
    const refused = api.enforce(guard, auth, this.#read());
    return refused && this.#refused(refused);
  }

  /** Tells when the token runs out, by the client's clock. A connection ends with it. */
  expiry(caller: Caller<AuthInfo<unknown>>): Expiry {
    const signal = this.#expiries.get(caller.api) ?? this.#watch(caller);
    return { signal, refusal: () => this.refusal(() => signal.throwIfAborted(), caller) };
  }

  #watch({ api, auth }: Caller<AuthInfo<unknown>>): AbortSignal {
    let signal = AbortSignal.abort();
    // A guard is what the client hands its clock to.
    const watch: Guard = (caller, clock) => {
      signal = expirySignal(caller, clock);
    };
    api.enforce(watch, auth, this.#read());
    this.#expiries.set(api, signal);
    this.#channel.endWith?.(signal);
    return signal;
  }

  #verdict(api: ApiClient<unknown>): Promise<Verdict> {
    const known = this.#verdicts.get(api);
    if (known !== undefined) return known;
    // Whether credentials are required is asked by each procedure, whether they are good only once.
    const admit = async (): Promise<Verdict> =>
      api.admit(this.#read(), { required: false, preflight: 'refuse' });
    const verdict = admit();
    this.#verdicts.set(api, verdict);
    // A request ends with an outage of the authorization server; a connection may outlive it.
    const forget = (): unknown => this.#channel.endWith && this.#verdicts.delete(api);
    verdict.then(({ ok }) => ok || forget(), forget);
    return verdict;
  }

  #refused({ error, response }: Refused): AuthError {
    // The body, and so its type, is tRPC's.
    const { 'content-type': _, 'www-authenticate': challenge, ...headers } = response.headers;
    // One field for all calls of a batch: clients that retry look for one challenge.
    this.#challenge ??= challenge;
    if (this.#challenge !== undefined) headers['www-authenticate'] = this.#challenge;
    this.#channel.addHeaders(headers);
    return error;
  }

  #read(): ResourceRequest {
    this.#request ??= this.#channel.request();
    return this.#request;
  }
}
