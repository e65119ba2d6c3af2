import type { ConformanceCase } from '../../case.ts';
import type { TokenRow } from '../rows.ts';
import { tokenCases } from '../rows.ts';

const SIGNATURE: readonly TokenRow[] = [
  [
    'flipped',
    'RFC 7515 §5.2',
    'a changed signature',
    { damage: 'flip-signature' },
    'bad_signature',
  ],
  [
    'truncated',
    'RFC 7515 §5.2',
    'a shortened signature',
    { damage: 'truncate-signature' },
    'bad_signature',
  ],
  [
    'other-payload',
    'RFC 7515 §5.2',
    'a payload that was not signed',
    { damage: 'swap-payload' },
    'bad_signature',
  ],
  [
    'other-key',
    'RFC 7515 §5.2',
    'the kid of the issuer, the signature of another',
    { signer: 'attacker', header: { kid: { kidOf: 'first' } } },
    'bad_signature',
  ],
  [
    'embedded-key',
    'CVE-2026-27962',
    'the key in the header is not used',
    { signer: 'attacker', header: { kid: { kidOf: 'first' }, jwk: { keyOf: 'attacker' } } },
    'bad_signature',
  ],
  [
    'embedded-key-no-kid',
    'CVE-2026-27962',
    'the key in the header is not used without a kid either',
    { signer: 'attacker', header: { kid: undefined, jwk: { keyOf: 'attacker' } } },
    'bad_signature',
  ],
  [
    'embedded-key-own-kid',
    'CVE-2026-27962',
    'the key in the header does not become known',
    { signer: 'attacker', header: { jwk: { keyOf: 'attacker' } } },
    'unknown_key',
  ],
];

/** The signature, and whose key counts (RFC 7515 section 5.2). */
export const SIGNATURE_CASES: readonly ConformanceCase[] = [...tokenCases('signature', SIGNATURE)];
