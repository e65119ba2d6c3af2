import { createDpopClient } from '@holdfast/auth-testing';
import type { Express } from 'express';
import { describe, expect, test } from 'vitest';
import type { ApiClientOptions, AuthError } from '../src/index.ts';
import { auth } from '../src/index.ts';
import type { Framework } from './frameworks.ts';
import type { Answer, SentRequest, TestServer } from './server.ts';
import { createApi, issuer } from './setting.ts';

/** A request and the URL that its proof is for. */
export interface UrlCase extends SentRequest {
  readonly id: string;
  /** `trust proxy`; default: not set. */
  readonly trust?: boolean | string;
  readonly publicUrl?: ApiClientOptions['publicUrl'];
  readonly htu: string;
  /** The request's URL, as `details` tell it, where the proof must be refused. */
  readonly refusedFor?: unknown;
  /** Where a framework does not tell what it takes to pass. */
  readonly cannot?: { readonly framework: Framework['name']; readonly because: string } | undefined;
}

/** What clients see of the APIs of these cases. */
export const PUBLIC = 'https://api.example.com';

/** For `refusedFor`, where all that matters is the refusal. */
export const ANY_URL: unknown = expect.anything();

/** The fields that a proxy adds. */
export function forwarded(proto: string, host: string): ReadonlyArray<readonly [string, string]> {
  return [
    ['X-Forwarded-Proto', proto],
    ['X-Forwarded-Host', host],
  ];
}

const client = await createDpopClient();
const token = await issuer.mint({ dpopKey: client });

interface Outcome {
  readonly answer: Answer;
  readonly error: AuthError | undefined;
}

async function call(app: Express, server: TestServer, wanted: UrlCase): Promise<Outcome> {
  const {
    method = 'GET',
    target = '/things',
    version,
    fields = [],
    trust,
    publicUrl,
    htu,
  } = wanted;
  let error: AuthError | undefined;
  if (trust !== undefined) app.set('trust proxy', trust);
  const protect = auth(createApi({ publicUrl }), {
    onError: (refusal, _req, res) => {
      error = refusal;
      res.status(refusal.statusCode).end(refusal.reason);
    },
  });
  app.use(protect, (_req, res) => void res.end('passed'));
  server.mount(app);
  const proof = await client.proof({ method, url: htu, accessToken: token, claims: { htu } });
  const credentials = [['Authorization', `DPoP ${token}`] as const, ['DPoP', proof] as const];
  const answer = await server.send({
    method,
    target,
    version,
    fields: [...credentials, ...fields],
  });
  return { answer, error };
}

/** Registers a test for each case: the proof passes, or is refused for the URL that the case names. */
export function describeUrls(
  area: string,
  cases: readonly UrlCase[],
  { framework, server }: { readonly framework: Framework; readonly server: TestServer },
): void {
  describe(area, () => {
    for (const wanted of cases) {
      const { id, refusedFor, cannot } = wanted;
      const limited = cannot?.framework === framework.name;
      const register = limited ? test.fails : test;
      const verdict = refusedFor === undefined ? 'passes' : 'is refused';
      register(
        `${verdict}: ${id}${limited ? ` (expected to fail: ${cannot.because})` : ''}`,
        async () => {
          const { answer, error } = await call(framework.express(), server, wanted);
          if (refusedFor === undefined) {
            expect({ body: answer.body, details: error?.details }).toEqual({ body: 'passed' });
            return;
          }
          const { status, body } = answer;
          expect({ status, body }).toEqual({ status: 401, body: 'htu_mismatch' });
          expect(error?.details['expected']).toEqual(refusedFor);
          expect(error?.details['hint']).toContain('publicUrl');
        },
      );
    }
  });
}
