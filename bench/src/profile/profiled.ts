import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';

/** Runs something under V8's profiler, as `node --cpu-prof` does for a whole process, and writes the profile. */
export async function profiled<TResult>(
  file: string,
  run: () => Promise<TResult>,
): Promise<TResult> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 200 });
  await session.post('Profiler.start');
  const result = await run();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  writeFileSync(file, JSON.stringify(profile));
  return result;
}
