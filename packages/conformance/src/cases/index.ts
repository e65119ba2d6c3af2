import type { ConformanceCase } from '../case.ts';
import { CORS_CASES } from './answer/cors.ts';
import { ORDER_CASES } from './answer/order.ts';
import { REFUSALS_CASES } from './answer/refusals.ts';
import { GUARD_ANSWERS_CASES } from './guard/answers.ts';
import { AUTHENTICATION_CASES } from './guard/authentication.ts';
import { CHECK_CASES } from './guard/check.ts';
import { CLAIM_GUARDS_CASES } from './guard/claims.ts';
import { PERMISSIONS_CASES } from './guard/permissions.ts';
import { PLACEMENT_CASES } from './guard/placement.ts';
import { GUARD_SCHEMA_CASES } from './guard/schema.ts';
import { SCOPES_CASES } from './guard/scopes.ts';
import { STEP_UP_CHALLENGE_CASES } from './guard/step-up-challenge.ts';
import { DOCUMENTS_CASES } from './issuer/documents.ts';
import { ISSUERS_CASES } from './issuer/issuers.ts';
import { KEYS_CASES } from './issuer/keys.ts';
import { OUTAGES_CASES } from './issuer/outages.ts';
import { ROTATION_CASES } from './issuer/rotation.ts';
import { METADATA_CHALLENGES_CASES } from './metadata/challenges.ts';
import { METADATA_DOCUMENT_CASES } from './metadata/document.ts';
import { METADATA_PLACE_CASES } from './metadata/place.ts';
import { PROOF_CASES } from './proof/proof-cases.ts';
import { CREDENTIALS_CASES } from './request/credentials.ts';
import { MALFORMED_CASES } from './request/malformed.ts';
import { OPTIONAL_CASES } from './request/optional.ts';
import { TOGETHER_CASES } from './request/together.ts';
import { ALGORITHM_CASES } from './token/algorithms.ts';
import { AUTH_INFO_CASES } from './token/auth-info.ts';
import { CLAIMS_CASES } from './token/claims.ts';
import { DEMANDS_CASES } from './token/demands.ts';
import { FORM_CASES } from './token/form.ts';
import { HEADER_CASES } from './token/header.ts';
import { JSON_PARTS_CASES } from './token/json-parts.ts';
import { SIGNATURE_CASES } from './token/signature.ts';
import { TIME_CASES } from './token/time.ts';

/** All requirements, in the order in which a request meets them. */
export const CASES: readonly ConformanceCase[] = [
  ...CREDENTIALS_CASES,
  ...MALFORMED_CASES,
  ...OPTIONAL_CASES,
  ...TOGETHER_CASES,
  ...FORM_CASES,
  ...JSON_PARTS_CASES,
  ...HEADER_CASES,
  ...ALGORITHM_CASES,
  ...ISSUERS_CASES,
  ...KEYS_CASES,
  ...SIGNATURE_CASES,
  ...CLAIMS_CASES,
  ...TIME_CASES,
  ...DEMANDS_CASES,
  ...AUTH_INFO_CASES,
  ...ORDER_CASES,
  ...REFUSALS_CASES,
  ...SCOPES_CASES,
  ...PERMISSIONS_CASES,
  ...CLAIM_GUARDS_CASES,
  ...CHECK_CASES,
  ...AUTHENTICATION_CASES,
  ...STEP_UP_CHALLENGE_CASES,
  ...PLACEMENT_CASES,
  ...GUARD_ANSWERS_CASES,
  ...GUARD_SCHEMA_CASES,
  ...CORS_CASES,
  ...METADATA_DOCUMENT_CASES,
  ...METADATA_PLACE_CASES,
  ...METADATA_CHALLENGES_CASES,
  ...ROTATION_CASES,
  ...OUTAGES_CASES,
  ...DOCUMENTS_CASES,
  ...PROOF_CASES,
];
