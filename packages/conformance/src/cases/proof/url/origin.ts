import type { ConformanceCase } from '../../../case.ts';
import type { OriginRow } from './origin-rows.ts';
import { FORWARDED, originCases, overlong } from './origin-rows.ts';

const NONE: readonly OriginRow[] = [
  ['forwarded', 'forwarded fields are not read', '{origin}/protected', null, { fields: FORWARDED }],
  [
    'forwarded-htu',
    'a proof for the forwarded host does not pass',
    'https://evil.example/protected',
    'htu_mismatch',
    { fields: FORWARDED },
  ],
  [
    'forwarded-http',
    'a proof for the forwarded host without its scheme',
    'http://evil.example/protected',
    'htu_mismatch',
    { fields: FORWARDED },
  ],
  [
    'forwarded-prefix',
    'a forwarded prefix is not read',
    '{origin}/v9/protected',
    'htu_mismatch',
    { fields: FORWARDED },
  ],
  [
    'original-url',
    'fields that name another URL are not read',
    '{origin}/optional',
    'htu_mismatch',
    {
      fields: [
        ['X-Original-URL', '/optional'],
        ['X-Rewrite-URL', '/optional'],
      ],
    },
  ],
  [
    'host',
    'the host is that of the request',
    'http://other.example/protected',
    null,
    { host: 'other.example' },
  ],
  [
    'host-upper-case',
    'a host has no case',
    'http://other.example/protected',
    null,
    { host: 'OTHER.example' },
  ],
  [
    'host-default-port',
    'port 80 is none',
    'http://other.example/protected',
    null,
    { host: 'other.example:80' },
  ],
  [
    'htu-default-port',
    'no port is port 80',
    'http://other.example:80/protected',
    null,
    { host: 'other.example' },
  ],
  [
    'host-port',
    'another port is another origin',
    'http://other.example/protected',
    'htu_mismatch',
    { host: 'other.example:8080' },
  ],
  [
    'host-underscore',
    'a host may have an underscore',
    'http://my_api.example/protected',
    null,
    { host: 'my_api.example' },
  ],
  [
    'host-ipv6',
    'a host may be an IPv6 address',
    'http://[2001:db8::1]/protected',
    null,
    { host: '[2001:DB8::1]' },
  ],
  [
    'host-ipv6-port',
    'an IPv6 address may have a port',
    'http://[2001:db8::1]:8080/protected',
    null,
    { host: '[2001:db8::1]:8080' },
  ],
];

/** The origin of the request itself, as far as it is believed. */
export const ORIGIN_CASES: readonly ConformanceCase[] = [
  ...originCases('origin', 'plain', NONE),
  ...originCases('origin', 'plain', overlong('http://api.example.com')),
];
