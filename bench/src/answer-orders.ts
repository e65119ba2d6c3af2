import { inspect } from 'node:util';

/** What a process answers to an order that it could not obey. */
export interface Failure {
  readonly error: string;
}

/** Lets a forked process obey its parent: one answer to each order, until the parent ends. */
export function answerOrders<TOrder>(obey: (order: TOrder) => Promise<object>): void {
  process.on('message', (order: TOrder) => {
    obey(order)
      .catch((cause: unknown): Failure => {
        return { error: inspect(cause) };
      })
      .then((answer) => process.send?.(answer))
      .catch(() => process.exit(1));
  });
  // The parent ended, however that came about. By exit, so that a profile is written.
  process.on('disconnect', () => process.exit());
}
