/**
 * For adapters of frameworks that tell the host without its port, and where that may come from a proxy: finds the port.
 *
 * @param name the host as the framework tells it, without a port; undefined where there is none
 * @param field the `Host` field as it came
 * @returns the field where it has this name; else the name, since the port of the field is then the proxy's own
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-7.2
 */
export function hostWithPort(name: string | undefined, field: string): string {
  return field.replace(/:\d*$/, '') === name ? field : (name ?? '');
}
