const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

const words = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

/**
 * Says how far a moment is away: "3 minutes ago", "in 10 seconds".
 *
 * @param time seconds since the epoch
 * @param now seconds since the epoch
 */
export function timeInWords(time: number, now: number): string {
  const distance = Math.round(time - now);
  const [unit, length] = UNITS.find(([, seconds]) => Math.abs(distance) >= seconds) ?? UNITS[3];
  return words.format(Math.trunc(distance / length), unit);
}
