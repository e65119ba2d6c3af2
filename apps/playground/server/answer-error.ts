import type { ErrorRequestHandler } from 'express';

const SENTENCES: ReadonlyMap<number, string> = new Map([
  [413, 'A body may have 64 KiB.'],
  [415, 'A body must be JSON in UTF-8.'],
  [500, 'The API failed. The terminal of the playground says why.'],
]);

/** Says in a constant sentence why a request is answered with a status: nothing of what was sent is in it. */
export function sentenceFor(status: number): string {
  return SENTENCES.get(status) ?? 'The request cannot be read.';
}

/** Answers an error of an API on Express as JSON. Express itself would show the stack. */
export const answerError: ErrorRequestHandler = (error, _request, response, next) => {
  if (response.headersSent) return next(error);
  const status = statusOf(error);
  if (status === 500) console.error(error);
  response.status(status).json({ error: sentenceFor(status) });
};

// Parsers of bodies say what the client did wrong; everything else is a fault of the API's own.
function statusOf(error: unknown): number {
  const { status } = Object(error) as { status?: unknown };
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}
