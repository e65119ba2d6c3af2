/** Calls the tools by hand, with a browser for signing in. Usage: `node call-tools.js [url]`. */
import { LoopbackSignIn } from './loopback-sign-in.ts';
import { connect } from './notes-client.ts';

const server = new URL(process.argv[2] ?? 'http://127.0.0.1:4010/mcp');
const signIn = await LoopbackSignIn.start((url) => {
  console.log(`Open this in a browser:\n\n${url.href}\n`);
});
try {
  const client = await connect(server, signIn);
  console.log(`Connected; list_notes says: ${await client.call('list_notes')}`);
  console.log('add_note needs one more scope.');
  console.log(`add_note says: ${await client.call('add_note', { note: 'Milk' })}`);
  console.log(`list_notes says: ${await client.call('list_notes')}`);
  await client.close();
} catch (error) {
  console.error('That did not work:', error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  signIn.close();
}
