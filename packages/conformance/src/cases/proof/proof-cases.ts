import type { ConformanceCase } from '../../case.ts';
import { ANSWERS_CASES } from './answers.ts';
import { CHALLENGES_CASES } from './challenges.ts';
import { CLAIMS_CASES } from './checks/claims.ts';
import { CONTENT_CASES } from './checks/content.ts';
import { FIELDS_CASES } from './checks/fields.ts';
import { HEADER_CASES } from './checks/header.ts';
import { KEY_CASES } from './checks/key.ts';
import { ORDER_CASES } from './checks/order.ts';
import { MATRIX_CASES } from './matrix.ts';
import { HTU_CASES } from './url/htu.ts';
import { ORIGIN_CASES } from './url/origin.ts';
import { PUBLIC_URL_CASES } from './url/public-url.ts';
import { TARGET_CASES } from './url/target.ts';
import { NONCE_CASES } from './use/nonce.ts';
import { NONCE_LIFE_CASES } from './use/nonce-life.ts';
import { REPLAY_CASES } from './use/replay.ts';
import { STORE_CASES } from './use/store.ts';

/** Everything about DPoP (RFC 9449), in the order of the checks. */
export const PROOF_CASES: readonly ConformanceCase[] = [
  ...MATRIX_CASES,
  ...FIELDS_CASES,
  ...CLAIMS_CASES,
  ...HEADER_CASES,
  ...KEY_CASES,
  ...CONTENT_CASES,
  ...HTU_CASES,
  ...TARGET_CASES,
  ...ORIGIN_CASES,
  ...PUBLIC_URL_CASES,
  ...ORDER_CASES,
  ...REPLAY_CASES,
  ...STORE_CASES,
  ...NONCE_CASES,
  ...NONCE_LIFE_CASES,
  ...CHALLENGES_CASES,
  ...ANSWERS_CASES,
];
