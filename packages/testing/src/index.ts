export { TEST_ALGORITHMS, type TestAlgorithm } from './algorithms.ts';
export { createTestIssuer } from './create-test-issuer.ts';
export type { TestIssuerMetadata } from './metadata.ts';
export type { MintOptions } from './mint.ts';
export type { RawPart, SignInput } from './sign.ts';
export type { TestRequest } from './simulated-fetch.ts';
export type { Outage, TestIssuer, TestIssuerOptions, TestResponder } from './test-issuer.ts';
