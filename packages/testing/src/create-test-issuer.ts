import { thumbprintOf } from './dpop-key.ts';
import { composeMetadata, metadataPaths } from './metadata.ts';
import { composeToken } from './mint.ts';
import { signCompact } from './sign.ts';
import { generateSigningKey } from './signing-key.ts';
import type { TestRequest } from './simulated-fetch.ts';
import { createSimulatedFetch, networkError } from './simulated-fetch.ts';
import type { Outage, TestIssuer, TestIssuerOptions, TestResponder } from './test-issuer.ts';
import { answerTokenRequest } from './token-endpoint.ts';

/**
 * Creates an authorization server for tests, in process: it opens no port and patches nothing.
 *
 * @param options which issuer, which algorithm, which clock
 * @throws {TypeError} (as a rejection) when `issuer` is no http or https URL, has a query or a
 *   fragment, or when `algorithm` is unknown
 * @example
 * const issuer = await createTestIssuer();
 * const api = new ApiClient({ issuer: issuer.issuer, audience: 'https://api.test', fetch: issuer.fetch });
 * const token = await issuer.mint({ scope: 'read:orders' });
 */
export async function createTestIssuer(options: TestIssuerOptions = {}): Promise<TestIssuer> {
  const { issuer = 'https://issuer.test/', algorithm = 'RS256' } = options;
  const now = options.now ?? (() => Date.now() / 1000);
  if (!isIssuerIdentifier(issuer)) {
    throw new TypeError('issuer must be an http or https URL without query and fragment');
  }

  const metadata = composeMetadata(issuer, algorithm);
  const jwksPath = pathOf(metadata.jwks_uri);
  const tokenPath = pathOf(metadata.token_endpoint);
  const requests: TestRequest[] = [];
  const replacements = new Map<string, TestResponder>();
  let current = await generateSigningKey(algorithm);
  let published = [current.publicJwk];
  let outage: Outage | null = null;

  function pathOf(path: string): string {
    return new URL(path, issuer).pathname;
  }

  const mint: TestIssuer['mint'] = async (wanted = {}) => {
    // Read before the wait: a token is of the key and the moment at which it was asked for.
    const { kid, privateKey } = current;
    const context = { issuer, algorithm, kid, now: now() };
    const { dpopKey } = wanted;
    const jkt = dpopKey === undefined ? undefined : await thumbprintOf(dpopKey);
    const parts = composeToken(wanted, { ...context, jkt });
    return signCompact({ ...parts, key: wanted.key }, privateKey);
  };

  async function answer(request: Request): Promise<Response> {
    if (outage === 'refuse') throw networkError('ECONNREFUSED', 'the test issuer is down');
    if (outage === 'hang') return new Promise(() => {});
    if (outage !== null) return new Response(null, { status: outage });
    const path = pathOf(request.url);
    const replacement = replacements.get(path);
    if (replacement !== undefined) return replacement(request);
    if (request.method === 'POST' && path === tokenPath) return answerTokenRequest(request, mint);
    if (request.method === 'GET' && path === jwksPath) return Response.json({ keys: published });
    if (request.method === 'GET' && metadataPaths(issuer).includes(path)) {
      return Response.json(metadata);
    }
    return new Response(null, { status: 404 });
  }

  return {
    issuer,
    algorithm,
    jwksUri: metadata.jwks_uri,
    requests,
    mint,
    fetch: createSimulatedFetch({ origin: new URL(issuer).origin, requests, answer }),
    get metadata() {
      return structuredClone(metadata);
    },
    get jwks() {
      return { keys: structuredClone(published) };
    },
    get kid() {
      return current.kid;
    },
    sign: (input) => signCompact(input, current.privateKey),
    rotateKeys: async ({ keepPrevious = false } = {}) => {
      const next = await generateSigningKey(algorithm);
      published = keepPrevious ? [next.publicJwk, ...published] : [next.publicJwk];
      current = next;
    },
    goDown: (how = 'refuse') => {
      // Found out inside of fetch, a wrong number would look like one more network failure.
      if (typeof how === 'number' && !(Number.isInteger(how) && how >= 200 && how <= 599)) {
        throw new TypeError('goDown takes "refuse", "hang" or a status from 200 to 599');
      }
      outage = how;
    },
    comeBack: () => {
      outage = null;
    },
    respond: (path, responder) => {
      if (responder === null) replacements.delete(pathOf(path));
      else replacements.set(pathOf(path), responder);
    },
  };
}

function isIssuerIdentifier(issuer: string): boolean {
  return /^https?:\/\//.test(issuer) && URL.canParse(issuer) && !/[?#]/.test(issuer);
}
