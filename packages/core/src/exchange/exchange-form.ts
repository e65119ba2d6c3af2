/** What an exchange asks for. */
export interface ExchangeForm {
  readonly grantType: string;
  /** The other form fields, in order, repeats included. */
  readonly parameters: [name: string, value: string][];
}

/** The `code` of a refusal where the server names none. */
export type FallbackCode = 'token_exchange_error' | 'connection_token_error';

/** An exchange, checked: what is sent, and what belongs to it. */
export interface PreparedExchange {
  readonly form: ExchangeForm;
  readonly subjectToken: string;
  /** What no error may hold. */
  readonly secrets: readonly string[];
  readonly fallback: FallbackCode;
}
