import type { AuthErrorReason } from '@holdfast/auth-core';
import type { CaseRequest, ConformanceCase } from '../../../case.ts';
import { dpop, getFrom, proof, proven, refused } from '../../../expect.ts';
import type { ProfileName } from '../../../setting/profiles.ts';
import { requestCases } from '../../rows.ts';

type Fields = CaseRequest['fields'];

/** What a request says of its own origin, and what `publicUrl` makes of it. */
export type OriginRow = readonly [
  id: string,
  rule: string,
  htu: string,
  reason: AuthErrorReason | null,
  request?: { readonly path?: string; readonly host?: string; readonly fields?: Fields },
];

/** Forged fields of a proxy. */
export const FORWARDED: Fields = [
  ['X-Forwarded-Host', 'evil.example'],
  ['X-Forwarded-Proto', 'https'],
  ['X-Forwarded-Port', '443'],
  ['X-Forwarded-Prefix', '/v9'],
  ['Forwarded', 'host=evil.example;proto=https'],
];
/** A Host that is more than a host would move the path of the request elsewhere. */
export const overlong = (origin: string): readonly OriginRow[] => [
  [
    'host-with-path',
    'a host does not go before the path',
    `${origin}/harmless/protected`,
    'htu_mismatch',
    { host: 'api.example.com/harmless' },
  ],
  [
    'host-with-query',
    'a host does not make the path a query',
    `${origin}/harmless`,
    'htu_mismatch',
    { host: 'api.example.com/harmless?' },
  ],
  [
    'host-with-fragment',
    'a host does not make the path a fragment',
    `${origin}/harmless`,
    'htu_mismatch',
    { host: 'api.example.com/harmless#' },
  ],
];

/** Makes cases of origin rows. */
export function originCases(
  area: string,
  profile: ProfileName,
  rows: readonly OriginRow[],
): readonly ConformanceCase[] {
  return requestCases(
    area,
    rows.map(([id, rule, htu, reason, { path = '/protected', host, fields = [] } = {}]) => [
      id,
      profile === 'plain' ? 'CVE-2025-66414; Holdfast: DPoP' : 'Holdfast: publicUrl',
      rule,
      { ...getFrom(path, dpop(), proof({ claims: { htu } }), ...fields), host },
      reason === null ? proven() : refused(reason),
      profile,
    ]),
  );
}
