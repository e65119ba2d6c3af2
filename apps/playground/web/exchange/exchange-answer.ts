import type { Call } from '../send/send.ts';

/** What the messages API answered to one who had it exchange something. */
export interface ExchangeAnswer {
  /** From the archive: for whom it was read. */
  readonly subject?: string | undefined;
  /** From the archive: to which client its token was issued. */
  readonly client?: string | undefined;
  /** From the archive: who acts for the subject, the last one first. */
  readonly actors?: readonly string[] | undefined;
  /** From the calendar: whose events these are. */
  readonly account?: string | undefined;
  /** Instead of all that, where it failed. */
  readonly error?: string | undefined;
}

/** Reads the answer, out of what tRPC has around it. */
export function answerOf({ request, answer }: Pick<Call, 'request' | 'answer'>): ExchangeAnswer {
  const body = parsed(answer.body);
  if (request.framework !== 'trpc') return wellFormed(body);
  const { result, error } = body as TrpcBody;
  return wellFormed(result?.data ?? { error: error?.message });
}

interface TrpcBody {
  readonly result?: { readonly data?: unknown } | null;
  readonly error?: { readonly message?: unknown } | null;
}

/** Leaves out what is not of the type that it must have. */
function wellFormed(body: unknown): ExchangeAnswer {
  const members = Object.entries(Object(body) as object);
  return Object.fromEntries(members.filter(([name, value]) => CHECKS.get(name)?.(value) ?? true));
}

const isText = (value: unknown): boolean => typeof value === 'string';
const CHECKS = new Map([
  ['subject', isText],
  ['client', isText],
  ['actors', (value: unknown) => Array.isArray(value) && value.every(isText)],
  ['account', isText],
  ['error', isText],
]);

function parsed(json: string): object {
  try {
    return Object(JSON.parse(json)) as object;
  } catch {
    return {};
  }
}
