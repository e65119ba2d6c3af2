import type { DpopClient, DpopClientOptions } from './dpop-client.ts';
import { createDpopFetch } from './dpop-fetch.ts';
import { composeProof } from './dpop-proof.ts';
import { signCompact } from './sign.ts';
import { generateKey } from './signing-key.ts';

/**
 * Creates a client for tests of APIs that take DPoP (RFC 9449): a key of its own, proofs, good ones
 * and wrong ones, and a `fetch` that sends them.
 *
 * @param options which algorithm, which network, which clock
 * @throws {TypeError} (as a rejection) when `algorithm` is unknown
 * @example
 * const client = await createDpopClient({ fetch: app.fetch });
 * const token = await issuer.mint({ dpopKey: client });
 * const response = await client.fetch('https://api.test/orders', {
 *   headers: { authorization: `DPoP ${token}` },
 * });
 * @see https://www.rfc-editor.org/rfc/rfc9449
 */
export async function createDpopClient(options: DpopClientOptions = {}): Promise<DpopClient> {
  const { algorithm = 'ES256' } = options;
  const now = options.now ?? (() => Date.now() / 1000);
  const send = options.fetch ?? ((...args) => globalThis.fetch(...args));
  const { privateKey, publicJwk, thumbprint } = await generateKey(algorithm);

  const proof: DpopClient['proof'] = async (wanted) => {
    const parts = await composeProof(wanted, { algorithm, publicJwk, now: now() });
    return signCompact({ ...parts, key: wanted.key }, privateKey);
  };

  return {
    algorithm,
    jkt: thumbprint,
    get publicJwk() {
      return { ...publicJwk };
    },
    privateKey,
    proof,
    fetch: createDpopFetch(proof, send),
  };
}
