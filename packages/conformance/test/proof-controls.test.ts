import type { IncomingMessage } from 'node:http';
import type { AuthErrorReason, RefusalResponse, ResourceRequest } from '@holdfast/auth-core';
import type { ConformanceCase } from '../src/index.ts';
import { WIRE } from '../src/index.ts';
import type { Control } from './control.ts';
import { testControls } from './control.ts';
import type { Faults } from './node-target.ts';

const refusesWith =
  (...reasons: readonly AuthErrorReason[]): Control['caughtBy'] =>
  ({ expected: { reason } }) =>
    reason !== undefined && reasons.includes(reason);
const overlooks = (...reasons: readonly AuthErrorReason[]): Faults => ({
  overlooks: ({ reason }) => reasons.includes(reason),
});
const asksForNonce = ({ expected: { reason } }: ConformanceCase): boolean =>
  reason !== undefined && WIRE[reason].code === 'use_dpop_nonce';
const sendsNonce = ({ request, steps }: ConformanceCase): boolean =>
  /"nonce":"(latest|first)"/.test(JSON.stringify([request, steps]));
const proofFields = ({ request }: ConformanceCase): number =>
  request.fields.filter(([name]) => name.toLowerCase() === 'dpop').length;

// The error on the DPoP challenge, behind that of Bearer.
const ERROR_ON_DPOP = /^(Bearer realm="[^"]*"), DPoP (?!algs)(.*), (algs=.*)$/;

// Each `htu` in them begins with the URL of the request.
const PREFIXED: readonly string[] = [
  'proofurl/longer-path',
  'proofurl/longer-name',
  'proofurl/slash-at-the-end',
  'proofurl/two',
  'proofurl/encoded-question-mark',
  'proofurl/dots-away',
  'proofurl/blank-behind',
  'proofurl/null',
];
// Each target in them has a host where a URL has one.
const RESOLVED: readonly string[] = [
  'targetslashes/first',
  'targetslashes/first-as-host',
  'targetslashes/three',
  'targetform/absolute-other-host',
  'targetform/absolute-other-scheme',
  'publicurl/double-slash',
];

const CONTROLS: readonly Control[] = [
  {
    fault: 'forgets used proofs',
    faults: { options: (options) => ({ ...options, dpop: { ...options.dpop, replay: false } }) },
    within: /^(replay|notused|store)\//,
    caughtBy: (each) =>
      refusesWith('replayed', 'replay_store_failed')(each) || each.id === 'store/recovers',
  },
  {
    fault: 'lets proofs pass while the store is down',
    faults: overlooks('replay_store_failed'),
    within: /^(replay|store)\//,
    caughtBy: (each) => refusesWith('replay_store_failed')(each) || each.id === 'store/recovers',
  },
  {
    fault: 'ignores the binding',
    faults: overlooks('bound_token', 'thumbprint_mismatch'),
    within: /^(matrix|binding|proofoptional|prooforder)\//,
    caughtBy: refusesWith('bound_token', 'thumbprint_mismatch'),
  },
  {
    fault: 'ignores a proof beside a Bearer token',
    faults: overlooks('unexpected_proof'),
    within: /^(matrix|binding|proofoptional)\//,
    caughtBy: refusesWith('unexpected_proof'),
  },
  {
    fault: 'sees the first DPoP field alone',
    faults: { request: firstProof },
    within: /^(matrix|prooffield|prooftext)\//,
    caughtBy: (each) => proofFields(each) > 1 && refusesWith('repeated_proof')(each),
  },
  {
    fault: 'compares htu by prefix',
    faults: { overlooks: ({ details }) => isPrefix(details['expected'], details['received']) },
    within: /^(proofurl|target[a-z]+|origin|public[a-z]+)\//,
    caughtBy: ({ id }) => PREFIXED.includes(id),
  },
  {
    fault: 'resolves the target against its origin',
    faults: { request: resolveTarget },
    within: /^(proofurl|target[a-z]+|publicurl)\//,
    caughtBy: ({ id }) => RESOLVED.includes(id),
  },
  {
    fault: 'trusts forwarded fields',
    faults: { request: trustForwarded },
    within: /^(origin|public[a-z]+)\//,
    caughtBy: ({ id }) => /^origin\/forwarded(-htu)?$/.test(id),
  },
  {
    fault: 'ignores publicUrl',
    faults: { options: (options) => ({ ...options, publicUrl: undefined }) },
    within: /^(origin|public[a-z]+)\//,
    caughtBy: ({ id, expected }) =>
      (id.startsWith('public') && expected.status === 200) ||
      id === 'publicurl/own' ||
      id === 'publicurl/forged-http',
  },
  {
    fault: 'adds a Bearer challenge to use_dpop_nonce',
    faults: { refusal: addBearer },
    within: /^(nonce[a-z]*|proofchallenge)\//,
    caughtBy: asksForNonce,
  },
  {
    fault: 'keeps its nonces to itself',
    faults: { refusal: (refusal) => ({ ...refusal, headers: withoutNonce(refusal.headers) }) },
    within: /^nonce[a-z]*\//,
    caughtBy: (each) =>
      asksForNonce(each) || (sendsNonce(each) && !refusesWith('proof_bad_signature')(each)),
  },
  {
    fault: 'hands out no nonce on success',
    faults: { success: withoutNonce },
    within: /^nonce[a-z]*\//,
    caughtBy: ({ expected: { status, fields } }) =>
      status === 200 && typeof fields['dpop-nonce'] === 'object' && fields['dpop-nonce'] !== null,
  },
  {
    fault: 'has every error on the Bearer challenge',
    faults: { refusal: (refusal) => withChallenge(refusal, '$1, $2, DPoP $3') },
    within: /^(matrix|proofguard|proofchallenge|proofage)\//,
    caughtBy: ({ expected }) => ERROR_ON_DPOP.test(String(expected.fields['www-authenticate'])),
  },
];

testControls('a target with a fault about proofs', CONTROLS);

function isPrefix(expected: unknown, received: unknown): boolean {
  return (
    typeof expected === 'string' && typeof received === 'string' && received.startsWith(expected)
  );
}

function headersOf(
  request: ResourceRequest,
): Readonly<Record<string, readonly string[] | undefined>> {
  return request.headers as Readonly<Record<string, readonly string[] | undefined>>;
}

function firstProof(request: ResourceRequest): ResourceRequest {
  const headers = headersOf(request);
  const proofs = headers['dpop'];
  return proofs ? { ...request, headers: { ...headers, dpop: proofs.slice(0, 1) } } : request;
}

function resolveTarget(request: ResourceRequest, raw: IncomingMessage): ResourceRequest {
  return { ...request, url: new URL(raw.url ?? '/', `http://${raw.headers.host}`).href };
}

function trustForwarded(request: ResourceRequest): ResourceRequest {
  const headers = headersOf(request);
  const [host] = headers['x-forwarded-host'] ?? [];
  const [protocol = 'http'] = headers['x-forwarded-proto'] ?? [];
  if (host === undefined) return request;
  return { ...request, url: `${protocol}://${host}${new URL(request.url).pathname}` };
}

function addBearer(refusal: RefusalResponse): RefusalResponse {
  const challenge = refusal.headers['www-authenticate'];
  if (!challenge?.includes('use_dpop_nonce')) return refusal;
  const both = `Bearer realm="api", ${challenge}`;
  return { ...refusal, headers: { ...refusal.headers, 'www-authenticate': both } };
}

function withChallenge(refusal: RefusalResponse, replacement: string): RefusalResponse {
  const challenge = refusal.headers['www-authenticate']?.replace(ERROR_ON_DPOP, replacement);
  if (challenge === undefined) return refusal;
  return { ...refusal, headers: { ...refusal.headers, 'www-authenticate': challenge } };
}

function withoutNonce({
  'dpop-nonce': _dropped,
  ...headers
}: Record<string, string>): Record<string, string> {
  return headers;
}
