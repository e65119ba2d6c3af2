import { afterAll } from 'vitest';
import { FRAMEWORKS } from './frameworks.ts';
import { openServer } from './server.ts';
import type { UrlCase } from './url-cases.ts';
import { describeUrls, forwarded, PUBLIC } from './url-cases.ts';

const server = await openServer();
afterAll(server.close);
const HERE = `http://${server.host}`;

const CASES: readonly UrlCase[] = [
  { id: 'publicUrl, an origin', publicUrl: PUBLIC, htu: `${PUBLIC}/things` },
  { id: 'publicUrl with a slash', publicUrl: `${PUBLIC}/`, htu: `${PUBLIC}/things` },
  { id: 'publicUrl with a port', publicUrl: `${PUBLIC}:8443`, htu: `${PUBLIC}:8443/things` },
  { id: 'publicUrl with a prefix', publicUrl: `${PUBLIC}/v2`, htu: `${PUBLIC}/v2/things` },
  {
    id: 'publicUrl with a prefix and a slash',
    publicUrl: `${PUBLIC}/v2/`,
    htu: `${PUBLIC}/v2/things`,
  },
  {
    id: 'publicUrl with a prefix, the root',
    publicUrl: `${PUBLIC}/v2`,
    target: '/',
    htu: `${PUBLIC}/v2/`,
  },
  {
    id: 'publicUrl with a prefix, //',
    publicUrl: `${PUBLIC}/v2`,
    target: '//things',
    htu: `${PUBLIC}/v2//things`,
  },
  {
    id: 'publicUrl: a proof for the inner URL',
    publicUrl: PUBLIC,
    htu: `${HERE}/things`,
    refusedFor: `${PUBLIC}/things`,
  },
  {
    id: 'publicUrl with a prefix: a proof without it',
    publicUrl: `${PUBLIC}/v2`,
    htu: `${PUBLIC}/things`,
    refusedFor: `${PUBLIC}/v2/things`,
  },
  {
    id: 'publicUrl as a function',
    publicUrl: ({ headers }) => `https://${[Object(headers)['x-tenant']].flat()[0]}.example.com/v2`,
    fields: [['X-Tenant', 'acme']],
    htu: 'https://acme.example.com/v2/things',
  },
  {
    id: 'publicUrl as a function, for another tenant',
    publicUrl: ({ headers }) => `https://${[Object(headers)['x-tenant']].flat()[0]}.example.com`,
    fields: [['X-Tenant', 'acme']],
    htu: 'https://other.example.com/things',
    refusedFor: 'https://acme.example.com/things',
  },
  {
    id: 'publicUrl, absolute form',
    publicUrl: PUBLIC,
    target: 'http://evil.example/things',
    htu: `${PUBLIC}/things`,
  },
  {
    id: 'publicUrl: a forged Host',
    publicUrl: PUBLIC,
    fields: [['Host', 'evil.example']],
    htu: 'http://evil.example/things',
    refusedFor: `${PUBLIC}/things`,
  },
  {
    id: 'publicUrl: whatever Host says',
    publicUrl: PUBLIC,
    fields: [['Host', 'evil.example']],
    htu: `${PUBLIC}/things`,
  },
  {
    id: 'publicUrl, trust proxy: a forged X-Forwarded-Host',
    publicUrl: PUBLIC,
    trust: true,
    fields: forwarded('https', 'evil.example'),
    htu: 'https://evil.example/things',
    refusedFor: `${PUBLIC}/things`,
  },
  {
    id: 'publicUrl, trust proxy: whatever the forwarded fields say',
    publicUrl: PUBLIC,
    trust: true,
    fields: forwarded('http', 'evil.example'),
    htu: `${PUBLIC}/things`,
  },
  {
    id: 'publicUrl: a request without Host',
    publicUrl: PUBLIC,
    version: '1.0',
    htu: `${PUBLIC}/things`,
  },
  {
    id: 'publicUrl, trust proxy: a port that Express 4 does not tell',
    publicUrl: `${PUBLIC}:8443`,
    trust: true,
    fields: forwarded('https', 'api.example.com:8443'),
    htu: `${PUBLIC}:8443/things`,
  },
];

for (const framework of FRAMEWORKS) {
  describeUrls(`${framework.name}: publicUrl`, CASES, { framework, server });
}
