import type { Call } from '../send/send.ts';
import { answerOf } from './exchange-answer.ts';
import type { ExchangeId } from './exchanges.ts';

/** Says why there is nothing to show, where the answer is no success; undefined where it is one. */
export function failureInWords(
  exchange: ExchangeId,
  call: Pick<Call, 'request' | 'answer' | 'decisions'>,
): string | undefined {
  const { status } = call.answer;
  if (status < 400) return undefined;
  if (call.decisions.some(({ refusal }) => refusal !== undefined)) {
    return 'The API refused the token of the caller, and exchanged nothing.';
  }
  if (status >= 500) return 'The API could not exchange anything. Is the authorization server on?';
  const { error = '' } = answerOf(call);
  return SENTENCES.get(`${exchange} ${error}`) ?? 'The authorization server refused the exchange.';
}

const SENTENCES = new Map([
  ['legacy invalid_request', 'The authorization server knows no such session.'],
  ['legacy missing_required_argument_error', 'There was no session in the request.'],
  ['calendar invalid_grant', 'The user has no such account at the calendar.'],
]);
