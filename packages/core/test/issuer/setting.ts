import type { TestIssuer, TestIssuerOptions } from '@holdfast/auth-testing';
import { createTestIssuer } from '@holdfast/auth-testing';
import type { ApiClientOptions } from '../../src/index.ts';
import { ApiClient } from '../../src/index.ts';
import type { Clock } from '../protected-api.ts';
import { AUDIENCE, createClock, expectAccepted } from '../protected-api.ts';

/** One issuer, one client of it, and the clock of both. */
export interface Setting {
  readonly clock: Clock;
  readonly issuer: TestIssuer;
  readonly api: ApiClient;
  /** How many requests the issuer has seen since the last call. */
  readonly newRequests: () => number;
}

export type SettingOptions = Partial<Omit<ApiClientOptions, 'issuer' | 'issuers' | 'domain'>> & {
  readonly server?: TestIssuerOptions;
  readonly issuer?: object;
};

/** Sets up an issuer and a client that has asked it for nothing yet. */
export async function createSetting(options: SettingOptions = {}): Promise<Setting> {
  const { server, issuer: config, ...rest } = options;
  const clock = createClock();
  const issuer = await createTestIssuer({ algorithm: 'ES256', now: clock.now, ...server });
  const api = new ApiClient({
    issuer: config === undefined ? issuer.issuer : { issuer: issuer.issuer, ...config },
    audience: AUDIENCE,
    fetch: issuer.fetch,
    now: clock.now,
    ...rest,
  } as ApiClientOptions);
  let seen = 0;
  const newRequests = (): number => {
    const count = issuer.requests.length - seen;
    seen = issuer.requests.length;
    return count;
  };
  return { clock, issuer, api, newRequests };
}

/** As `createSetting`, with the keys fetched and the requests for them counted. */
export async function createWarmSetting(options: SettingOptions = {}): Promise<Setting> {
  const setting = await createSetting(options);
  await expectAccepted(setting.api, await setting.issuer.mint());
  setting.newRequests();
  return setting;
}

/** A token whose `kid` nobody has published, otherwise good. */
export function strangeToken({ issuer }: Setting, kid = 'strange'): Promise<string> {
  return issuer.mint({ header: { kid } });
}
