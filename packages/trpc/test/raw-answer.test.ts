// The suite sees tRPC's answers without their envelope; this is one as it is sent.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { trpcAuth } from '../src/index.ts';
import type { Served } from './adapters.ts';
import { ADAPTER_NAMES, serve } from './adapters.ts';
import { createApi, t } from './setting.ts';

const { createContext, authenticated } = trpcAuth(createApi());
const router = t.router({ caller: t.procedure.use(authenticated).query(() => 'passed') });

// When it was sent, through which connection, and how its bytes are framed.
const OF_THE_SERVER = ['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding'];

describe.each(ADAPTER_NAMES)('a 401 as it is sent through the %s adapter', (name) => {
  let served: Served;
  beforeAll(async () => {
    served = await serve(name, { router, createContext });
  });
  afterAll(() => served.close());

  test('has these header fields and this body, and nothing else', async () => {
    const answer = await fetch(`${served.url}/caller`, { headers: { origin: 'https://app.test' } });
    expect(answer.status).toBe(401);
    const fields = [...answer.headers].filter(([field]) => !OF_THE_SERVER.includes(field));
    expect(Object.fromEntries(fields)).toEqual({
      ...(name === 'Express' && { 'x-powered-by': 'Express' }),
      'access-control-expose-headers': 'WWW-Authenticate, DPoP-Nonce',
      'cache-control': 'no-store',
      'content-type': 'application/json',
      vary: 'trpc-accept, accept',
      'www-authenticate': 'Bearer realm="api", DPoP algs="ES256"',
    });
    expect(await answer.text()).toBe(
      '{"error":{"message":"This request needs an access token.","code":-32001,' +
        '"data":{"code":"UNAUTHORIZED","httpStatus":401,"path":"caller"}}}',
    );
  });
});
