import { decodeProtectedHeader } from 'jose';
import type { Framework, Setting } from '../../server/control/protocol.ts';
import { FRAMEWORKS } from '../../server/control/protocol.ts';
import { craftToken } from '../control/control-client.ts';
import type { Call } from '../send/send.ts';
import { apiRequest, credentialFields, fieldOf, send } from '../send/send.ts';

/** A good token, and the key that signed it. */
export interface SampleToken {
  readonly token: string;
  readonly kid: string;
}

/** What an API answered. */
export interface ProbeAnswer {
  /** Absent where the API could not be reached. */
  readonly status?: number | undefined;
  /** Why it refused. */
  readonly reason?: string | undefined;
  /** In how many seconds one may ask again. */
  readonly retryAfter?: string | undefined;
}

/** What the APIs answered to the same request. */
export type ProbeAnswers = Readonly<Record<Framework, ProbeAnswer>>;

const AN_HOUR = 3600;

/** Takes a good token, signed by the newest key: also while the authorization server is off. */
export async function takeToken(): Promise<SampleToken> {
  const exp = Math.floor(Date.now() / 1000) + AN_HOUR;
  const token = await craftToken({ claims: { exp } });
  return { token, kid: decodeProtectedHeader(token).kid ?? '' };
}

/** Sends `GET /whoami` with a token to all APIs at once. */
export async function probe(setting: Setting, { token }: SampleToken): Promise<ProbeAnswers> {
  const answers = await Promise.all(
    FRAMEWORKS.map(async (framework) => {
      const request = apiRequest(setting, { framework, operation: 'whoami' });
      const headers = await credentialFields(request, { token });
      const answer = await send({ ...request, headers }).then(answerOf, () => ({}));
      return [framework, answer] as const;
    }),
  );
  return Object.fromEntries(answers) as Record<Framework, ProbeAnswer>;
}

function answerOf({ answer, decisions }: Call): ProbeAnswer {
  return {
    status: answer.status,
    reason: decisions.at(-1)?.refusal?.reason,
    retryAfter: fieldOf(answer, 'retry-after'),
  };
}

/** Says an answer in a few words. */
export function answerInWords({ status, reason, retryAfter }: ProbeAnswer): string {
  if (status === undefined) return 'no answer';
  const why = reason === undefined ? '' : ` ${reason}`;
  const later = retryAfter === undefined ? '' : `, retry after ${retryAfter} s`;
  return `${status}${why}${later}`;
}

/** As much of a key's identifier as tells it from others. */
export function shortKid(kid: string): string {
  return kid.slice(0, 8);
}
