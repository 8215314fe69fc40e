/** `npm start`: installs, makes the sample city, builds and serves; prints the address. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { steps } from './ensure.mjs';
import { ROOT } from './paths.mjs';

steps.install();
steps.city();
steps.twin();
process.chdir(ROOT);
const { build, preview } = await import('vite');
if (!process.argv.includes('--no-build') || !existsSync(join(ROOT, 'dist', 'index.html'))) {
  await build({ logLevel: 'warn' });
}
const portAt = process.argv.indexOf('--port');
const server = await preview({
  preview: { port: portAt > 0 ? Number(process.argv[portAt + 1]) : 4173, host: process.argv.includes('--host') },
});
const size = statSync(join(ROOT, 'dist', 'index.html')).size;
if (size === 0) throw new Error('dist/index.html is empty: the build did not finish.');
console.log('\nĐà Nẵng Twin is up:');
for (const url of [...(server.resolvedUrls?.local ?? []), ...(server.resolvedUrls?.network ?? [])])
  console.log(`  ${url}`);
console.log('Stop it with Ctrl+C.');
