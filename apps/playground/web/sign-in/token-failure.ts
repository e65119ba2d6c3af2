import * as oauth from 'oauth4webapi';

/** Why there is no token: a sentence for people, and what they can do about it. */
export class TokenFailure extends Error {
  override readonly name = 'TokenFailure';
  /**
   * Whether the user said no, the authorization server did, it cannot be reached, or the answer belongs to no
   * sign-in that was begun here.
   */
  readonly kind: 'denied' | 'refused' | 'gone' | 'stale';

  constructor(kind: TokenFailure['kind'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** Says in words why there is no token. */
export function tokenFailure(cause: unknown): TokenFailure {
  if (cause instanceof TokenFailure) return cause;
  if (cause instanceof oauth.AuthorizationResponseError) {
    const kind = cause.error === 'access_denied' ? 'denied' : 'refused';
    return new TokenFailure(kind, serverSays(cause), { cause });
  }
  if (cause instanceof oauth.ResponseBodyError) {
    return new TokenFailure('refused', serverSays(cause), { cause });
  }
  if (cause instanceof oauth.OperationProcessingError) {
    const kind = cause.code === oauth.INVALID_RESPONSE ? 'stale' : 'refused';
    const message = `The answer of the authorization server was not accepted: ${cause.message}.`;
    return new TokenFailure(kind, message, { cause });
  }
  // What fetch rejects with has no code; a wrong argument of ours has one.
  if (cause instanceof TypeError && !('code' in cause)) {
    return new TokenFailure('gone', 'The authorization server does not answer.', { cause });
  }
  return new TokenFailure('refused', cause instanceof Error ? cause.message : String(cause), {
    cause,
  });
}

function serverSays(refusal: oauth.AuthorizationResponseError | oauth.ResponseBodyError): string {
  const { error, error_description: description } = refusal;
  const words = description === undefined ? '' : `: ${description.replace(/\.$/, '')}`;
  return `The authorization server answered ${error}${words}.`;
}
