import assert from 'node:assert/strict';

// Not a literal, so that the compiler leaves the question to Node.
const names: readonly string[] = ['core', 'express', 'hono', 'koa', 'trpc'];
for (const name of names) {
  const path = `@holdfast/auth-${name}/dist/index.js`;
  await assert.rejects(import(path), { code: 'ERR_PACKAGE_PATH_NOT_EXPORTED' });
}
