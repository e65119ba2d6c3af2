import { afterAll } from 'vitest';
import { FRAMEWORKS } from './frameworks.ts';
import { openServer } from './server.ts';
import type { UrlCase } from './url-cases.ts';
import { describeUrls } from './url-cases.ts';

const server = await openServer();
afterAll(server.close);
const HERE = `http://${server.host}`;
const UNKNOWN = 'the URL of the request, which cannot be told from what came';

const CASES: readonly UrlCase[] = [
  { id: 'the URL as it was called', htu: `${HERE}/things` },
  { id: 'a query counts for nothing', target: '/things?a=1', htu: `${HERE}/things` },
  { id: 'a query in the proof counts for nothing', htu: `${HERE}/things?b=2` },
  { id: 'another path', htu: `${HERE}/other`, refusedFor: `${HERE}/things` },
  { id: 'a longer path', htu: `${HERE}/things/1`, refusedFor: `${HERE}/things` },
  { id: 'https for http', htu: `https://${server.host}/things`, refusedFor: `${HERE}/things` },
  { id: 'another port', htu: 'http://127.0.0.1:1/things', refusedFor: `${HERE}/things` },
  {
    id: 'the host that the client named, in any case',
    fields: [['Host', 'API.Example.com']],
    htu: 'http://api.example.com/things',
  },
  {
    id: 'the default port, said',
    fields: [['Host', 'api.example.com:80']],
    htu: 'http://api.example.com/things',
  },
  {
    id: 'a host with an underscore',
    fields: [['Host', 'my_api:81']],
    htu: 'http://my_api:81/things',
  },
  { id: 'IPv6', fields: [['Host', '[::1]']], htu: 'http://[::1]/things' },
  { id: 'IPv6, written otherwise', fields: [['Host', '[0:0::1]']], htu: 'http://[::1]/things' },
  { id: 'IPv6 with a port', fields: [['Host', '[::1]:3000']], htu: 'http://[::1]:3000/things' },
  {
    id: 'IPv6 with another port',
    fields: [['Host', '[::1]:3000']],
    htu: 'http://[::1]/things',
    refusedFor: 'http://[::1]:3000/things',
  },
  { id: 'a path that starts with //', target: '//things', htu: `${HERE}//things` },
  {
    id: 'a path that looks like a host',
    target: '//evil.example/things',
    htu: 'http://evil.example/things',
    refusedFor: `${HERE}//evil.example/things`,
  },
  {
    id: 'a path with an URL in it',
    target: '/x/https://evil.example/things',
    htu: 'https://evil.example/things',
    refusedFor: `${HERE}/x/https://evil.example/things`,
  },
  { id: 'dot segments', target: '/a/../things', htu: `${HERE}/things` },
  { id: 'percent-encoding', target: '/%74hings', htu: `${HERE}/things` },
  { id: 'percent-encoding in lower case', target: '/a%2fb', htu: `${HERE}/a%2Fb` },
  {
    id: 'an encoded slash is no slash',
    target: '/a%2Fb',
    htu: `${HERE}/a/b`,
    refusedFor: `${HERE}/a%2Fb`,
  },
  { id: 'the root', target: '/', htu: HERE },
  { id: 'absolute form', target: `${HERE}/things?a=1`, htu: `${HERE}/things` },
  {
    id: 'absolute form: the Host field names the host, not the target',
    target: 'http://evil.example/things',
    htu: `${HERE}/things`,
  },
  {
    id: "absolute form: a proof for the target's host",
    target: 'http://evil.example/things',
    htu: 'http://evil.example/things',
    refusedFor: `${HERE}/things`,
  },
  { id: 'absolute form without a path', target: 'http://evil.example', htu: `${HERE}/` },
  { id: 'OPTIONS *', method: 'OPTIONS', target: '*', htu: `${HERE}/` },
  {
    id: 'the first of two Host fields counts',
    fields: [
      ['Host', 'api.example.com'],
      ['Host', 'evil.example'],
    ],
    htu: 'http://evil.example/things',
    refusedFor: 'http://api.example.com/things',
  },
  {
    id: 'without Host (HTTP/1.0) a request has no URL',
    version: '1.0',
    htu: 'http://undefined/things',
    refusedFor: UNKNOWN,
  },
  {
    id: 'with an empty Host a request has no URL',
    fields: [['Host', '']],
    htu: 'http://undefined/things',
    refusedFor: UNKNOWN,
  },
];

for (const framework of FRAMEWORKS) {
  describeUrls(`${framework.name}: the URL of a request`, CASES, { framework, server });
}
