/**
 * Serves the notes by hand. Usage: `node start.js express|hono [issuer]`; the port is `PORT`, else 4010.
 */
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { expressServer } from './express-server.ts';
import { honoServer } from './hono-server.ts';

const [framework, issuer = 'http://127.0.0.1:4000'] = process.argv.slice(2);
const port = Number(process.env['PORT'] ?? 4010);
const resource = `http://127.0.0.1:${port}/mcp`;
const listener =
  framework === 'hono'
    ? getRequestListener(honoServer(issuer, resource).fetch)
    : expressServer(issuer, resource);

createServer(listener).listen(port, '127.0.0.1', () => {
  console.log(`An MCP server on ${framework === 'hono' ? 'Hono' : 'Express'}: ${resource}`);
});
