import type { ErrorRequestHandler } from 'express';
import type { ControlFailure } from './protocol.ts';

/** Why the control API does not do what it was told, as the page may show it. */
export class ControlRefusal extends Error {
  override readonly name = 'ControlRefusal';
  readonly status: number;

  /** @param sentence a constant one: nothing of what was sent is in it */
  constructor(status: number, sentence: string) {
    super(sentence);
    this.status = status;
  }
}

/** Answers what went wrong as a `ControlFailure`. */
export const answerFailure: ErrorRequestHandler = (error, _request, response, next) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const { status, message } = error instanceof ControlRefusal ? error : refusalFor(error);
  response.status(status).json({ error: message } satisfies ControlFailure);
};

// Of the parser of JSON come errors with a status; everything else is a fault of the playground's own.
function refusalFor(error: unknown): ControlRefusal {
  const { status } = Object(error) as { status?: unknown };
  if (status === 413) return new ControlRefusal(413, 'An order may have 64 KiB.');
  if (status === 415) return new ControlRefusal(415, 'An order must be JSON in UTF-8.');
  if (status === 400) return new ControlRefusal(400, 'An order must be JSON.');
  console.error(error);
  return new ControlRefusal(500, 'The playground failed. Its terminal says why.');
}
