/** Encodes a part of a JWT. */
export function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** Writes what has the form of a JWT; nobody signs it. */
export function jwt(header: unknown, claims: unknown, signature = 'c2ln'): string {
  return `${encoded(header)}.${encoded(claims)}.${signature}`;
}

/** Makes an object that has so many others in it, each in the one before. */
export function deep(levels: number): object {
  return levels === 0 ? {} : { inside: deep(levels - 1) };
}
