import { createHonoApp } from '../targets/hono-app.ts';
import { atTimeOfSuite, readOptions } from './setting.ts';

const app = createHonoApp(await readOptions());

/** The worker of the Hono adapter. */
export const worker: ReturnType<typeof atTimeOfSuite> = atTimeOfSuite((request) =>
  app.fetch(request),
);
