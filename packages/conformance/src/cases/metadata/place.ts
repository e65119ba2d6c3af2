import type { ConformanceCase } from '../../case.ts';
import { accepted, bearer, dpop, getFrom, proof, proven, refused } from '../../expect.ts';
import { AUDIENCE } from '../../setting/names.ts';
import type { RequestRow } from '../rows.ts';
import { requestCases } from '../rows.ts';
import { FACTS, served, WELL_KNOWN } from './document.ts';

const WHERE = 'RFC 9728 §3.1';
const ORIGIN_OF = 'https://api.example.com';
const missing = (url: string): RequestRow[4] =>
  refused('missing_authorization', { resourceMetadata: `${ORIGIN_OF}${url}` });
const THINGS = `${WELL_KNOWN}/v1/things`;

const PLACES: readonly RequestRow[] = [
  [
    'path',
    WHERE,
    "the resource's path goes behind the well-known one",
    getFrom(THINGS),
    served({ resource: `${ORIGIN_OF}/v1/things`, ...FACTS }),
    'metadata-path',
  ],
  [
    'path-root',
    WHERE,
    'the well-known path alone belongs to another resource',
    getFrom(WELL_KNOWN),
    missing(THINGS),
    'metadata-path',
  ],
  [
    'path-longer',
    WHERE,
    'a longer path belongs to another resource',
    getFrom(`${THINGS}/1`),
    missing(THINGS),
    'metadata-path',
  ],
  [
    'path-shorter',
    WHERE,
    'a shorter path belongs to another resource',
    getFrom(`${WELL_KNOWN}/v1`),
    missing(THINGS),
    'metadata-path',
  ],
  [
    'path-appended',
    WHERE,
    'the well-known path does not go behind the resource',
    getFrom(`/v1/things${WELL_KNOWN}`),
    missing(THINGS),
    'metadata-path',
  ],
  [
    'path-slash',
    WHERE,
    'a slash at the end makes another path',
    getFrom(`${THINGS}/`),
    missing(THINGS),
    'metadata-path',
  ],
  [
    'slash',
    WHERE,
    "the slash at the end of a resource's path is kept",
    getFrom(`${THINGS}/`),
    served({ resource: `${ORIGIN_OF}/v1/things/`, ...FACTS }),
    'metadata-slash',
  ],
  [
    'slash-missing',
    WHERE,
    'without its slash the path is another',
    getFrom(THINGS),
    missing(`${THINGS}/`),
    'metadata-slash',
  ],
  [
    'query',
    WHERE,
    "the resource's query is part of the URL in challenges",
    getFrom('/protected'),
    missing(`${WELL_KNOWN}/v1?tenant=blue`),
    'metadata-query',
  ],
  [
    'query-served',
    WHERE,
    'a resource with a query is found by its path',
    getFrom(`${WELL_KNOWN}/v1?tenant=blue`),
    served({ resource: `${ORIGIN_OF}/v1?tenant=blue`, ...FACTS }),
    'metadata-query',
  ],
  [
    'public-url',
    'Holdfast: publicUrl',
    'without a resource it is what clients see',
    getFrom(`${WELL_KNOWN}/v2`),
    served({ resource: `${ORIGIN_OF}/v2`, ...FACTS }),
    'metadata-public-url',
  ],
  [
    'public-url-challenge',
    'Holdfast: publicUrl',
    'challenges say where that is',
    getFrom('/protected'),
    missing(`${WELL_KNOWN}/v2`),
    'metadata-public-url',
  ],
];

const ELSEWHERE: ReadonlyArray<readonly [id: string, rule: string, path: string]> = [
  ['slash', 'a slash at the end makes another path', `${WELL_KNOWN}/`],
  ['upper-case', 'paths are case-sensitive', WELL_KNOWN.toUpperCase()],
  ['longer', 'a name that only begins so is another', `${WELL_KNOWN}s`],
  ['two-slashes', 'two slashes at the front make another path', `/${WELL_KNOWN}`],
  ['semicolon', 'a parameter makes another path', `${WELL_KNOWN};a`],
  [
    'authorization-server',
    'other well-known paths are not ours',
    '/.well-known/openid-configuration',
  ],
  ['root', 'the root is no metadata', '/'],
];

const GOES_ON: readonly RequestRow[] = [
  [
    'token',
    WHERE,
    'the metadata do not stand in the way of other routes',
    getFrom('/protected', bearer()),
    accepted(),
    'metadata',
  ],
  [
    'proof',
    WHERE,
    'the metadata do not stand in the way of proofs',
    getFrom('/protected', dpop(), proof()),
    proven(),
    'metadata',
  ],
  [
    'elsewhere',
    WHERE,
    'where the document is served elsewhere the path is like any other',
    getFrom(WELL_KNOWN),
    missing(WELL_KNOWN),
    'resource-metadata',
  ],
  [
    'no-metadata',
    WHERE,
    'without the option the path is like any other',
    getFrom(WELL_KNOWN),
    refused('missing_authorization'),
  ],
];

/** Where the document is, and that everything else goes on. */
export const METADATA_PLACE_CASES: readonly ConformanceCase[] = [
  ...requestCases('metadataplace', PLACES),
  ...requestCases(
    'metadataother',
    ELSEWHERE.map(([id, rule, path]) => [
      id,
      WHERE,
      rule,
      getFrom(path),
      refused('missing_authorization', { resourceMetadata: `${AUDIENCE}${WELL_KNOWN}` }),
      'metadata',
    ]),
  ),
  ...requestCases('metadataother', GOES_ON),
];
