export type { CaseRequest, ConformanceCase, Expectation, FieldValue, Step } from './case.ts';
export { CASES } from './cases/index.ts';
export { findGaps } from './gate.ts';
export { type ConformanceRoute, ROUTES, showAuth } from './routes.ts';
export { type ConformanceHarness, runConformance, type Target } from './run.ts';
export type { ProfileName } from './setting/profiles.ts';
export type { Damage, HeaderReference, Signer, TokenRecipe } from './setting/tokens.ts';
export { WIRE, type WireAnswer } from './wire.ts';
