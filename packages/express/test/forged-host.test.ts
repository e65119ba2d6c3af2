import { afterAll } from 'vitest';
import { FRAMEWORKS } from './frameworks.ts';
import { openServer } from './server.ts';
import type { UrlCase } from './url-cases.ts';
import { ANY_URL, describeUrls, forwarded, PUBLIC } from './url-cases.ts';

const server = await openServer();
afterAll(server.close);
// A host with more in it than a host must not move the path: the proof is for /harmless, the
// request is for /things.
const FORGED_HOSTS = [
  'api.example.com/harmless?',
  'api.example.com/harmless#',
  '/harmless?',
  'a?b@api.example.com/harmless?',
];
const CASES: readonly UrlCase[] = FORGED_HOSTS.flatMap((forged): UrlCase[] => [
  {
    id: `Host: ${forged}`,
    fields: [['Host', forged]],
    htu: 'http://api.example.com/harmless',
    refusedFor: ANY_URL,
  },
  {
    id: `publicUrl, Host: ${forged}`,
    publicUrl: PUBLIC,
    fields: [['Host', forged]],
    htu: `${PUBLIC}/harmless`,
    refusedFor: ANY_URL,
  },
  {
    id: `trust proxy, X-Forwarded-Host: ${forged}`,
    trust: true,
    fields: forwarded('https', forged),
    htu: `${PUBLIC}/harmless`,
    refusedFor: ANY_URL,
  },
  {
    id: `publicUrl, trust proxy, X-Forwarded-Host: ${forged}`,
    publicUrl: PUBLIC,
    trust: true,
    fields: forwarded('https', forged),
    htu: `${PUBLIC}/harmless`,
    refusedFor: ANY_URL,
  },
  {
    id: `publicUrl, trust proxy, X-Forwarded-Proto: https://${forged}`,
    publicUrl: PUBLIC,
    trust: true,
    fields: [['X-Forwarded-Proto', `https://${forged}`]],
    htu: `${PUBLIC}/harmless`,
    refusedFor: ANY_URL,
  },
]);

for (const framework of FRAMEWORKS) {
  describeUrls(`${framework.name}: RFC 9449 section 4.3, htu: a host that holds a path`, CASES, {
    framework,
    server,
  });
}
