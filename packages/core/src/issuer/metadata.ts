import { isLinkLocal } from '../request/link-local.ts';
import { parseUrl } from '../request/parse-url.ts';
import type { Outgoing } from './fetch-json.ts';
import { fetchJson } from './fetch-json.ts';
import { IssuerFailure } from './issuer-failure.ts';

/** An authorization server's metadata (RFC 8414 section 2): its issuer is checked, its members are when they are used. */
export interface ServerMetadata {
  /** Where it was found. */
  readonly url: string;
  readonly members: Readonly<Record<string, unknown>>;
}

/**
 * Finds an issuer's metadata: OpenID Connect Discovery first, then RFC 8414.
 *
 * @throws {IssuerFailure} when there is none, or none that can be used
 */
export async function discover(outgoing: Outgoing, issuer: string): Promise<ServerMetadata> {
  let failure: IssuerFailure | undefined;
  for (const url of wellKnownUrls(issuer)) {
    const answer = await fetchJson(outgoing, 'metadata', url).catch(
      (error: IssuerFailure) => error,
    );
    if (!(answer instanceof IssuerFailure)) return readMetadata(answer, url, issuer);
    // A document that cannot be read tells an operator more than one that is not there.
    if (failure?.reason !== 'metadata_invalid') failure = answer;
    // Silence does not say that the document is elsewhere, and a second wait would double the delay.
    if (answer.isSilence) break;
  }
  throw failure;
}

// OpenID Connect Discovery 1.0 section 4 appends to the path, RFC 8414 section 3.1 inserts before it.
function wellKnownUrls(issuer: string): readonly string[] {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  return [
    `${origin}${path}/.well-known/openid-configuration`,
    `${origin}/.well-known/oauth-authorization-server${path}`,
  ];
}

function readMetadata(document: unknown, url: string, issuer: string): ServerMetadata {
  const members = Object(document) as Readonly<Record<string, unknown>>;
  // RFC 8414 section 3.3: identical, or the document must not be used.
  if (members['issuer'] !== issuer) throw mismatch(url, issuer, members['issuer']);
  return { url, members };
}

/**
 * Takes an endpoint out of the metadata: an https URL.
 *
 * @throws {IssuerFailure} `metadata_invalid` when it is not there, or is none
 */
export function endpointOf(
  { url, members }: ServerMetadata,
  member: 'jwks_uri' | 'token_endpoint',
  insecureRequests: boolean,
): string {
  const value = members[member];
  const secure = insecureRequests ? /^https?:$/ : /^https:$/;
  const target = typeof value === 'string' ? parseUrl(value) : undefined;
  const isTarget =
    target !== undefined &&
    secure.test(target.protocol) &&
    target.username === '' &&
    target.password === '' &&
    !isLinkLocal(target.hostname);
  if (isTarget) return target.href;
  throw new IssuerFailure('metadata_invalid', { url, member, received: described(value) });
}

function mismatch(url: string, expected: string, received: unknown): IssuerFailure {
  const isNear =
    received === `${expected}/` || (typeof received === 'string' && `${received}/` === expected);
  return new IssuerFailure('metadata_issuer_mismatch', {
    url,
    expected,
    received: described(received),
    ...(isNear && {
      hint: 'The two differ in the trailing slash alone: configure the issuer as the server names it.',
    }),
  });
}

// A server's document can hold anything; a log's line should not.
function described(value: unknown): string {
  if (typeof value !== 'string') return typeof value;
  return value.replace(/\/\/[^/]*@/, '//***@').slice(0, 512);
}
