import { ApiClient } from '../api-client.ts';
import type { AdapterOptions, AdmissionOptions } from '../options/adapter.ts';
import { checkAdapterOptions } from '../options/adapter.ts';
import type { ApiClientOptions } from '../options/options.ts';

/** What `auth()` of an adapter works with. */
export interface AdapterSetup<TClaims, TOnError> {
  readonly api: ApiClient<TClaims>;
  /** Which requests may go on without credentials: for `api.admit`. */
  readonly admission: AdmissionOptions;
  /** What answers refused requests in place of the default answer. */
  readonly onError: TOnError | undefined;
}

/**
 * For adapters: reads the arguments of `auth()`, so that a mistake stops the start and lets nobody in.
 *
 * @param client an `ApiClient`, or the options to make one from
 * @param options what `auth()` takes besides
 * @returns the client, and the options taken apart
 * @throws {ConfigurationError} for wrong options, those of the client included
 */
export function adapterSetup<TClaims, TOnError>(
  client: ApiClient<TClaims> | ApiClientOptions<TClaims>,
  options: AdapterOptions<TOnError> = {},
): AdapterSetup<TClaims, TOnError> {
  const { onError, ...admission } = checkAdapterOptions(options);
  return {
    api: isClient(client) ? client : new ApiClient<TClaims>(client),
    admission,
    onError,
  };
}

// Not instanceof: the client may come from another copy of the core.
function isClient<TClaims>(
  value: ApiClient<TClaims> | ApiClientOptions<TClaims>,
): value is ApiClient<TClaims> {
  return typeof value === 'object' && value !== null && 'admit' in value;
}
