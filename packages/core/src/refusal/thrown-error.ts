/**
 * For adapters: makes an error of whatever an application's function threw or rejected with. Frameworks take
 * `undefined` for "go on", and some strings too (Express: `next('route')`), where a request must stop.
 *
 * @param thrown what was caught
 * @returns the same where it is an object; else an `Error` with it as `cause`
 */
export function thrownError(thrown: unknown): object {
  if (typeof thrown === 'object' && thrown !== null) return thrown;
  return new Error('Something was thrown that is no error.', { cause: thrown });
}
