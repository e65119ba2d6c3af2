import { expect, test } from 'vitest';
import { curlCommand } from '../../../web/request/curl-command.ts';

const GET = {
  framework: 'express',
  method: 'GET',
  url: 'http://127.0.0.1:4001/whoami',
  headers: [],
} as const;

test.each([
  { id: 'without a token', request: GET, command: `curl -sSi 'http://127.0.0.1:4001/whoami'` },
  {
    id: 'Bearer',
    request: GET,
    scheme: 'bearer',
    command: `curl -sSi 'http://127.0.0.1:4001/whoami' \\
  -H "authorization: Bearer $TOKEN"`,
  },
  {
    id: 'DPoP',
    request: GET,
    scheme: 'dpop',
    command: `curl -sSi 'http://127.0.0.1:4001/whoami' \\
  -H "authorization: DPoP $TOKEN" \\
  -H "dpop: $(node apps/playground/dist/prove.js GET 'http://127.0.0.1:4001/whoami' --token "$TOKEN")"`,
  },
  {
    id: 'a body, with what a shell would read',
    request: {
      ...GET,
      method: 'POST',
      headers: [['content-type', 'application/json']],
      body: `{"text":"it's $HOME"}`,
    },
    command: `curl -sSi 'http://127.0.0.1:4001/whoami' \\
  -H 'content-type: application/json' \\
  --data-raw '{"text":"it'\\''s $HOME"}'`,
  },
] as const)('curl: $id', ({ command, request, ...row }) => {
  expect(curlCommand(request, 'scheme' in row ? row.scheme : undefined)).toBe(command);
});
