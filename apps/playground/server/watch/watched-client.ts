import type {
  AdmissionOptions,
  Admitted,
  ApiClientOptions,
  AuthInfo,
  Guard,
  Refused,
  ResourceRequest,
} from '@holdfast/auth-core';
import { ApiClient } from '@holdfast/auth-core';
import type { DecisionEvent } from '../control/protocol.ts';
import { seenAuth, seenRefusal, seenRequest } from './decision.ts';
import type { Watch } from './watch.ts';
import { startTimer } from './watch.ts';
import { watchedFetch } from './watched-fetch.ts';

type Verdict = Admitted | Refused;
type Decision = Pick<DecisionEvent, 'stage' | 'ms' | 'auth' | 'refusal'>;

/** An `ApiClient` that writes down what it decides and what it fetches. Adapters find nothing changed. */
export class WatchedClient extends ApiClient {
  readonly #watch: Watch;

  /**
   * @param watch whose client it is, and where it writes
   * @param options those of every client
   */
  constructor(watch: Watch, options: ApiClientOptions) {
    super({ ...options, fetch: watchedFetch(watch, options.fetch) });
    this.#watch = watch;
  }

  override admit(request: ResourceRequest, options?: AdmissionOptions): Verdict | Promise<Verdict> {
    const elapsed = startTimer(this.#watch);
    const settle = (verdict: Verdict): Verdict => {
      const decision = decisionOf(verdict);
      if (decision) this.#record(request, { ...decision, ms: elapsed() });
      return verdict;
    };
    const verdict = super.admit(request, options);
    return verdict instanceof Promise ? verdict.then(settle) : settle(verdict);
  }

  override enforce(
    guard: Guard,
    caller: AuthInfo | undefined,
    request: ResourceRequest,
  ): Refused | undefined {
    const elapsed = startTimer(this.#watch);
    const refused = super.enforce(guard, caller, request);
    // Who is let through has been written down already, by `admit`.
    if (refused) {
      this.#record(request, {
        // tRPC's adapter lets everybody in who sends no credentials, and refuses them here.
        stage: caller ? 'guard' : 'authentication',
        auth: caller && seenAuth(caller),
        refusal: seenRefusal(refused.error),
        ms: elapsed(),
      });
    }
    return refused;
  }

  #record(request: ResourceRequest, decision: Decision): void {
    const { api, log } = this.#watch;
    log.record({ kind: 'decision', api, ...seenRequest(request), ...decision });
  }
}

// Undefined where a request goes on without credentials: a preflight, or one that may.
function decisionOf(verdict: Verdict): Omit<Decision, 'ms'> | undefined {
  const stage = 'authentication';
  if (!verdict.ok) return { stage, refusal: seenRefusal(verdict.error) };
  return verdict.auth && { stage, auth: seenAuth(verdict.auth) };
}
