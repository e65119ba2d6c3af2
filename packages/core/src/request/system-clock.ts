/** The clock where no other is given: seconds since the epoch. */
export function systemClock(): number {
  return Date.now() / 1000;
}
