// "Authorization: DPoP x", "DPoP: x", "Bearer x": the field and the scheme say nothing about x.
const BEFORE = /^(?:(?:authorization|dpop)\s*:\s*)?(?:(?:bearer|dpop)(?:\s+|$))?/i;
const WHOLE = /^[\w-]+\.[\w-]+\.[\w-]*$/;

/**
 * Takes the tokens and proofs out of what was pasted: of header fields, of schemes, and of lines that
 * a mail or a terminal broke.
 */
export function textsOf(pasted: string): readonly string[] {
  const texts: string[] = [];
  for (const line of pasted.split(/[\r\n,]+/).map((piece) => piece.trim())) {
    const rest = line.replace(BEFORE, '');
    const text = rest.replaceAll(/\s/g, '');
    const begins = rest !== line || WHOLE.test(rest);
    const last = begins ? undefined : texts.pop();
    texts.push((last ?? '') + text);
  }
  return texts.filter((text) => text !== '');
}
