/**
 * Takes the parameters with these names off the query of an address. Others are left behind: they may be
 * anything, a token too, and must not come into a link that somebody shares.
 */
export function knownParameters(
  query: URLSearchParams,
  names: readonly string[],
): Readonly<Record<string, string>> {
  const known = names.flatMap((name) => {
    const value = query.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return Object.fromEntries(known);
}

/** Writes the link to an address, with the parameters of these names alone. */
export function sharedLink(address: URL, names: readonly string[]): string {
  const query = new URLSearchParams(knownParameters(address.searchParams, names)).toString();
  return address.origin + address.pathname + (query === '' ? '' : `?${query}`);
}
