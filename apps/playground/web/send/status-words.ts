import type { Meaning } from './challenge-words.ts';
import type { ApiAnswer } from './send.ts';
import { fieldOf } from './send.ts';

const NAMES: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** Writes a status with its name. */
export function statusInWords(status: number): string {
  return `${status} ${NAMES[status] ?? ''}`.trimEnd();
}

/** Says why a refusal has no challenge. */
export function whyNoChallenge(answer: Pick<ApiAnswer, 'status' | 'headers'>): Meaning | undefined {
  if (fieldOf(answer, 'www-authenticate') !== undefined) return undefined;
  if (answer.status === 403) return { ...FORBIDDEN, rfc: 9110, section: '15.5.4' };
  const wait = fieldOf(answer, 'retry-after');
  if (answer.status !== 503 || wait === undefined) return undefined;
  return {
    sentence: `The API cannot judge the token at present, so it says nothing against it. Send the same request again after ${wait} s.`,
    rfc: 9110,
    section: '15.6.4',
  };
}

const FORBIDDEN = {
  sentence:
    'The API understood the request and refuses it. There is no challenge, because no other scheme or scope would help.',
};
