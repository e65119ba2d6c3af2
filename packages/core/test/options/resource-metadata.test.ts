import { describe } from 'vitest';
import { accepts, refuses, wrongValues } from './build-client.ts';

const RESOURCE = 'https://api.test/v1';

describe('resourceMetadata', () => {
  accepts([
    { resourceMetadata: 'https://api.test/.well-known/oauth-protected-resource' },
    { resourceMetadata: { resource: RESOURCE } },
    { resourceMetadata: { resource: RESOURCE, scopesSupported: ['read', 'write'] } },
    { resourceMetadata: { resource: RESOURCE, scopesSupported: [], resource_name: 'Orders' } },
    { resourceMetadata: { resource: 'http://localhost:3000' }, insecureRequests: true },
  ]);
  refuses([
    ...wrongValues('resourceMetadata', 'an object', [
      [null, 'null'],
      [5, '5'],
      [true, 'true'],
      [[], 'an array'],
    ]),
    ...wrongValues('resourceMetadata', 'an https URL', [
      ['/.well-known/oauth-protected-resource', '"/.well-known/oauth-protected-resource"'],
      ['http://api.test/', '"http://api.test/"'],
    ]),
    ...wrongValues('resourceMetadata', 'a string that is not blank', [['', '""']]),
    {
      given: { resourceMetadata: { resource: RESOURCE, scopesSupported: 'read write' } },
      names: 'resourceMetadata.scopesSupported',
      was: '"read write"',
      mayBe: 'a list of strings',
    },
    {
      given: { resourceMetadata: { resource: RESOURCE, scopesSupported: ['read', 5] } },
      names: 'resourceMetadata.scopesSupported[1]',
      was: '5',
      mayBe: 'a string that is not blank',
    },
  ]);
});

describe('mcp-proxy#111: a malformed resource stops the start, not each 401', () => {
  refuses([
    ...wrongValues('resourceMetadata.resource', 'a string that is not blank', [
      [undefined, 'undefined'],
      [null, 'null'],
      ['', '""'],
      [5, '5'],
      [[RESOURCE], 'an array'],
      [{}, 'an object'],
    ]),
    ...wrongValues('resourceMetadata.resource', 'an https URL', [
      ['api.test', '"api.test"'],
      ['/v1', '"/v1"'],
      ['https://', '"https://"'],
      ['https://[', '"https://["'],
      ['http://api.test', '"http://api.test"'],
      ['ftp://api.test', '"ftp://api.test"'],
      ['urn:api', '"urn:api"'],
      ['javascript:alert(1)', '"javascript:alert(1)"'],
    ]),
    ...wrongValues('resourceMetadata.resource', 'a URL without a fragment', [
      ['https://api.test/#a', '"https://api.test/#a"'],
      ['https://api.test/#', '"https://api.test/#"'],
    ]),
  ]);
});
