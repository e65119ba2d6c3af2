import type { ApiClientOptions } from '@holdfast/auth-core';
import type { ProfileName, ProfileSource } from './setting/profiles.ts';
import { profileOptions } from './setting/profiles.ts';
import type { World } from './setting/world.ts';

/** A server that runs. */
export interface Target {
  /** Its port on 127.0.0.1. */
  readonly port: number;
  /** Ends it; resolves when it is down. */
  readonly close: () => Promise<void>;
}

/** Where the options of a target come from. */
export interface TargetSetting {
  readonly profile: ProfileName;
  readonly source: ProfileSource;
}

/** Serves the adapter: see `ConformanceHarness`. */
export type Start = (options: ApiClientOptions, setting: TargetSetting) => Promise<Target>;

/** Starts a target with the options of a profile. */
export async function startProfile(
  start: Start,
  profile: ProfileName,
  world: World,
): Promise<Target> {
  return start(await profileOptions(profile, world), { profile, source: world });
}
