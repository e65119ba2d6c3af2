import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/**
 * Waits for the one message of a forked process, and for its end.
 *
 * @throws {Error} when it ends without one
 */
export async function onlyAnswer(child: ChildProcess): Promise<unknown> {
  let answer: unknown;
  child.once('message', (message) => {
    answer = message;
  });
  // While it measures it does not notice that its parent has ended.
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  await once(child, 'exit');
  process.off('exit', kill);
  if (answer === undefined) throw new Error('A measuring process ended without an answer.');
  return answer;
}
