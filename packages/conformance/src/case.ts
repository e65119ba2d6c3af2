import type { AuthErrorReason } from '@holdfast/auth-core';
import type { ProfileName } from './setting/profiles.ts';
import type { ProofRecipe } from './setting/proofs.ts';
import type { TokenRecipe } from './setting/tokens.ts';

/** Text, a token or a DPoP proof. */
export type FieldPart = string | TokenRecipe | { readonly proof: ProofRecipe };

/** Text with tokens and proofs in it; the parts are joined as they stand. */
export type FieldValue = string | readonly FieldPart[];

/** One request, written to the socket exactly so: order, case, repeats and white space are kept. */
export interface CaseRequest {
  readonly method: string;
  /** The request target; may hold a token. `{origin}` stands for the target's own origin. */
  readonly path: FieldValue;
  /** The `Host` field. Default: the target's own host and port. */
  readonly host?: string | undefined;
  /** Name and value of each header field. `Host` and `Connection: close` are added. */
  readonly fields: ReadonlyArray<readonly [name: string, value: FieldValue]>;
  /** A form-encoded body; `Content-Type` and `Content-Length` are added. */
  readonly form?: FieldValue | undefined;
}

/** What happens before the request that is judged. A case with steps has issuers and a server of its own. */
export type Step =
  /** Lets the injected clock go on. */
  | { readonly step: 'advance'; readonly seconds: number }
  | { readonly step: 'rotateKeys'; readonly keepPrevious?: boolean | undefined }
  /** The issuer's server refuses connections, or answers everything with a status. */
  | { readonly step: 'goDown'; readonly how: 'refuse' | number }
  | { readonly step: 'comeBack' }
  /** Replaces one document of the issuer. `{jwksUri}` in the body stands for its real address. */
  | {
      readonly step: 'serve';
      readonly document: 'openid-configuration' | 'oauth-authorization-server' | 'keys';
      readonly status: number;
      readonly body: string;
      readonly fields?: Readonly<Record<string, string>> | undefined;
    }
  /** Ends the server and starts another with these options: another node of the same service. */
  | { readonly step: 'restart'; readonly profile: ProfileName }
  /** An earlier request, of which the status alone is checked. */
  | { readonly step: 'send'; readonly request: CaseRequest; readonly status: number };

/**
 * What a header field must be: the exact value; null where it must be absent; one nonce (RFC 9449
 * section 8.1), either one that the case has not seen before or the one that it saw last; or anything,
 * where the application and its framework decide.
 */
export type FieldExpectation =
  | string
  | null
  | { readonly nonce: 'new' | 'same' }
  | { readonly any: true };

/** The exact answer. */
export interface Expectation {
  readonly status: number;
  /** Why the request is refused; absent where it is accepted, or where the fault is the server's. */
  readonly reason?: AuthErrorReason | undefined;
  /**
   * Header fields, names in lower case. Every field of the answer must be among them, but for those that the server
   * writes by itself; a 500, which is the framework's own answer, may have others.
   */
  readonly fields: Readonly<Record<string, FieldExpectation>>;
  /** The body as exact text, or as JSON whose formatting is the framework's. Absent: not looked at. A member `proof` that is `SENT_PROOF` stands for that of the proof in the request. */
  readonly body?: { readonly text: string } | { readonly json: unknown } | undefined;
  /** How many requests the target made in all, by kind. */
  readonly fetched?:
    | {
        /** For the issuer's key set. Only in cases with steps. */
        readonly keys?: number | undefined;
        /** To any host that is not an accepted issuer's. */
        readonly elsewhere?: number | undefined;
      }
    | undefined;
}

/** One requirement as data. */
export interface ConformanceCase {
  /** Unique: `area/what-is-sent`. */
  readonly id: string;
  /** The section, the advisory or the behaviour of Holdfast that it comes from. */
  readonly source: string;
  /** What must happen, as a sentence. */
  readonly rule: string;
  /** The options that the target is started with. Default `plain`. */
  readonly profile?: ProfileName | undefined;
  readonly steps?: readonly Step[] | undefined;
  readonly request: CaseRequest;
  readonly expected: Expectation;
  /** Requests that are sent at the same time, each on a connection of its own, and their answers. */
  readonly alongside?: ReadonlyArray<Pick<ConformanceCase, 'request' | 'expected'>> | undefined;
}
