declare module 'cloudflare:workers' {
  import type { WorkerSetting } from '../workerd/config.ts';

  /** What src/workerd/config.ts binds. */
  export const env: {
    readonly PROFILE: WorkerSetting['profile'];
    readonly KEYS: WorkerSetting['keys'];
    readonly CLOCK: { fetch(url: string): Promise<Response> };
  };
}
