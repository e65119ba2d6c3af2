const encoder = new TextEncoder();

/** Hashes an access token as `ath` wants it: base64url of SHA-256 (RFC 9449 section 4.2). */
export async function tokenHash(accessToken: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', encoder.encode(accessToken));
  return btoa(String.fromCharCode(...new Uint8Array(digest)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace('=', '');
}
