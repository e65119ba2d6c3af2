// Runs the suite in the runtime that runs this file, so it uses no test runner: the runtimes have
// none in common. workerd runs no scripts: its suite runs on Node and speaks to workers. The last
// line of the output is the report as JSON.
import process from 'node:process';
import { runConformance } from '@holdfast/auth-conformance';
import { expectedFailures } from './expected-failures.ts';
import type { SuiteReport } from './report.ts';
import type { Adapter } from './runtimes.ts';

const TARGETS = {
  express: () => import('./targets/express.ts'),
  koa: () => import('./targets/koa.ts'),
  hono: () => import('./targets/hono.ts'),
  trpc: () => import('./targets/trpc.ts'),
  'trpc-fetch': () => import('./targets/trpc-fetch.ts'),
} as const;

interface Test {
  readonly name: string;
  readonly run: () => Promise<void>;
}

const [runtime = '', adapter = '', workerd] = process.argv.slice(2);
const cases: Test[] = [];
const more: Test[] = [];
const endings: Array<() => Promise<void>> = [];
const suite = {
  test: (name: string, run: Test['run']) => cases.push({ name, run }),
  after: (run: Test['run']) => endings.push(run),
  expectFailures: expectedFailures(runtime, adapter as Adapter),
};
if (workerd === undefined) {
  const { start } = await TARGETS[adapter as Adapter]();
  runConformance({ ...suite, start });
} else {
  const { openWorkerd } = await import('./workerd/start.ts');
  const { runTogether } = await import('./workerd/together.ts');
  const { start, close } = await openWorkerd(workerd, adapter);
  runConformance({ ...suite, start });
  runTogether({ test: (name, run) => more.push({ name, run }), start });
  suite.after(close);
}

const failures: Array<SuiteReport['failures'][number]> = [];
async function passes({ name, run }: Test): Promise<boolean> {
  try {
    await run();
    return true;
  } catch (error) {
    failures.push({ name, error: error instanceof Error ? error.message : String(error) });
    return false;
  }
}

let passed = 0;
const expected = new Map<string, number>();
for (const each of cases) {
  if (!(await passes(each))) continue;
  const [, reason] = each.name.split(', expected to fail: ');
  if (reason === undefined) passed += 1;
  else expected.set(reason, (expected.get(reason) ?? 0) + 1);
}
let morePassed = 0;
for (const each of more) if (await passes(each)) morePassed += 1;
for (const end of endings) await end();

const report: SuiteReport = {
  passed,
  expected: [...expected].map(([reason, count]) => ({ reason, count })),
  more: morePassed,
  failures,
};
console.log(JSON.stringify(report));
// Whatever else a runtime waits for has nothing to add.
process.exit(0);
