export type {
  CaseRequest,
  ConformanceCase,
  Expectation,
  FieldExpectation,
  FieldPart,
  FieldValue,
  Step,
} from './case.ts';
export { CASES } from './cases/index.ts';
export type { DeclaredFailure } from './declared-failure.ts';
export { findGaps } from './gate.ts';
export type { GuardCall } from './guard-call.ts';
export { applyGuard } from './guard-call.ts';
export { serveOnNode } from './http/serve-on-node.ts';
export type { ReplayStoreCase, ReplayStoreStep, ReplayStoreVerdict } from './replay-store/case.ts';
export { REPLAY_STORE_CASES } from './replay-store/cases.ts';
export type { ReplayStoreHarness, ReplayStoreSubject } from './replay-store/run.ts';
export { runReplayStoreConformance } from './replay-store/run.ts';
export { type ConformanceRoute, ROUTES, servesMetadata, showAuth } from './routes.ts';
export type { ConformanceHarness } from './run.ts';
export { runConformance } from './run.ts';
export type { Damage } from './setting/damage.ts';
export { type ProfileName, type ProfileSource, profileOptions } from './setting/profiles.ts';
export type { ProofKeyName } from './setting/proof-keys.ts';
export type { ProofRecipe } from './setting/proofs.ts';
export type { HeaderReference, Signer, TokenRecipe } from './setting/tokens.ts';
export type { Start, Target, TargetSetting } from './target.ts';
export { WIRE, type WireAnswer } from './wire.ts';
