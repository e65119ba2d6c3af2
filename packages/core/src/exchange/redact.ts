import { encodeBase64url } from '../request/jws/encode-base64url.ts';

// A part of a secret of this many characters is one too: servers quote tokens in part.
const STRETCH = 16;

// What is read of a text, and what is left of it; both bound the work and the log's line.
const MAX_READ = 2000;
const MAX_SHOWN = 1000;

// Of a longer secret the rest is not looked for: what is quoted whole begins before it.
const MAX_SECRET = 16 * 1024;

/**
 * Makes a text that somebody else wrote fit for an error: a server may quote what it was sent, and a
 * `fetch` may put the whole request into its message.
 *
 * @param text the text; of a long one only the beginning is kept
 * @param secrets what must not be in it, as it is or encoded, whole or in part
 * @returns the text in one line, with `***` in place of secrets
 */
export function redact(text: string, secrets: readonly string[]): string {
  const read = text.slice(0, MAX_READ);
  const spellings = new Set(secrets.filter(isTelling).flatMap(spellingsOf));
  const isSecret = new Set<number>();
  for (const spelling of spellings) {
    const length = Math.min(STRETCH, spelling.length);
    for (let start = 0; start + length <= read.length; start++) {
      if (!spelling.includes(read.slice(start, start + length))) continue;
      for (let index = start; index < start + length; index++) isSecret.add(index);
    }
  }
  let clean = '';
  for (let index = 0; index < read.length; index++) {
    if (!isSecret.has(index)) clean += read.charAt(index);
    else if (!isSecret.has(index - 1)) clean += '***';
  }
  // Line ends and the like would let a server forge lines of a log.
  return clean.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, MAX_SHOWN);
}

// What is shorter stands in every sentence.
function isTelling(secret: string): boolean {
  return secret.length >= 4;
}

function spellingsOf(whole: string): readonly string[] {
  const secret = whole.slice(0, MAX_SECRET);
  const fields = new URLSearchParams([['', secret]]);
  const form = fields.toString().slice(1);
  // As the form holds it: a lone surrogate, which this cannot encode, has become U+FFFD there.
  const percent = encodeURIComponent(fields.get('') ?? '');
  const base64 = encodeBase64url(secret);
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    form,
    percent,
    ...[form, percent].map((text) => text.replace(/%../g, (octet) => octet.toLowerCase())),
    base64,
    base64.replaceAll('-', '+').replaceAll('_', '/'),
  ];
}
