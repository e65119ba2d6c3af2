import type { AuthErrorReason } from '@holdfast/auth-core';
import type { ProfileName } from './setting/profiles.ts';
import type { TokenRecipe } from './setting/tokens.ts';

/** Text with tokens in it; the parts are joined as they stand. */
export type FieldValue = string | ReadonlyArray<string | TokenRecipe>;

/** One request, written to the socket exactly so: order, case, repeats and white space are kept. */
export interface CaseRequest {
  readonly method: string;
  /** The request target; may hold a token. */
  readonly path: FieldValue;
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
  /** An earlier request, of which the status alone is checked. */
  | { readonly step: 'send'; readonly request: CaseRequest; readonly status: number };

/** The exact answer. */
export interface Expectation {
  readonly status: number;
  /** Why the request is refused; absent where it is accepted, or where the fault is the server's. */
  readonly reason?: AuthErrorReason | undefined;
  /** Header fields, names in lower case: the exact value, or null for a field that must be absent. */
  readonly fields: Readonly<Record<string, string | null>>;
  /** The body as exact text, or as JSON whose formatting is the framework's. Absent: not looked at. */
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
}
