import { describe, expect, test } from 'vitest';
import { normalizeHtu } from '../../src/dpop/htu.ts';
import { expectAccepted, expectProofRefused } from './expectations.ts';
import { createApi, createHolder, makeProof, mintBound, ORDERS, proven } from './setting.ts';

const holder = await createHolder();
const token = await mintBound(holder);
const api = createApi();
const HOST = 'https://api.test';

interface Pair {
  readonly id: string;
  readonly htu: string;
  readonly url?: string;
}

// RFC 3986 sections 6.2.2 and 6.2.3; each pair is tried in both directions.
const SAME: readonly Pair[] = [
  { id: 'itself', htu: ORDERS },
  { id: 'case of the scheme', htu: 'HTTPS://api.test/orders' },
  { id: 'case of the host', htu: 'https://API.Test/orders' },
  { id: 'default port', htu: 'https://api.test:443/orders' },
  { id: 'empty port', htu: 'https://api.test:/orders' },
  { id: 'default port of http', htu: 'http://api.test:80/a', url: 'http://api.test/a' },
  { id: 'explicit port', htu: 'https://API.test:8443/a', url: 'https://api.test:8443/a' },
  { id: 'query on one side', htu: `${ORDERS}?a=1&b=https://x/` },
  { id: 'fragment on one side', htu: `${ORDERS}#top` },
  { id: 'both', htu: `${ORDERS}?a=1#top`, url: `${ORDERS}?b=2` },
  { id: 'question mark in the fragment', htu: `${ORDERS}#a?b` },
  { id: 'empty query and fragment', htu: `${ORDERS}?#` },
  { id: 'what is no URL within the query', htu: ORDERS, url: `${ORDERS}?a=\\ é"|` },
  { id: 'empty path', htu: HOST, url: `${HOST}/` },
  { id: 'empty path with a query', htu: `${HOST}?a`, url: `${HOST}/` },
  { id: 'dot segment', htu: `${HOST}/./orders` },
  { id: 'dot segments', htu: `${HOST}/a/./b/../../orders` },
  { id: 'more dots than segments', htu: `${HOST}/../../orders` },
  { id: 'dot at the end', htu: `${HOST}/orders/.`, url: `${HOST}/orders/` },
  { id: 'dots at the end', htu: `${HOST}/orders/a/..`, url: `${HOST}/orders/` },
  { id: 'dots after an empty segment', htu: `${HOST}/a//../b`, url: `${HOST}/a/b` },
  { id: '%2e is a dot', htu: `${HOST}/a/%2e%2E/orders` },
  { id: '%2e and a dot', htu: `${HOST}/a/.%2e/orders` },
  { id: '%2e within a name', htu: `${HOST}/a%2eb`, url: `${HOST}/a.b` },
  { id: '%7E is ~', htu: `${HOST}/%7Ealice`, url: `${HOST}/~alice` },
  { id: '%7e is ~', htu: `${HOST}/%7ealice`, url: `${HOST}/~alice` },
  { id: 'letters and digits', htu: `${HOST}/%6frders%2D%5F%31`, url: `${HOST}/orders-_1` },
  { id: 'percent case', htu: `${HOST}/a%2fb%c3%a9`, url: `${HOST}/a%2Fb%C3%A9` },
  { id: 'percent-encoded host', htu: 'https://%61pi.test/orders' },
  { id: '// paths', htu: `${HOST}//orders`, url: `${HOST}//orders` },
  { id: 'IPv6', htu: 'https://[2001:DB8::A]/a', url: 'https://[2001:db8::a]:443/a' },
  { id: 'IPv6 with a port', htu: 'http://[::1]:3000/a', url: 'http://[::1]:3000/a' },
  { id: 'IPv4', htu: 'http://127.0.0.1:3000/', url: 'http://127.0.0.1:3000' },
  { id: 'host with _', htu: 'http://my_api:8080/a', url: 'http://MY_API:8080/a' },
  {
    id: 'host that starts with _',
    htu: 'https://_api._tcp.test/a',
    url: 'https://_api._tcp.test/a',
  },
  {
    id: 'IDN in its ASCII form',
    htu: 'https://XN--bcher-kva.test/',
    url: 'https://xn--bcher-kva.test/',
  },
  { id: 'sub-delimiters', htu: `${HOST}/a;b=1,2/(c)@d!$&'*+`, url: `${HOST}/a;b=1,2/(c)@d!$&'*+` },
  { id: '% that encodes nothing', htu: `${HOST}/100%`, url: `${HOST}/100%` },
];

const DIFFERENT: readonly Pair[] = [
  { id: 'scheme', htu: 'http://api.test/orders' },
  { id: 'other scheme', htu: 'wss://api.test/orders' },
  { id: 'host', htu: 'https://evil.test/orders' },
  { id: 'host with a prefix', htu: 'https://xapi.test/orders' },
  { id: 'host with a suffix', htu: 'https://api.test.evil.test/orders' },
  { id: 'dot behind the host', htu: 'https://api.test./orders' },
  { id: 'port', htu: 'https://api.test:8443/orders' },
  { id: 'port of http', htu: 'https://api.test:80/orders' },
  { id: 'path', htu: `${HOST}/order` },
  { id: 'longer path', htu: `${HOST}/orders/1` },
  { id: 'trailing slash', htu: `${HOST}/orders/` },
  { id: 'case of the path', htu: `${HOST}/Orders` },
  { id: 'no path', htu: HOST },
  { id: '// paths', htu: `${HOST}//orders` },
  { id: '%2F is no slash', htu: `${HOST}/a%2Fb`, url: `${HOST}/a/b` },
  { id: '%252F is not %2F', htu: `${HOST}/a%252Fb`, url: `${HOST}/a%2Fb` },
  { id: '%257E is not ~', htu: `${HOST}/%257E`, url: `${HOST}/~` },
  { id: '%3F is no query', htu: `${HOST}/orders%3Fa` },
  { id: '%23 is no fragment', htu: `${HOST}/orders%23a` },
  { id: '%00', htu: `${HOST}/orders%00` },
  { id: '+ is no space', htu: `${HOST}/a+b`, url: `${HOST}/a%20b` },
  { id: '%2B is not +', htu: `${HOST}/a%2Bb`, url: `${HOST}/a+b` },
  { id: 'path parameter', htu: `${HOST}/orders;a` },
  { id: 'IPv6', htu: 'https://[::1]/', url: 'https://[::2]/' },
  { id: 'two hosts with _', htu: 'https://a_b/', url: 'https://a-b/' },
];

// None of these is a URL of RFC 3986 with http or https and no credentials, or it is another one.
const NO_URL: readonly Pair[] = [
  { id: 'empty', htu: '' },
  { id: 'a path', htu: '/orders' },
  { id: 'no scheme', htu: 'api.test/orders' },
  { id: 'scheme-relative', htu: '//api.test/orders' },
  { id: 'asterisk', htu: '*' },
  { id: 'other schemes', htu: 'file:///orders' },
  { id: 'data', htu: 'data:,orders' },
  { id: 'userinfo', htu: 'https://user@api.test/orders' },
  { id: 'userinfo with a password', htu: 'https://user:pass@api.test/orders' },
  { id: 'empty userinfo', htu: 'https://@api.test/orders' },
  { id: 'empty user and password', htu: 'https://:@api.test/orders' },
  { id: 'host as userinfo', htu: 'https://api.test@evil.test/orders' },
  { id: 'backslashes for slashes', htu: 'https:\\\\api.test\\orders' },
  { id: 'backslash in the path', htu: `${HOST}\\orders` },
  { id: 'backslash before @', htu: 'https://api.test\\@evil.test/orders' },
  { id: 'one slash', htu: 'https:/api.test/orders' },
  { id: 'no slash', htu: 'https:api.test/orders' },
  { id: 'three slashes', htu: 'https:///api.test/orders' },
  { id: 'four slashes', htu: 'https:////api.test/orders' },
  { id: 'blank before', htu: ` ${ORDERS}` },
  { id: 'blank behind', htu: `${ORDERS} ` },
  { id: 'blank within', htu: `${HOST}/ord ers` },
  { id: 'tab within', htu: `${HOST}/ord\ters` },
  { id: 'line feed within', htu: `${HOST}/or\nders` },
  { id: 'NUL behind', htu: `${ORDERS}\0` },
  { id: 'IDN', htu: 'https://bücher.test/', url: 'https://xn--bcher-kva.test/' },
  { id: 'fullwidth host', htu: 'https://ａpi.test/orders' },
  { id: 'ideographic full stop', htu: 'https://api。test/orders' },
  { id: 'non-ASCII path', htu: `${HOST}/é`, url: `${HOST}/%C3%A9` },
  { id: 'port too large', htu: 'https://api.test:65979/orders' },
  { id: 'port that is no number', htu: 'https://api.test:https/orders' },
  { id: 'no host', htu: 'https://' },
  { id: 'quoted', htu: `"${ORDERS}"` },
  { id: 'IPv4 in short', htu: 'https://127.1/', url: 'https://127.0.0.1/' },
  { id: 'IPv4 in hex', htu: 'https://0x7f.0.0.1/', url: 'https://127.0.0.1/' },
  { id: 'IPv4 as a number', htu: 'https://2130706433/', url: 'https://127.0.0.1/' },
];

describe('RFC 9449 section 4.3, check 9: htu is the URL of the request', () => {
  test.each(SAME)('$id: $htu passes', async ({ htu, url = ORDERS }) => {
    for (const [claim, called] of [
      [htu, url],
      [url, htu],
    ] as const) {
      const proof = await makeProof(holder, token, { claims: { htu: claim } });
      await expectAccepted(api, proven(token, proof, { url: called }));
    }
  });

  test.each(DIFFERENT)('$id: $htu is refused', async ({ htu, url = ORDERS }) => {
    for (const [claim, called] of [
      [htu, url],
      [url, htu],
    ] as const) {
      const proof = await makeProof(holder, token, { claims: { htu: claim } });
      await expectProofRefused(api, proven(token, proof, { url: called }), 'htu_mismatch');
    }
  });

  test.each(NO_URL)('no URL, $id: refused', async ({ htu, url = ORDERS }) => {
    const proof = await makeProof(holder, token, { claims: { htu } });
    await expectProofRefused(api, proven(token, proof, { url }), 'htu_mismatch');
  });

  test.each(['', '/orders', 'api.test', 'https://user@api.test/orders', 'https://a b/'])(
    'where the URL of the request is "%s", no proof passes, not even one that says the same',
    async (url) => {
      const proof = await makeProof(holder, token, { claims: { htu: url } });
      await expectProofRefused(api, proven(token, proof, { url }), 'htu_mismatch');
    },
  );

  test('normalization is stable', () => {
    for (const { htu } of [...SAME, ...DIFFERENT]) {
      const once = normalizeHtu(htu);
      if (once !== undefined) expect(normalizeHtu(once)).toBe(once);
    }
  });
});

describe('the details of a mismatch', () => {
  test('tell what was expected, what came, and what to set', async () => {
    const htu = 'https://public.test/orders?secret=1';
    const proof = await makeProof(holder, token, { claims: { htu } });
    const url = 'http://10.0.0.7:8080/orders?token=1';
    const { details } = await expectProofRefused(
      api,
      proven(token, proof, { url }),
      'htu_mismatch',
    );
    expect(details).toEqual({
      expected: 'http://10.0.0.7:8080/orders',
      received: expect.stringContaining('https://public.test/orders'),
      hint: expect.stringMatching(/publicUrl/),
    });
  });

  test('are bounded', async () => {
    const proof = await makeProof(holder, token, {
      claims: { htu: `${HOST}/${'a'.repeat(5000)}` },
    });
    const { details } = await expectProofRefused(api, proven(token, proof), 'htu_mismatch');
    expect(JSON.stringify(details).length).toBeLessThan(1024);
  });
});
