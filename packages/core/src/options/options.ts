import type { CryptoKey, JSONWebKeySet, JWK } from 'jose';
import type { AccessTokenClaims } from '../request/auth-info.ts';
import type { SignatureAlgorithm } from '../request/jws/signature-algorithms.ts';
import type { ResourceRequest } from '../request/resource-request.ts';

/** One issuer with settings of its own. `jwks` and `jwksUri` exclude each other. */
export interface IssuerConfig {
  /** The issuer identifier, compared with `iss` character by character; https, a path is allowed. */
  readonly issuer: string;
  /** Where its keys are; skips discovery. https. */
  readonly jwksUri?: string | undefined;
  /** Its public keys themselves (RFC 7517 section 5); needs no network. */
  readonly jwks?: JSONWebKeySet | undefined;
  /** Replaces the client's `algorithms` for this issuer. */
  readonly algorithms?: readonly SignatureAlgorithm[] | undefined;
  /** Replaces the client's `audience` for this issuer. */
  readonly audience?: string | readonly string[] | undefined;
}

/** What a resolver of issuers is told. Both values come from an unverified request. */
export interface IssuerContext {
  /** The `iss` of a token whose signature nobody has checked yet. */
  readonly unverifiedIssuer: string;
  /** The request, or undefined where a bare token is verified. */
  readonly request: ResourceRequest | undefined;
}

/** Accepted issuers: identifiers or configurations. */
export type IssuerList = readonly (string | IssuerConfig)[];

/** Gives the issuers accepted for a request; only issuers that it returns are ever contacted. */
export type IssuerResolver = (context: IssuerContext) => IssuerList | Promise<IssuerList>;

/**
 * A Standard Schema (https://standardschema.dev, version 1), as zod, valibot and arktype make
 * them. It sees the claims after every other check; its output becomes `auth.claims`.
 */
export interface ClaimsSchema<TClaims = unknown> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (
      value: unknown,
    ) => ClaimsSchemaResult<TClaims> | Promise<ClaimsSchemaResult<TClaims>>;
    readonly types?: { readonly input: unknown; readonly output: TClaims } | undefined;
  };
}

/** What a Standard Schema answers: a value, or issues. */
export type ClaimsSchemaResult<TClaims> =
  | { readonly value: TClaims; readonly issues?: undefined }
  | {
      readonly issues: ReadonlyArray<{
        readonly message: string;
        readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> | undefined;
      }>;
    };

/** How long keys are used. All in seconds. */
export interface KeyCacheOptions {
  /** How long fetched keys count as fresh; they are refreshed in the background before. Default 600. */
  readonly maxAge?: number | undefined;
  /** How much longer they serve while the authorization server is down. Default 86400; 0 turns it off. */
  readonly staleIfError?: number | undefined;
  /** The least time between two refreshes for unknown `kid`s. Default 30. */
  readonly cooldown?: number | undefined;
}

/** Bounds of a cache. */
export interface CacheBounds {
  /** The greatest number of entries, a whole number of at least 1. Default: that of the option. */
  readonly maxEntries?: number | undefined;
}

/** A store of used proofs (RFC 9449 section 11.1). */
export interface ReplayStore {
  /**
   * Records a key atomically.
   *
   * @param key a hash of the proof key's thumbprint and `jti`
   * @param expiresAt seconds since the epoch; until then the key must be remembered
   * @returns true if the key was new
   */
  add(key: string, expiresAt: number): boolean | Promise<boolean>;
}

/** Options for tokens that are bound to a key (RFC 9449). */
export interface DpopOptions {
  /**
   * `"allowed"` (default): Bearer and DPoP, each for its own kind of token. `"required"`: DPoP
   * alone. `"disabled"`: Bearer alone; `cnf.jkt` and a DPoP field are not looked at and a bound
   * token passes as Bearer, as on a server that does not know RFC 9449 (its section 7.2). That is a
   * downgrade: for migrations only.
   */
  readonly mode?: 'allowed' | 'required' | 'disabled' | undefined;
  /** The signature algorithms that proofs may use: `algs` in challenges. Default `["ES256"]`. */
  readonly algorithms?: readonly SignatureAlgorithm[] | undefined;
  /** How long a proof is good after its `iat`, in seconds. Default 300. */
  readonly maxAge?: number | undefined;
  /** How far `iat` may lie in the future, in seconds. Default 30. */
  readonly leeway?: number | undefined;
  /**
   * Where used proofs are remembered. Default: in memory, for one process; several processes need a
   * common store. False turns the detection off: whoever copies a proof can use it while it is good.
   */
  readonly replay?: ReplayStore | false | undefined;
  /** Asks clients for nonces of this server. Default: none. */
  readonly nonce?: DpopNonceOptions | undefined;
}

/** Options for the server's nonces (RFC 9449 section 8). */
export interface DpopNonceOptions {
  /** The secret that all nodes share, of 32 random bytes or more; of several, the first issues and all verify. */
  readonly secret: string | readonly string[];
  /** Seconds for which a nonce is good at least; it is good for twice that at most. Default 300. */
  readonly maxAge?: number | undefined;
}

/** How this API authenticates at the token endpoint (RFC 6749 section 2.3, RFC 7523). */
export type ClientAuthentication =
  | { readonly method: 'client_secret_basic' | 'client_secret_post' | 'none' }
  | {
      readonly method: 'private_key_jwt';
      /** A CryptoKey, a private JWK or PKCS#8 PEM. */
      readonly privateKey: CryptoKey | JWK | string;
      /** What the assertion is signed with; it must fit the key. */
      readonly algorithm: SignatureAlgorithm;
      /** The `kid` of the assertion's header. Default: that of a JWK, else none. */
      readonly keyId?: string | undefined;
    };

/**
 * The metadata of this protected resource (RFC 9728 section 2), in camel case or as the RFC writes it.
 * Further members are served as they stand. `bearer_methods_supported` and what has to do with DPoP follow from the
 * other options and cannot be given.
 */
export interface ResourceMetadata {
  /** The resource identifier: an https URL without a fragment. Default: `publicUrl`, where that is a string. */
  readonly resource?: string | undefined;
  /** The scopes to advertise. Advertising one does not enforce it. */
  readonly scopesSupported?: readonly string[] | undefined;
  /** The authorization servers to advertise, each an accepted issuer. Default: all of these; none where a function resolves them. */
  readonly authorizationServers?: readonly string[] | undefined;
  /** A name to show to people. */
  readonly resourceName?: string | undefined;
  /** A page for developers. */
  readonly resourceDocumentation?: string | undefined;
  readonly [member: string]: unknown;
}

interface CommonOptions<TClaims> {
  /** The audiences, one of which the token's `aud` must contain, compared as whole strings. */
  readonly audience: string | readonly string[];
  /** The signature algorithms that are accepted. Default: all of `SignatureAlgorithm`. */
  readonly algorithms?: readonly SignatureAlgorithm[] | undefined;
  /** `"at+jwt"` asks for RFC 9068 in full: its `typ`, and iss exp aud sub client_id iat jti. Default `"jwt"`. */
  readonly tokenType?: 'jwt' | 'at+jwt' | undefined;
  /** Names of claims that must be present. Default none. */
  readonly requiredClaims?: readonly string[] | undefined;
  /** Validates the claims and gives `auth.claims` its type. */
  readonly claims?: ClaimsSchema<TClaims> | undefined;
  /** Seconds by which clocks may differ, for exp and nbf. Default 5; 0 means 0. */
  readonly clockTolerance?: number | undefined;
  /** DPoP proofs (RFC 9449). Default: allowed beside Bearer, with replay detection in memory. */
  readonly dpop?: DpopOptions | undefined;
  /** The client identifier of this API at the authorization server. */
  readonly clientId?: string | undefined;
  /** Its secret; alone it means `client_secret_basic`. */
  readonly clientSecret?: string | undefined;
  /** How this API authenticates at the token endpoint, where it is not by `clientSecret` alone. */
  readonly clientAuthentication?: ClientAuthentication | undefined;
  /** The cache of exchanged tokens. Default false. */
  readonly exchangeCache?: CacheBounds | false | undefined;
  /** Every request of this package goes through it. Default: the global `fetch`. */
  readonly fetch?: typeof fetch | undefined;
  /** Seconds for each outgoing request, its body included. Default 10. */
  readonly timeout?: number | undefined;
  /** The clock: seconds since the epoch. Default: the system's. */
  readonly now?: (() => number) | undefined;
  /**
   * What clients see: an origin, with a path prefix where a gateway strips one. It replaces the
   * origin of the request's URL and prefixes its path wherever a proof's `htu` is compared, and is
   * the default of `resourceMetadata.resource`.
   */
  readonly publicUrl?: string | ((request: ResourceRequest) => string) | undefined;
  /** The realm in challenges (RFC 9110 section 11.5). Default `"api"`. */
  readonly realm?: string | undefined;
  /** The metadata of this resource, or the URL where it is: `resource_metadata` in challenges (RFC 9728 section 5.1). */
  readonly resourceMetadata?: string | ResourceMetadata | undefined;
  /** How long the issuers' keys are used. */
  readonly keyCache?: KeyCacheOptions | undefined;
  /** The cache of verified tokens: 5000 entries by default, false to verify each token each time. */
  readonly tokenCache?: CacheBounds | false | undefined;
  /** Allows `http:` issuers. For development only. Default false. */
  readonly insecureRequests?: boolean | undefined;
}

/** The options of `ApiClient`. Exactly one of `domain`, `issuer` and `issuers` says whose tokens are accepted. */
export type ApiClientOptions<TClaims = AccessTokenClaims> = CommonOptions<TClaims> &
  (
    | {
        /** A host, or its https URL: short for `issuer: "https://<domain>/"`. */
        readonly domain: string;
        readonly issuer?: never;
        readonly issuers?: never;
        readonly exchangeIssuer?: never;
      }
    | {
        /** The one accepted issuer. */
        readonly issuer: string | IssuerConfig;
        readonly domain?: never;
        readonly issuers?: never;
        readonly exchangeIssuer?: never;
      }
    | {
        /** Several issuers, or a function that names them for each request. */
        readonly issuers: IssuerList | IssuerResolver;
        /** The issuer at which tokens are exchanged. */
        readonly exchangeIssuer?: string | undefined;
        readonly domain?: never;
        readonly issuer?: never;
      }
  );
