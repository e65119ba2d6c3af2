import assert from 'node:assert/strict';

// Not a literal, so that the compiler leaves the question to Node.
const names: readonly string[] = ['@holdfast/auth-core', '@holdfast/auth-express'];
for (const name of names) {
  await assert.rejects(import(`${name}/dist/index.js`), { code: 'ERR_PACKAGE_PATH_NOT_EXPORTED' });
}
