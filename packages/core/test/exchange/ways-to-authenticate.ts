import { generateKeyPair } from 'jose';
import { expect } from 'vitest';
import { CLIENT } from './setting.ts';

const { clientId, clientSecret } = CLIENT;
const basic = `Basic ${btoa(`${clientId}:${clientSecret}`)}`;
const { privateKey } = await generateKeyPair('ES256');

/** Each way of client authentication: the options, and what is on the wire for it. */
export const AUTHENTICATIONS: readonly {
  readonly id: string;
  readonly client: Readonly<Record<string, unknown>>;
  readonly authorization: string | null;
  readonly fields: readonly (readonly [name: string, value: unknown])[];
}[] = [
  {
    id: 'client_secret_basic by default',
    client: CLIENT,
    authorization: basic,
    fields: [],
  },
  {
    id: 'client_secret_basic by name',
    client: { ...CLIENT, clientAuthentication: { method: 'client_secret_basic' } },
    authorization: basic,
    fields: [],
  },
  {
    id: 'client_secret_post',
    client: { ...CLIENT, clientAuthentication: { method: 'client_secret_post' } },
    authorization: null,
    fields: [
      ['client_id', clientId],
      ['client_secret', clientSecret],
    ],
  },
  {
    id: 'none',
    client: { clientId, clientSecret: undefined, clientAuthentication: { method: 'none' } },
    authorization: null,
    fields: [['client_id', clientId]],
  },
  {
    id: 'private_key_jwt',
    client: {
      clientId,
      clientSecret: undefined,
      clientAuthentication: { method: 'private_key_jwt', privateKey, algorithm: 'ES256' },
    },
    authorization: null,
    fields: [
      ['client_id', clientId],
      ['client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'],
      ['client_assertion', expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/)],
    ],
  },
];
