import type { DeclaredFailure } from '@holdfast/auth-conformance';

/** What does not reach an app behind @hono/node-server as it was sent. */
export const NODE_SERVER_FAILURES: readonly DeclaredFailure[] = [
  {
    cases: ['targetform/absolute-other-host', 'targetform/absolute-other-scheme'],
    reason:
      'the origin of an absolute-form target becomes that of c.req.url, and not the Host field (RFC 9112 §3.2.2)',
  },
  {
    cases:
      /^(origin|publicurl|metadatachallenge)\/(host-with-(path|query|fragment)|(forged|host)-userinfo)$/,
    reason: 'a Host field that is no host is answered with 400 before the app',
  },
];
