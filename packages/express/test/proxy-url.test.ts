import { afterAll } from 'vitest';
import { FRAMEWORKS } from './frameworks.ts';
import { openServer } from './server.ts';
import type { UrlCase } from './url-cases.ts';
import { describeUrls, forwarded, PUBLIC } from './url-cases.ts';

const server = await openServer();
afterAll(server.close);
const HERE = `http://${server.host}`;
const NO_PORT: UrlCase['cannot'] = {
  framework: 'Express 4',
  because: 'its request tells the forwarded host without the port; publicUrl helps',
};

const CASES: readonly UrlCase[] = [
  {
    id: 'forwarded fields count for nothing by default',
    fields: forwarded('https', 'api.example.com'),
    htu: `${PUBLIC}/things`,
    refusedFor: `${HERE}/things`,
  },
  {
    id: 'forwarded fields count for nothing where another proxy is trusted',
    trust: '10.0.0.1',
    fields: forwarded('https', 'api.example.com'),
    htu: `${PUBLIC}/things`,
    refusedFor: `${HERE}/things`,
  },
  {
    id: 'trust proxy',
    trust: true,
    fields: forwarded('https', 'api.example.com'),
    htu: `${PUBLIC}/things`,
  },
  {
    id: 'trust proxy by address',
    trust: 'loopback',
    fields: forwarded('https', 'api.example.com'),
    htu: `${PUBLIC}/things`,
  },
  { id: 'trust proxy, no forwarded fields', trust: true, htu: `${HERE}/things` },
  {
    id: 'trust proxy: the first of several',
    trust: true,
    fields: forwarded('https, http', 'api.example.com, 10.0.0.1'),
    htu: `${PUBLIC}/things`,
  },
  {
    id: 'trust proxy: X-Forwarded-Proto alone, Host kept by the proxy',
    trust: true,
    fields: [
      ['Host', 'api.example.com'],
      ['X-Forwarded-Proto', 'https'],
    ],
    htu: `${PUBLIC}/things`,
  },
  {
    id: 'trust proxy: Host with a port, kept by the proxy',
    trust: true,
    fields: [
      ['Host', 'api.example.com:8443'],
      ['X-Forwarded-Proto', 'https'],
    ],
    htu: `${PUBLIC}:8443/things`,
  },
  {
    id: 'trust proxy: IPv6 in X-Forwarded-Host',
    trust: true,
    fields: forwarded('https', '[2001:db8::1]'),
    htu: 'https://[2001:db8::1]/things',
  },
  {
    id: "trust proxy: X-Forwarded-Host takes no port from the proxy's own Host",
    trust: true,
    fields: forwarded('https', '127.0.0.1'),
    cannot: NO_PORT,
    htu: 'https://127.0.0.1/things',
  },
  {
    id: 'trust proxy: X-Forwarded-Host with a port',
    trust: true,
    fields: forwarded('https', 'api.example.com:8443'),
    cannot: NO_PORT,
    htu: `${PUBLIC}:8443/things`,
  },
  {
    id: 'trust proxy: X-Forwarded-Host with a port, of the same name as Host',
    trust: true,
    fields: [['Host', 'localhost:3000'], ...forwarded('https', 'localhost:8443')],
    cannot: NO_PORT,
    htu: 'https://localhost:8443/things',
  },
];

for (const framework of FRAMEWORKS) {
  describeUrls(`${framework.name}: behind a proxy`, CASES, { framework, server });
}
