/**
 * Prints a DPoP proof, for curl. Usage: `node prove.js METHOD URL [--token TOKEN] [--nonce NONCE]`.
 */
import { makeProof } from './terminal/make-proof.ts';
import { proofKeyFile } from './terminal/proof-key.ts';

try {
  console.log(await makeProof(process.argv.slice(2), proofKeyFile()));
} catch (error) {
  console.error('No proof made:', error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
