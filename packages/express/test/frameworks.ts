import express from 'express';
// @ts-expect-error Express 4 comes without types; it is used as far as those of Express 5 fit.
import express4 from 'express4';

/** An Express to make apps with. */
export interface Framework {
  readonly name: 'Express 5' | 'Express 4';
  readonly express: typeof express;
}

/** What every test of this folder runs on. */
export const FRAMEWORKS: readonly Framework[] = [
  { name: 'Express 5', express },
  { name: 'Express 4', express: express4 },
];
