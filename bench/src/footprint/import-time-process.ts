// Forked anew for each import: tells how long it took, without the start of the process.
import { pathToFileURL } from 'node:url';

const target = process.argv[2] ?? '';
const specifier = target.startsWith('/') ? pathToFileURL(target).href : target;
const start = performance.now();
await import(specifier);
process.send?.(performance.now() - start);
process.disconnect();
