import type { ConformanceCase } from '../../../case.ts';
import type { OriginRow } from './origin-rows.ts';
import { FORWARDED, originCases, overlong } from './origin-rows.ts';

const forged = { host: 'evil.example', fields: FORWARDED };
const PUBLIC = 'https://api.example.com';

const ORIGIN: readonly OriginRow[] = [
  ['good', 'the public URL counts', `${PUBLIC}/protected`, null],
  ['own', 'the socket of the server does not count', '{origin}/protected', 'htu_mismatch'],
  ['upper-case', 'the host has no case', 'https://API.EXAMPLE.COM/protected', null],
  ['default-port', 'port 443 is none', `${PUBLIC}:443/protected`, null],
  ['other-port', 'another port', `${PUBLIC}:8443/protected`, 'htu_mismatch'],
  ['http', 'http is not https', 'http://api.example.com/protected', 'htu_mismatch'],
  ['dot-behind', 'a host with a dot behind it is another', `${PUBLIC}./protected`, 'htu_mismatch'],
  ['subdomain', 'a longer host', `${PUBLIC}.evil.example/protected`, 'htu_mismatch'],
  ['forged', 'a forged host changes nothing', `${PUBLIC}/protected`, null, forged],
  [
    'forged-htu',
    'a proof for the forged host does not pass',
    'https://evil.example/protected',
    'htu_mismatch',
    forged,
  ],
  [
    'forged-http',
    'a proof for the forged host over http',
    'http://evil.example/protected',
    'htu_mismatch',
    forged,
  ],
  [
    'forged-userinfo',
    'a host with credentials in it',
    `${PUBLIC}/protected`,
    null,
    { host: 'user@evil.example' },
  ],
  [
    'absolute',
    'an absolute target gives its path alone',
    `${PUBLIC}/protected`,
    null,
    { path: 'http://evil.example/protected' },
  ],
  [
    'absolute-htu',
    'a proof for the host of the target does not pass',
    'http://evil.example/protected',
    'htu_mismatch',
    { path: 'http://evil.example/protected' },
  ],
  [
    'double-slash',
    'two slashes in front name no host',
    `${PUBLIC}//evil.example/a`,
    null,
    { path: '//evil.example/a' },
  ],
  [
    'double-slash-htu',
    'a proof for the host behind two slashes',
    'https://evil.example/a',
    'htu_mismatch',
    { path: '//evil.example/a' },
  ],
  [
    'at-sign',
    'a path that begins with @ stays a path',
    `${PUBLIC}/@evil.example/a`,
    null,
    { path: '/@evil.example/a' },
  ],
  ['dots', 'dots go as ever', `${PUBLIC}/b`, null, { path: '/a/../b' }],
  ['query', 'the query does not count', `${PUBLIC}/protected`, null, { path: '/protected?a=b' }],
];

const PREFIX: readonly OriginRow[] = [
  ['good', 'the prefix stands before the path', `${PUBLIC}/v2/protected`, null],
  ['without', 'the path without the prefix', `${PUBLIC}/protected`, 'htu_mismatch'],
  ['other', 'another prefix', `${PUBLIC}/v1/protected`, 'htu_mismatch'],
  ['twice', 'the prefix twice', `${PUBLIC}/v2/v2/protected`, 'htu_mismatch'],
  ['root', 'the root below the prefix', `${PUBLIC}/v2/`, null, { path: '/' }],
  [
    'root-without-slash',
    'the prefix alone is another resource',
    `${PUBLIC}/v2`,
    'htu_mismatch',
    { path: '/' },
  ],
  ['forged', 'a forged host changes nothing', `${PUBLIC}/v2/protected`, null, forged],
  [
    'forged-htu',
    'a proof for the forged host does not pass',
    'https://evil.example/v2/protected',
    'htu_mismatch',
    forged,
  ],
  [
    'forged-prefix',
    'a forged prefix changes nothing',
    `${PUBLIC}/v9/protected`,
    'htu_mismatch',
    forged,
  ],
];

/** The origin that clients see, by the option `publicUrl`. */
export const PUBLIC_URL_CASES: readonly ConformanceCase[] = [
  ...originCases('publicurl', 'public-url', [...ORIGIN, ...overlong(PUBLIC)]),
  ...originCases('publicprefix', 'public-url-prefix', PREFIX),
  ...originCases('publicfunction', 'public-url-function', [
    ['good', 'a function sees the request', 'https://get.example.com/protected', null],
    [
      'other',
      'what the function does not say',
      'https://post.example.com/protected',
      'htu_mismatch',
    ],
  ]),
  ...originCases('publichost', 'public-url-odd-host', [
    ['good', 'an underscore and a port', 'https://my_api.example.com:8443/protected', null],
    ['no-port', 'the port counts', 'https://my_api.example.com/protected', 'htu_mismatch'],
    [
      'hyphen',
      'an underscore is no hyphen',
      'https://my-api.example.com:8443/protected',
      'htu_mismatch',
    ],
  ]),
  ...originCases('publicaddress', 'public-url-ipv6', [
    ['good', 'an IPv6 address', 'https://[2001:db8::1]/protected', null],
    ['upper-case', 'an IPv6 address in upper case', 'https://[2001:DB8::1]:443/protected', null],
    ['other', 'another IPv6 address', 'https://[2001:db8::2]/protected', 'htu_mismatch'],
  ]),
];
