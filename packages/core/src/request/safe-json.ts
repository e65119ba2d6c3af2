/** How deep JSON may be nested: far more than any token needs, far less than the stack. */
const MAX_DEPTH = 64;

/**
 * Tells whether a parsed JSON value can be walked and copied by anybody: nested at most 64 levels
 * deep, and no member named `__proto__`, which code that merges objects takes for the prototype.
 */
export function isSafeJson(value: unknown, depth: number = MAX_DEPTH): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0) return false;
  if (Array.isArray(value)) return value.every((item) => isSafeJson(item, depth - 1));
  for (const name of Object.keys(value)) {
    if (name === '__proto__') return false;
    if (!isSafeJson((value as Record<string, unknown>)[name], depth - 1)) return false;
  }
  return true;
}

/** Copies a JSON value that `isSafeJson` has passed, so that what one caller does to it nobody else sees. */
export function copyJson<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyJson) as T;
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    copy[name] = copyJson((value as Record<string, unknown>)[name]);
  }
  return copy as T;
}
