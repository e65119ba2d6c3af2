import Koa from 'koa';
// @ts-expect-error Koa 2 comes without types; it is used as far as those of Koa 3 fit.
import Koa2 from 'koa2';

/** A Koa to make apps with. */
export interface Framework {
  readonly name: 'Koa 3' | 'Koa 2';
  /** Makes an app that logs nothing. */
  readonly create: (options?: { readonly proxy?: boolean }) => Koa;
}

/** What every test of this folder runs on. */
export const FRAMEWORKS: readonly Framework[] = [
  { name: 'Koa 3', create: silent(Koa) },
  { name: 'Koa 2', create: silent(Koa2) },
];

function silent(framework: typeof Koa): Framework['create'] {
  return (options) => {
    const app: Koa = new framework(options);
    app.silent = true;
    return app;
  };
}
