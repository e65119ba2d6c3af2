import type { KeyServer } from './material/key-server.ts';
import { startKeyServer } from './material/key-server.ts';
import type { SettingPlan } from './material/make-setting.ts';
import { makeSetting } from './material/make-setting.ts';
import type { Setting } from './setting.ts';

let server: Promise<KeyServer> | undefined;
const made = new Map<string, Promise<Setting>>();

/** Makes a setting once a run: signing 12,000 tokens takes seconds. */
export function settingOf(plan: SettingPlan): Promise<Setting> {
  const key = JSON.stringify(plan);
  server ??= startKeyServer();
  const setting = made.get(key) ?? server.then((started) => makeSetting(plan, started));
  made.set(key, setting);
  return setting;
}

/** Forgets all settings and closes the server of their keys. */
export async function closeSettings(): Promise<void> {
  made.clear();
  (await server)?.close();
  server = undefined;
}
