import { parseUrl } from '../request/parse-url.ts';
import type { Outgoing } from './fetch-json.ts';
import { fetchJson } from './fetch-json.ts';
import { failureOf, IssuerFailure } from './issuer-failure.ts';

/** What is used of an authorization server's metadata (RFC 8414 section 2). */
export interface ServerMetadata {
  readonly jwksUri: string;
}

/**
 * Finds an issuer's metadata: OpenID Connect Discovery first, then RFC 8414.
 *
 * @throws {IssuerFailure} when there is none, or none that can be used
 */
export async function discover(
  outgoing: Outgoing,
  issuer: string,
  insecureRequests: boolean,
): Promise<ServerMetadata> {
  let failure: IssuerFailure | undefined;
  for (const url of wellKnownUrls(issuer)) {
    const answer = await fetchJson(outgoing, url);
    if (answer.outcome === 'ok')
      return readMetadata(answer.value, { url, issuer, insecureRequests });
    // A document that cannot be read tells an operator more than one that is not there.
    if (failure?.reason !== 'metadata_invalid') failure = failureOf('metadata', url, answer);
    // Silence does not say that the document is elsewhere, and a second wait would double the delay.
    if (answer.outcome === 'unreachable') break;
  }
  throw failure ?? new IssuerFailure('metadata_unavailable', { issuer });
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

function readMetadata(
  document: unknown,
  { url, issuer, insecureRequests }: { url: string; issuer: string; insecureRequests: boolean },
): ServerMetadata {
  const { issuer: named, jwks_uri: jwksUri } = Object(document) as Record<string, unknown>;
  // RFC 8414 section 3.3: identical, or the document must not be used.
  if (named !== issuer) throw mismatch(url, issuer, named);
  const secure = insecureRequests ? /^https?:$/ : /^https:$/;
  const target = typeof jwksUri === 'string' ? parseUrl(jwksUri) : undefined;
  const isTarget =
    target !== undefined &&
    secure.test(target.protocol) &&
    target.username === '' &&
    target.password === '' &&
    !isLinkLocal(target.hostname);
  if (!isTarget) {
    throw new IssuerFailure('metadata_invalid', {
      url,
      member: 'jwks_uri',
      received: described(jwksUri),
    });
  }
  return { jwksUri: target.href };
}

function mismatch(url: string, expected: string, received: unknown): IssuerFailure {
  const hint =
    received === `${expected}/` || (typeof received === 'string' && `${received}/` === expected)
      ? {
          hint: 'The two differ in the trailing slash alone: configure the issuer as the server names it.',
        }
      : {};
  return new IssuerFailure('metadata_issuer_mismatch', {
    url,
    expected,
    received: described(received),
    ...hint,
  });
}

// A server's document can hold anything; a log's line should not.
function described(value: unknown): string {
  if (typeof value !== 'string') return typeof value;
  return value.replace(/\/\/[^/]*@/, '//***@').slice(0, 512);
}

// Cloud providers serve credentials of the machine there; no key set lives at such an address.
function isLinkLocal(hostname: string): boolean {
  return hostname.startsWith('169.254.') || /^\[(fe[89ab]|::ffff:a9fe:)/.test(hostname);
}
