import type { ApiRequest } from '../send/send.ts';

/**
 * Writes a request for a shell. The token is the variable `TOKEN`: it is not for command lines that
 * are kept in a history.
 *
 * @param request without token and proof
 * @param scheme how the token is sent; without it, none is
 */
export function curlCommand(request: ApiRequest, scheme?: 'bearer' | 'dpop'): string {
  const { method, url, headers, body } = request;
  const parts = [`curl -sSi ${quoted(url)}`];
  if (scheme === 'bearer') parts.push('-H "authorization: Bearer $TOKEN"');
  if (scheme === 'dpop') {
    const proof = `node apps/playground/dist/prove.js ${method} ${quoted(url)} --token "$TOKEN"`;
    parts.push('-H "authorization: DPoP $TOKEN"', `-H "dpop: $(${proof})"`);
  }
  parts.push(...headers.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`));
  if (body !== undefined) parts.push(`--data-raw ${quoted(body)}`);
  return parts.join(' \\\n  ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
