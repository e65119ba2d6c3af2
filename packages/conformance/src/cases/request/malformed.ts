import type { ConformanceCase } from '../../case.ts';
import { authorization, bearer, get, refused } from '../../expect.ts';
import type { RequestRow } from '../rows.ts';
import { requestCases } from '../rows.ts';

const MALFORMED: readonly RequestRow[] = [
  [
    'empty-field',
    'RFC 6750 §3.1',
    'an empty field is malformed',
    get(['Authorization', '']),
    refused('malformed_authorization'),
  ],
  [
    'blank-field',
    'RFC 6750 §3.1',
    'a blank field is malformed',
    get(['Authorization', ' \t ']),
    refused('malformed_authorization'),
  ],
  [
    'no-token',
    'RFC 6750 §3.1',
    'a scheme alone is malformed',
    get(authorization('Bearer')),
    refused('malformed_authorization'),
  ],
  [
    'no-token-blanks',
    'RFC 6750 §3.1',
    'a scheme and blanks are malformed',
    get(authorization('bearer \t ')),
    refused('malformed_authorization'),
  ],
  [
    'space-inside',
    'RFC 6750 §2.1',
    'a token holds no space',
    get(authorization('Bearer ', {}, ' more')),
    refused('malformed_authorization'),
  ],
  [
    'exclamation-mark',
    'RFC 6750 §2.1',
    'a token holds b64token characters alone',
    get(authorization('Bearer abc!def')),
    refused('malformed_authorization'),
  ],
  [
    'quoted',
    'RFC 6750 §2.1',
    'a quoted token is malformed',
    get(authorization('Bearer "', {}, '"')),
    refused('malformed_authorization'),
  ],
  [
    'leading-equals',
    'RFC 6750 §2.1',
    'padding alone is no token',
    get(authorization('Bearer =')),
    refused('malformed_authorization'),
  ],
  [
    'inner-equals',
    'RFC 6750 §2.1',
    'padding stands at the end',
    get(authorization('Bearer ab=cd')),
    refused('malformed_authorization'),
  ],
  [
    'percent',
    'RFC 6750 §2.1',
    'a percent-encoded token is malformed',
    get(authorization('Bearer abc%2Edef')),
    refused('malformed_authorization'),
  ],
  [
    'non-ascii',
    'RFC 6750 §2.1',
    'octets beyond ASCII are malformed',
    get(authorization('Bearer ab\u00e9cd')),
    refused('malformed_authorization'),
  ],
  [
    'utf-8',
    'RFC 6750 §2.1',
    'UTF-8 is malformed',
    get(authorization('Bearer ', {}, '\u00c3\u00a9')),
    refused('malformed_authorization'),
  ],
  [
    'json-serialization',
    'GHSA-jc38-x7x8-2xc8',
    'a JWS in JSON is no token',
    get(authorization('Bearer {"payload":"e30"}')),
    refused('malformed_authorization'),
  ],
];

const REPEATED: readonly RequestRow[] = [
  [
    'same-twice',
    'RFC 6750 §2',
    'the same good token twice is refused',
    get(bearer(), bearer()),
    refused('repeated_authorization'),
  ],
  [
    'good-then-bad',
    'RFC 6750 §2',
    'a good field does not hide a bad one',
    get(bearer(), authorization('Bearer x')),
    refused('repeated_authorization'),
  ],
  [
    'bad-then-good',
    'RFC 6750 §2',
    'a bad field does not hide a good one',
    get(authorization('Bearer x'), bearer()),
    refused('repeated_authorization'),
  ],
  [
    'good-then-basic',
    'RFC 9110 §11.6.2',
    'two schemes in two fields are refused',
    get(bearer(), authorization('Basic dXNlcjpwdw==')),
    refused('repeated_authorization'),
  ],
  [
    'empty-then-good',
    'RFC 6750 §2',
    'an empty field counts',
    get(['Authorization', ''], bearer()),
    refused('repeated_authorization'),
  ],
  [
    'names-in-other-case',
    'RFC 9110 §5.1',
    'fields that differ in case alone are repeats',
    get(['Authorization', ['Bearer ', {}]], ['authorization', ['Bearer ', {}]]),
    refused('repeated_authorization'),
  ],
  [
    'three-times',
    'RFC 6750 §2',
    'three fields are refused',
    get(bearer(), bearer(), bearer()),
    refused('repeated_authorization'),
  ],
  [
    'far-apart',
    'RFC 6750 §2',
    'repeats need not be neighbours',
    get(bearer(), ['Accept', '*/*'], ['X-Other', 'y'], bearer()),
    refused('repeated_authorization'),
  ],
  [
    'comma-joined',
    'Fetch: Headers joins repeats',
    'joined credentials are repeats',
    get(authorization('Bearer ', {}, ', Bearer ', {})),
    refused('repeated_authorization'),
  ],
  [
    'comma-joined-tight',
    'Fetch: Headers joins repeats',
    'a comma without a space joins as well',
    get(authorization('Bearer ', {}, ',Bearer ', {})),
    refused('repeated_authorization'),
  ],
  [
    'comma-in-token',
    'RFC 6750 §2.1',
    'a comma within the token reads as a repeat',
    get(authorization('Bearer a,b')),
    refused('repeated_authorization'),
  ],
  [
    'bearer-comma-basic',
    'Fetch: Headers joins repeats',
    'a second scheme behind a comma is a repeat',
    get(authorization('Bearer ', {}, ', Basic dXNlcjpwdw==')),
    refused('repeated_authorization'),
  ],
  [
    'basic-comma-bearer',
    'Fetch: Headers joins repeats',
    'a good token behind another scheme is a repeat',
    get(authorization('Basic dXNlcjpwdw==, Bearer ', {})),
    refused('repeated_authorization'),
  ],
];

/** Fields that hold no token, a bad one, or more than one (RFC 6750 sections 2 and 3.1). */
export const MALFORMED_CASES: readonly ConformanceCase[] = [
  ...requestCases('malformed', MALFORMED),
  ...requestCases('repeated', REPEATED),
];
