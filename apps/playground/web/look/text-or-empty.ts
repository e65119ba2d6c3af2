/**
 * Gives a value of foreign JSON if it is a text, else the empty one. `String()` throws for some objects:
 * `{"toString":1}` has no primitive value.
 */
export function textOrEmpty(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
