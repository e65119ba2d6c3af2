/** What oidc-provider exports. */
export type OidcProvider = typeof import('oidc-provider');

/**
 * Imports oidc-provider without its remark on the runtime: on Node 20 it asks for a newer release
 * when it is imported, and no option turns that off. What the playground uses of it works there,
 * which the end-to-end test shows. Everything else that it has to say is let through.
 */
export async function loadOidcProvider(): Promise<OidcProvider> {
  const { warn } = console;
  console.warn = (...values: unknown[]): void => {
    if (!String(values[0]).includes('Unsupported runtime')) warn(...values);
  };
  try {
    return await import('oidc-provider');
  } finally {
    console.warn = warn;
  }
}
