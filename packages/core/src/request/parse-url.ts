/**
 * Parses an absolute URL. Not `URL.canParse`, which in Node 20 says no to some good URLs that are
 * not ASCII, once it has been called often enough to be optimized.
 */
export function parseUrl(value: string): URL | undefined {
  try {
    return new URL(value);
  } catch {
    return undefined;
  }
}
