import type { Readable } from 'node:stream';

/** How many bytes a body may have: of a request to an API, and of an answer that is relayed. */
export const MOST_OF_BODY: number = 64 * 1024;

/**
 * Reads a body that may be too long.
 *
 * @returns undefined where it has more than `MOST_OF_BODY`. The stream stays open: with that of a request its
 * connection would end, and nobody would see the answer
 */
export async function readBody(stream: Readable): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_OF_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
