/** Says whether a URL is one over http on the loopback interface, without a user or a password. */
export function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, password } = new URL(url);
  if (username !== '' || password !== '') return false;
  return protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
}

/** Says whether a text is such an origin, written as browsers write it: a URL parser takes `http://127.1` for one too. */
export function isLoopbackOrigin(origin: string): boolean {
  return isLoopback(origin) && new URL(origin).origin === origin;
}
