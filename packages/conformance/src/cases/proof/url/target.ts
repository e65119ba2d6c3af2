import type { AuthErrorReason } from '@holdfast/auth-core';
import type { ConformanceCase } from '../../../case.ts';
import { dpop, getFrom, proof, proven, refused } from '../../../expect.ts';
import { requestCases } from '../../rows.ts';

/** A request target as it is written to the socket, the `htu` of its proof, and what comes of it. */
type TargetRow = readonly [
  id: string,
  rule: string,
  target: string,
  htu: string,
  reason: AuthErrorReason | null,
];

const DOTS: readonly TargetRow[] = [
  ['dots', 'dots in the target go', '/a/b/../c', '{origin}/a/c', null],
  ['dots-same', 'dots on both sides', '/a/b/../c', '{origin}/a/b/../c', null],
  ['dots-other', 'different dots to the same place', '/a/./c', '{origin}/x/../a/c', null],
  ['dots-kept', 'the dots lead elsewhere', '/a/b/../c', '{origin}/a/b/c', 'htu_mismatch'],
  ['dots-encoded', 'encoded dots in the target go', '/a/%2e%2e/c', '{origin}/c', null],
  ['dots-half-encoded', 'half encoded dots go', '/a/.%2E/c', '{origin}/c', null],
  ['dots-above', 'above the root is the root', '/../../a', '{origin}/a', null],
  ['dots-at-the-end', 'dots at the end leave a slash', '/a/b/..', '{origin}/a/', null],
  ['dot-at-the-end', 'a dot at the end leaves a slash', '/a/.', '{origin}/a/', null],
  ['three-dots', 'three dots are a name', '/a/.../c', '{origin}/c', 'htu_mismatch'],
];

const ENCODING: readonly TargetRow[] = [
  ['tilde', '%7E is ~', '/%7Euser', '{origin}/~user', null],
  ['tilde-lower-case', '%7e is ~', '/%7euser', '{origin}/~user', null],
  ['tilde-in-htu', '~ is %7E', '/~user', '{origin}/%7Euser', null],
  ['hyphen', '%2D is -, %2E is ., %5F is _', '/a%2Db%2Ec%5Fd', '{origin}/a-b.c_d', null],
  ['case-of-digits', '%c3 is %C3', '/caf%c3%a9', '{origin}/caf%C3%A9', null],
  ['letters', 'an encoded letter in the target', '/%61', '{origin}/a', null],
  ['slash', '%2F is no slash', '/a%2Fb', '{origin}/a/b', 'htu_mismatch'],
  ['slash-same', '%2f is %2F', '/a%2fb', '{origin}/a%2Fb', null],
  ['twice', '%257E is not %7E', '/%257E', '{origin}/%7E', 'htu_mismatch'],
  ['plus', '+ is no blank', '/a+b', '{origin}/a%20b', 'htu_mismatch'],
  ['reserved', '%3A is not :', '/a%3Ab', '{origin}/a:b', 'htu_mismatch'],
  ['question-mark', '%3F begins no query', '/a%3Fb', '{origin}/a', 'htu_mismatch'],
  ['broken', 'a % without digits is kept', '/100%', '{origin}/100%', null],
];

const SLASHES: readonly TargetRow[] = [
  ['inside', 'an empty segment counts', '/a//b', '{origin}/a//b', null],
  ['inside-dropped', 'an empty segment is not dropped', '/a//b', '{origin}/a/b', 'htu_mismatch'],
  ['first', 'a target may begin with two slashes', '//a/b', '{origin}//a/b', null],
  ['first-dropped', 'neither of two slashes is dropped', '//a/b', '{origin}/a/b', 'htu_mismatch'],
  [
    'first-as-host',
    'two slashes name no host',
    '//evil.example/b',
    'http://evil.example/b',
    'htu_mismatch',
  ],
  [
    'first-before-host',
    'what follows two slashes is a path',
    '//evil.example/b',
    '{origin}/b',
    'htu_mismatch',
  ],
  ['three', 'three slashes are three', '///a', '{origin}///a', null],
  ['end', 'a slash at the end counts', '/a/', '{origin}/a', 'htu_mismatch'],
  ['root', 'an empty path is /', '/', '{origin}', null],
  ['semicolon', 'dots with a parameter are a name', '/a/..;/b', '{origin}/b', 'htu_mismatch'],
];

const FORMS: readonly TargetRow[] = [
  ['query', 'the query of the target does not count', '/a?b=c', '{origin}/a', null],
  ['query-empty', 'an empty query does not count', '/a?', '{origin}/a', null],
  ['query-slashes', 'slashes in a query are no path', '/a?/../b', '{origin}/a', null],
  ['query-url', 'a URL in a query is no host', '/a?://evil.example/b', '{origin}/a', null],
  ['query-other', 'queries may differ', '/a?b=c', '{origin}/a?b=d', null],
  ['absolute', 'a target may be absolute', '{origin}/a', '{origin}/a', null],
  ['absolute-no-path', 'an absolute target without a path', '{origin}', '{origin}/', null],
  ['absolute-query', 'an absolute target with a query', '{origin}?a', '{origin}/', null],
  [
    'absolute-other-host',
    'a foreign host in the target does not count',
    'http://evil.example/a',
    'http://evil.example/a',
    'htu_mismatch',
  ],
  [
    'absolute-other-scheme',
    'a foreign scheme in the target does not count',
    'https://evil.example/a',
    'https://evil.example/a',
    'htu_mismatch',
  ],
  ['absolute-dots', 'dots in an absolute target go', '{origin}/a/../b', '{origin}/b', null],
];

/** The request target against `htu`, normalized on both sides (RFC 3986 sections 6.2.2 and 6.2.3). */
export const TARGET_CASES: readonly ConformanceCase[] = [
  ...cases('targetdots', 'RFC 3986 §6.2.2.3', DOTS),
  ...cases('targetencoding', 'RFC 3986 §6.2.2.2', ENCODING),
  ...cases('targetslashes', 'RFC 3986 §6.2.3', SLASHES),
  ...cases('targetform', 'RFC 9112 §3.2', FORMS),
];

function cases(
  area: string,
  source: string,
  rows: readonly TargetRow[],
): readonly ConformanceCase[] {
  return requestCases(
    area,
    rows.map(([id, rule, target, htu, reason]) => [
      id,
      source,
      rule,
      getFrom(target, dpop(), proof({ claims: { htu } })),
      reason === null ? proven() : refused(reason),
    ]),
  );
}
