import type { RequestListener } from 'node:http';

/**
 * Puts before a server that it answers requests alone that name it as their host. It is on the loopback
 * interface, but a browser goes there for any site whose name resolves to it (DNS rebinding), and the site may read the answers.
 *
 * @param origin the server's own
 * @param listener what answers the others
 */
export function onlyThisHost(origin: string, listener: RequestListener): RequestListener {
  const hosts = [origin, origin.replace('127.0.0.1', 'localhost')].map((url) => new URL(url).host);
  return (request, response) => {
    if (hosts.includes(request.headers.host ?? '')) return listener(request, response);
    response.writeHead(421, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({ error: 'This server is asked for by another name than its own.' }),
    );
  };
}
