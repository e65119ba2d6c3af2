/**
 * Says in a word or two how long a token is still good: "9 min", "45 s", "expired".
 *
 * @param seconds until it expires
 */
export function timeLeft(seconds: number): string {
  if (seconds <= 0) return 'expired';
  return seconds < 60 ? `${Math.ceil(seconds)} s` : `${Math.floor(seconds / 60)} min`;
}
