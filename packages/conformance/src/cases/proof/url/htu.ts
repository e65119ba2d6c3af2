import type { ConformanceCase } from '../../../case.ts';
import type { ProofRow } from '../proof-rows.ts';
import { proofCases } from '../proof-rows.ts';

const htu = (value: string): ProofRow[2] => ({ claims: { htu: value } });
const HOST = '127.0.0.1:{port}';

/** `htu` against a plain request of `/protected` (RFC 9449 section 4.3, check 9). */
export const HTU_CASES: readonly ConformanceCase[] = [
  ...proofCases('proofurl', 'RFC 9449 §4.3 check 9', [
    ['query', 'a query does not count', htu('{origin}/protected?a=b'), null],
    ['fragment', 'a fragment does not count', htu('{origin}/protected#a'), null],
    ['query-and-fragment', 'neither counts', htu('{origin}/protected?a#b?c'), null],
    ['other-path', 'another path', htu('{origin}/optional'), 'htu_mismatch'],
    ['longer-path', 'a path that goes on', htu('{origin}/protected/more'), 'htu_mismatch'],
    ['longer-name', 'a name that goes on', htu('{origin}/protected2'), 'htu_mismatch'],
    ['shorter-path', 'a path that ends early', htu('{origin}/protect'), 'htu_mismatch'],
    ['no-path', 'no path', htu('{origin}'), 'htu_mismatch'],
    ['slash-at-the-end', 'a slash at the end', htu('{origin}/protected/'), 'htu_mismatch'],
    ['path-upper-case', 'paths have a case', htu('{origin}/PROTECTED'), 'htu_mismatch'],
    ['other-host', 'another host', htu('http://api.example.com/protected'), 'htu_mismatch'],
    ['other-scheme', 'https is not http', htu(`https://${HOST}/protected`), 'htu_mismatch'],
    ['other-port', 'another port', htu('http://127.0.0.1:1/protected'), 'htu_mismatch'],
    ['no-port', 'the default port is another', htu('http://127.0.0.1/protected'), 'htu_mismatch'],
    ['longer-port', 'a port that goes on', htu(`http://${HOST}0/protected`), 'htu_mismatch'],
    [
      'longer-host',
      'a host that goes on',
      htu(`http://127.0.0.1.evil.example:{port}/protected`),
      'htu_mismatch',
    ],
    ['relative', 'a path alone is no URL', htu('/protected'), 'htu_mismatch'],
    ['no-scheme', 'a URL without its scheme', htu(`//${HOST}/protected`), 'htu_mismatch'],
    ['host-alone', 'a host and a path are no URL', htu(`${HOST}/protected`), 'htu_mismatch'],
    ['empty', 'an empty text is no URL', htu(''), 'htu_mismatch'],
    ['two', 'two URLs', htu('{origin}/protected {origin}/protected'), 'htu_mismatch'],
    ['websocket', 'another kind of URL', htu(`ws://${HOST}/protected`), 'htu_mismatch'],
    ['javascript', 'a URL without a host', htu('javascript:alert(1)'), 'htu_mismatch'],
    ['userinfo', 'credentials in a URL', htu(`http://user:pw@${HOST}/protected`), 'htu_mismatch'],
    [
      'userinfo-as-host',
      'the host stands behind the @',
      htu(`http://${HOST}@evil.example/protected`),
      'htu_mismatch',
    ],
  ]),
  ...proofCases('proofurl', 'RFC 3986 §6.2.2', [
    ['scheme-upper-case', 'the scheme has no case', htu(`HTTP://${HOST}/protected`), null],
    ['encoded-letter', 'a letter may be encoded', htu('{origin}/%70rotected'), null],
    ['encoded-letters', 'letters may be encoded', htu('{origin}/prot%65ct%65d'), null],
    [
      'encoded-twice',
      'what is encoded twice is something else',
      htu('{origin}/%2570rotected'),
      'htu_mismatch',
    ],
    ['encoded-slash', 'an encoded slash is none', htu('{origin}%2Fprotected'), 'htu_mismatch'],
    [
      'encoded-question-mark',
      'an encoded ? begins no query',
      htu('{origin}/protected%3Fa'),
      'htu_mismatch',
    ],
    ['dot', 'a dot goes', htu('{origin}/./protected'), null],
    ['dots', 'a segment goes with the dots behind it', htu('{origin}/a/b/../../protected'), null],
    ['dots-above', 'above the root is the root', htu('{origin}/../protected'), null],
    ['dots-encoded', 'dots may be encoded', htu('{origin}/a/%2e%2E/protected'), null],
    ['dots-away', 'dots may lead away', htu('{origin}/protected/..'), 'htu_mismatch'],
    ['empty-segment', 'an empty segment counts', htu('{origin}//protected'), 'htu_mismatch'],
  ]),
  ...proofCases('proofurl', 'RFC 3986 §2', [
    ['backslash', 'a backslash is no slash', htu('{origin}\\protected'), 'htu_mismatch'],
    ['line-break', 'a line break is not passed over', htu('{origin}/pro\ntected'), 'htu_mismatch'],
    ['tab', 'a tab is not passed over', htu('{origin}/pro\ttected'), 'htu_mismatch'],
    [
      'blank-before',
      'a blank before is not passed over',
      htu(' {origin}/protected'),
      'htu_mismatch',
    ],
    [
      'blank-behind',
      'a blank behind is not passed over',
      htu('{origin}/protected '),
      'htu_mismatch',
    ],
    [
      'wide-letters',
      'letters beyond ASCII are not folded',
      htu('{origin}/\uff50rotected'),
      'htu_mismatch',
    ],
    ['null', 'a null octet ends nothing', htu('{origin}/protected\u0000'), 'htu_mismatch'],
  ]),
];
