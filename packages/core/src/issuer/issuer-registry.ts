import { LruCache } from '../lru-cache.ts';
import type { AcceptedIssuers, IssuerDefaults, IssuerPolicy } from '../options/issuers.ts';
import { issuerPolicy } from '../options/issuers.ts';
import type { IssuerList, IssuerResolver } from '../options/options.ts';
import {
  AuthorizationServerError,
  ConfigurationError,
  VerifyAccessTokenError,
} from '../refusal/errors.ts';
import type { ResourceRequest } from '../request/resource-request.ts';
import type { IssuerSettings } from './issuer.ts';
import { Issuer } from './issuer.ts';

/** How many issuers that a resolver named are remembered with their keys. */
const MAX_RESOLVED = 1000;

/** Knows whose tokens are accepted. No other issuer is ever contacted. */
export class IssuerRegistry {
  readonly #settings: IssuerSettings;
  readonly #defaults: IssuerDefaults;
  readonly #fixed = new Map<string, Issuer>();
  readonly #resolver: IssuerResolver | undefined;
  readonly #resolved = new LruCache<string, Issuer>(MAX_RESOLVED);

  constructor(accepted: AcceptedIssuers, defaults: IssuerDefaults, settings: IssuerSettings) {
    this.#settings = settings;
    this.#defaults = defaults;
    this.#resolver = accepted.resolver;
    for (const policy of accepted.policies ?? []) {
      this.#fixed.set(policy.issuer, new Issuer(policy, settings));
    }
  }

  /** The issuers that are known before any request. */
  get fixed(): readonly Issuer[] {
    return [...this.#fixed.values()];
  }

  /** Gives the issuer at which tokens are exchanged: one of the fixed ones, or one of its own where a function names them. */
  exchange(issuer: string): Issuer {
    const policy = issuerPolicy('exchangeIssuer', issuer, this.#defaults);
    return this.#fixed.get(issuer) ?? new Issuer(policy, this.#settings);
  }

  /**
   * Finds the accepted issuer that a token names.
   *
   * @param name the token's `iss`, of whatever type it came
   * @throws {VerifyAccessTokenError} `issuer_not_allowed`
   * @throws {AuthorizationServerError} `issuer_resolver_failed` when the resolver throws or answers nonsense
   */
  find(name: unknown, request: ResourceRequest | undefined): Issuer | Promise<Issuer> {
    if (typeof name !== 'string') throw notAllowed();
    if (this.#resolver) return this.#resolve(this.#resolver, name, request);
    return this.#fixed.get(name) ?? refuse([...this.#fixed.keys()], name);
  }

  async #resolve(
    resolver: IssuerResolver,
    name: string,
    request: ResourceRequest | undefined,
  ): Promise<Issuer> {
    let policy: IssuerPolicy | undefined;
    let names: readonly string[];
    try {
      const list: IssuerList = await resolver({ unverifiedIssuer: name, request });
      names = issuerNames(list);
      const index = names.indexOf(name);
      if (index >= 0) policy = issuerPolicy(`issuers()[${index}]`, list[index], this.#defaults);
    } catch (cause) {
      throw new AuthorizationServerError('issuer_resolver_failed', { cause });
    }
    return policy ? this.#remembered(policy) : refuse(names, name);
  }

  // The key is the policy's whole content as JSON, so that no two policies can share an entry.
  #remembered(policy: IssuerPolicy): Issuer {
    const content = JSON.stringify(policy);
    const issuer = this.#resolved.get(content) ?? new Issuer(policy, this.#settings);
    this.#resolved.set(content, issuer);
    return issuer;
  }
}

// Every entry is looked at, so that a resolver's mistake shows whoever calls.
function issuerNames(list: unknown): readonly string[] {
  if (!Array.isArray(list)) throw new ConfigurationError('issuers() must give a list.');
  return list.map((item: unknown, index) => {
    const name = typeof item === 'string' ? item : (Object(item) as { issuer?: unknown }).issuer;
    if (typeof name === 'string') return name;
    throw new ConfigurationError(`issuers()[${index}] must be an issuer.`);
  });
}

function refuse(expected: readonly string[], received: string): never {
  // Shown where it may be an issuer: what else stands there may be a token.
  const isUrl = /^https?:\/\/[^\s@?#]{1,250}$/i.test(received);
  const isNear = expected.some((name) => name === `${received}/` || `${name}/` === received);
  throw notAllowed({
    expected,
    received: isUrl ? received : 'no issuer identifier',
    ...(isNear && { hint: 'The two differ in the trailing slash alone.' }),
  });
}

function notAllowed(details: Readonly<Record<string, unknown>> = {}): VerifyAccessTokenError {
  return new VerifyAccessTokenError('issuer_not_allowed', { details });
}
