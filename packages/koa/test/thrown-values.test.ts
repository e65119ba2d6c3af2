import { describe, expect, test } from 'vitest';
import type { AuthOptions } from '../src/index.ts';
import { auth } from '../src/index.ts';
import { FRAMEWORKS } from './frameworks.ts';
import { ask, bearer, createApi, issuer, recordErrors } from './setting.ts';

// Koa answers nothing at all where a middleware rejects with undefined or null.
const VALUES: readonly unknown[] = [undefined, null, 'no', 0];

const token = await issuer.mint();

const broken = (run: () => Promise<never>): AuthOptions => ({ onError: run });

for (const { name, create } of FRAMEWORKS) {
  describe(`${name}: what is thrown that is no error is answered with 500`, () => {
    test.each(VALUES)('onError: %j', async (thrown) => {
      const app = create();
      const errors = recordErrors(app);
      app.use(
        auth(
          createApi(),
          broken(() => Promise.reject(thrown)),
        ),
      );
      expect((await ask(app)).status).toBe(500);
      expect(errors).toEqual([expect.objectContaining({ cause: thrown })]);
    });

    test.each(VALUES)('a claims schema: %j', async (thrown) => {
      const app = create();
      const errors = recordErrors(app);
      const validate = () => Promise.reject(thrown);
      const claims = { '~standard': { version: 1, vendor: 'test', validate } } as const;
      app.use(auth(createApi({ claims })));
      expect((await ask(app, bearer(token))).status).toBe(500);
      expect(errors).toEqual([expect.objectContaining({ cause: thrown })]);
    });
  });
}
