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
  if (request.framework !== 'trpc') return body as ExchangeAnswer;
  const { result, error } = body as TrpcBody;
  return result?.data ?? { error: error?.message };
}

interface TrpcBody {
  readonly result?: { readonly data?: ExchangeAnswer };
  readonly error?: { readonly message?: string };
}

function parsed(json: string): object {
  try {
    return Object(JSON.parse(json)) as object;
  } catch {
    return {};
  }
}
