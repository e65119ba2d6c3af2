const LONG = /\S{72,}/g;

/** Takes the middle out of tokens and the like: what is longer than a line, and has no spaces. */
export function shortened(value: string): string {
  return value.replaceAll(LONG, (run) => `${run.slice(0, 28)}…${run.slice(-12)}`);
}
