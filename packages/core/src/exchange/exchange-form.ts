/** The `code` of a refusal where the server names none. */
export type FallbackCode = 'token_exchange_error' | 'connection_token_error';

/** A form field. */
export type FormField = [name: string, value: string];

/** An exchange, checked: what is sent, and what belongs to it. */
export interface ExchangeForm {
  readonly grantType: string;
  /** The other form fields, in order, repeats included. */
  readonly fields: readonly FormField[];
  readonly subjectToken: string;
  /** What no error may hold. */
  readonly secrets: readonly string[];
  readonly fallback: FallbackCode;
}

/** Writes the fields that have a value. */
export function presentFields(fields: Readonly<Record<string, string | undefined>>): FormField[] {
  return Object.entries(fields).filter((field): field is FormField => field[1] !== undefined);
}
