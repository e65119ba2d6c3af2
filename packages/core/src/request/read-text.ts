const MAX_BODY = 1024 * 1024;

/**
 * Reads a body of at most 1 MiB as UTF-8.
 *
 * @returns the text; undefined where there is more
 */
export async function readText(response: Response): Promise<string | undefined> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > MAX_BODY) return undefined;
    text += decoder.decode(value, { stream: true });
  }
}
