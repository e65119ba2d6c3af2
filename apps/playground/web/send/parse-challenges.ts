/** One challenge of a `WWW-Authenticate` field. */
export interface Challenge {
  readonly scheme: string;
  /** In the order of the field; quotes and escapes are taken off. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  /** What stands in the place of parameters, as of schemes like Negotiate. */
  readonly token68?: string | undefined;
}

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const END = '(?=[ \\t]*(?:,|$))';

const SEPARATORS = /^[\s,]+/;
const PARAMETER = new RegExp(
  `^(${TOKEN})[ \\t]*=[ \\t]*(?:"((?:[^"\\\\]|\\\\.)*)"|(${TOKEN}))${END}`,
  's',
);
const SCHEME = new RegExp(`^(${TOKEN})(?:[ \\t]+|${END})`);
const TOKEN68 = new RegExp(`^[A-Za-z0-9._~+/-]+=*${END}`);
const GARBAGE = /^[^,]+/;

/**
 * Takes a `WWW-Authenticate` field apart (RFC 9110 section 11.6.1): a comma stands between challenges
 * and between the parameters of one. What fits nowhere is left out.
 */
export function parseChallenges(field: string): readonly Challenge[] {
  const challenges: { scheme: string; parameters: [string, string][]; token68?: string }[] = [];
  let rest = field;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const match = pattern.exec(rest);
    rest = rest.slice(match?.[0].length ?? 0);
    return match;
  };

  while (rest !== '') {
    if (take(SEPARATORS)) continue;
    const parameter = take(PARAMETER);
    if (parameter) {
      const [, name = '', quoted, plain = ''] = parameter;
      challenges.at(-1)?.parameters.push([name, quoted?.replaceAll(/\\(.)/gs, '$1') ?? plain]);
      continue;
    }
    const scheme = take(SCHEME)?.[1];
    if (scheme === undefined) {
      take(GARBAGE);
      continue;
    }
    const token68 = take(TOKEN68)?.[0];
    challenges.push({ scheme, parameters: [], ...(token68 !== undefined && { token68 }) });
  }
  return challenges;
}
