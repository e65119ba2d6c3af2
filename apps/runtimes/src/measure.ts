import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { SuiteReport } from './report.ts';
import type { Adapter, Runtime } from './runtimes.ts';

const SUITE = fileURLToPath(new URL('run-suite.js', import.meta.url));

/**
 * Runs the suite for one adapter in a runtime.
 *
 * @param runtime what to run it in
 * @param binary the runtime's binary
 * @returns the report; a run that gave none counts as one failure
 */
export async function measure(
  runtime: Runtime,
  binary: string,
  adapter: Adapter,
): Promise<SuiteReport> {
  const { id } = runtime;
  const [command, ...args] =
    id === 'workerd'
      ? [process.execPath, SUITE, id, adapter, binary]
      : [binary, ...runtime.arguments, SUITE, id, adapter];
  // Express writes errors that it answers with 500 to the log, save for tests.
  const env = { ...process.env, NODE_ENV: 'test' };
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let log = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    log += chunk;
  });
  const [code] = await once(child, 'close');
  try {
    return JSON.parse(output.trimEnd().split('\n').at(-1) ?? '');
  } catch {
    const error = `ended with ${code}:\n${output}${log}`;
    return { passed: 0, expected: [], more: 0, failures: [{ name: 'the run', error }] };
  }
}
