import type { MintOptions } from './mint.ts';
import { readProofKey } from './token-proof.ts';

const LIFETIME = 3600;
/** RFC 8707 section 2 lets `resource` repeat; RFC 8693 section 2.1 does the same for `audience`. */
const REPEATABLE: ReadonlySet<string> = new Set(['resource', 'audience']);

/**
 * Answers a token request of the client credentials grant (RFC 6749 section 4.4). Any client with a
 * secret is let in, and neither scopes nor audiences are checked against anything. With a DPoP proof
 * the token is bound to its key (RFC 9449 section 5).
 */
export async function answerTokenRequest(
  request: Request,
  mint: (options: MintOptions) => Promise<string>,
): Promise<Response> {
  const mediaType = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/x-www-form-urlencoded') {
    return refuse('invalid_request', 'The body must be application/x-www-form-urlencoded.');
  }
  const form = new URLSearchParams(await request.text());
  for (const name of new Set(form.keys())) {
    if (!REPEATABLE.has(name) && form.getAll(name).length > 1) {
      return refuse('invalid_request', 'A parameter came more than once.');
    }
  }
  const authorization = request.headers.get('authorization');
  if (authorization !== null && form.has('client_secret')) {
    return refuse('invalid_request', 'The client authenticated in two ways.');
  }
  const clientId = authorization === null ? clientFromForm(form) : clientFromBasic(authorization);
  if (clientId === undefined) {
    return refuse('invalid_client', 'A client id and a secret are needed.');
  }
  const grant = form.get('grant_type');
  if (grant === null) return refuse('invalid_request', 'grant_type is missing.');
  if (grant !== 'client_credentials') {
    return refuse('unsupported_grant_type', 'Only client_credentials is served.');
  }
  const proof = request.headers.get('dpop');
  const dpopKey = proof === null ? undefined : await readProofKey(proof, request);
  if (dpopKey === null) {
    return refuse('invalid_dpop_proof', 'The DPoP proof is malformed, or not for this request.');
  }
  const audiences = [...form.getAll('audience'), ...form.getAll('resource')];
  const scope = form.get('scope') ?? undefined;
  const token = await mint({
    audience: audiences.length > 1 ? audiences : audiences[0],
    clientId,
    // RFC 9068 section 2.2: without a resource owner, the subject is the client.
    subject: clientId,
    scope,
    expiresIn: LIFETIME,
    dpopKey,
  });
  const tokenType = dpopKey === undefined ? 'Bearer' : 'DPoP';
  return answer(200, { access_token: token, token_type: tokenType, expires_in: LIFETIME, scope });
}

function clientFromForm(form: URLSearchParams): string | undefined {
  const id = form.get('client_id');
  return id && form.get('client_secret') ? id : undefined;
}

/** RFC 6749 section 2.3.1: both halves are form-encoded before they become Basic credentials. */
function clientFromBasic(authorization: string): string | undefined {
  const encoded = /^basic +([a-z0-9+/]+=*)$/i.exec(authorization)?.[1];
  if (encoded === undefined) return undefined;
  try {
    const [id, secret] = atob(encoded)
      .split(':')
      .map((half) => decodeURIComponent(half.replaceAll('+', ' ')));
    return id && secret ? id : undefined;
  } catch {
    return undefined;
  }
}

/** RFC 6749 section 5.2, RFC 9449 section 5. */
function refuse(error: string, description: string): Response {
  const unauthenticated = error === 'invalid_client';
  return answer(
    unauthenticated ? 401 : 400,
    { error, error_description: description },
    unauthenticated ? { 'www-authenticate': 'Basic realm="test issuer"' } : {},
  );
}

function answer(status: number, body: object, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', ...headers } });
}
