import { env } from 'cloudflare:workers';
import { profileOptions } from '@holdfast/auth-conformance';
import type { ApiClientOptions } from '@holdfast/auth-core';

let time = 0;

/**
 * Makes the options that the suite starts its target with, in the worker: functions cannot be
 * handed over. The worker's own network ends at the suite, so its `fetch` is the global one.
 */
export function readOptions(): Promise<ApiClientOptions> {
  return profileOptions(env.PROFILE, {
    fetch: (input, init) => fetch(input, init),
    now: () => time,
    issuer: async () => env.KEYS,
  });
}

/** Serves requests at the time of the suite, which lets time pass between two of them. */
export function atTimeOfSuite(handle: (request: Request) => Response | Promise<Response>): {
  readonly fetch: (request: Request) => Promise<Response>;
} {
  return {
    fetch: async (request) => {
      const answer = await env.CLOCK.fetch('http://clock.invalid/');
      time = Number(await answer.text());
      return handle(request);
    },
  };
}
