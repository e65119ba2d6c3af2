import { runConformance, serveOnNode } from '@holdfast/auth-conformance';
import { afterAll, describe, test } from 'vitest';
import { APPS } from './conformance-app.ts';
import { FAILURES } from './conformance-failures.ts';

for (const name of ['standalone', 'Express', 'Fetch'] as const) {
  describe(`tRPC's ${name} adapter`, () => {
    runConformance({
      test,
      after: afterAll,
      start: (options) => serveOnNode(APPS[name](options)),
      expectFailures: FAILURES[name],
    });
  });
}
