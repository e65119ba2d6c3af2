import type { ApiRequest, Field } from '../send/send.ts';
import { credentialFields } from '../send/send.ts';
import type { DpopKey } from '../session/dpop-key.ts';
import { boundKeyOf } from './bound-key-of.ts';
import type { Reading } from './read-pasted.ts';

/** What there is besides what was pasted. */
export interface AtHand {
  /** The token that goes with a proof. */
  readonly accessToken: string;
  /** The key of the page's own token. */
  readonly key?: DpopKey | undefined;
}

/** How what was pasted is sent. */
export type Sending = 'proof' | 'bound' | 'bearer';

/** Says how what was pasted is sent: with a proof only where there is one, or the key for one. */
export function sendingOf(reading: Reading, { key }: Pick<AtHand, 'key'>): Sending {
  if (reading.kind === 'proof') return 'proof';
  return key !== undefined && boundKeyOf(reading) === key.jkt ? 'bound' : 'bearer';
}

/**
 * Writes the header fields that send what was pasted to an API.
 *
 * @throws {Error} when it has characters that no header field can carry
 */
export async function pastedFields(
  request: Pick<ApiRequest, 'method' | 'url'>,
  reading: Reading,
  atHand: AtHand,
): Promise<readonly Field[]> {
  const { text } = reading;
  if (!isAscii(text) || !isAscii(atHand.accessToken)) throw new Error(NO_FIELD);
  switch (sendingOf(reading, atHand)) {
    case 'proof':
      return [
        ['authorization', `DPoP ${atHand.accessToken}`],
        ['dpop', text],
      ];
    case 'bound':
      return credentialFields(request, { token: text, key: atHand.key });
    case 'bearer':
      return credentialFields(request, { token: text });
  }
}

const NO_FIELD = 'This cannot be sent: a header field takes ASCII characters only.';

function isAscii(text: string): boolean {
  return /^[\x21-\x7e]*$/.test(text);
}
