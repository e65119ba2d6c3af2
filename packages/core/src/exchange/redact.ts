// What is shorter stands in ordinary words too.
const MIN_LENGTH = 4;

/**
 * Takes secrets out of a text that somebody else wrote: a server may say in its answer what it was sent.
 *
 * @param text the text
 * @param secrets what must not be in it, as it is or encoded for a form
 */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret.length < MIN_LENGTH) continue;
    const form = new URLSearchParams([['', secret]]).toString().slice(1);
    for (const written of [secret, form, encodeURIComponent(secret)]) {
      clean = clean.replaceAll(written, '***');
    }
  }
  return clean;
}
