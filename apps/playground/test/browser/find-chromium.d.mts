type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Finds a Chromium for the tests.
 *
 * @param environment where `HOLDFAST_CHROMIUM` names the program, or else `PATH` the folders to look in
 * @returns the path of the program
 */
export function findChromium(environment: Environment): string | undefined;

/** Says why `findChromium` finds none. Nothing if it finds one. */
export function whyNoChromium(environment: Environment): string | undefined;
