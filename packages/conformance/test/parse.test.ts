import { expect, test } from 'vitest';
import { parseAnswer } from '../src/http/parse.ts';

const OPEN = { method: 'GET', ended: false };
const ENDED = { method: 'GET', ended: true };

const COMPLETE: ReadonlyArray<readonly [string, string, typeof OPEN, string]> = [
  ['content-length', 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc', OPEN, 'abc'],
  ['more than content-length', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nabc', OPEN, 'ab'],
  ['no reason phrase', 'HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n', OPEN, ''],
  [
    'chunks',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n',
    OPEN,
    'ab0123456789',
  ],
  [
    'chunks with a trailer',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n1\r\na\r\n0\r\nX-Sum: 1\r\n\r\n',
    OPEN,
    'a',
  ],
  ['the end of the connection', 'HTTP/1.1 200 OK\r\n\r\nabc', ENDED, 'abc'],
  [
    'an interim answer first',
    'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na',
    OPEN,
    'a',
  ],
  ['HEAD', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n', { method: 'HEAD', ended: false }, ''],
  ['204', 'HTTP/1.1 204 No Content\r\n\r\n', OPEN, ''],
  ['UTF-8', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n\u00c3\u00a9', OPEN, '\u00e9'],
];

test.each(COMPLETE)('reads a body by %s', (_by, bytes, context, body) => {
  expect(parseAnswer(bytes, context)?.body).toBe(body);
});

test.each(COMPLETE)('waits for the rest of a body by %s', (_by, bytes) => {
  expect(parseAnswer(bytes.slice(0, 20), OPEN)).toBeUndefined();
});

test.each([
  'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab',
  'HTTP/1.1 200 OK\r\n\r\nabc',
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab',
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n',
  'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200',
])('is not content with a part: %j', (bytes) => {
  expect(parseAnswer(bytes, OPEN)).toBeUndefined();
});

test.each([
  ['HTTP/2 200\r\n\r\n', /status line/],
  ['hello\r\n\r\n', /status line/],
  ['HTTP/1.1 200 OK\r\nno colon\r\n\r\n', /header field/],
  ['HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n', /content-length/],
  ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n', /chunk size/],
])('says what is wrong with %j', (bytes, message) => {
  expect(() => parseAnswer(bytes, OPEN)).toThrow(message);
});

test('keeps repeated header fields apart', () => {
  const bytes = 'HTTP/1.1 204 No\r\nA: 1\r\na:\t2 \r\nB:\r\n\r\n';
  const fields = [
    ['a', '1'],
    ['a', '2'],
    ['b', ''],
  ];
  expect(parseAnswer(bytes, OPEN)?.fields).toEqual(fields);
});
