/**
 * Compiles the flood kernels (workers/flood/assembly, AssemblyScript) with and without fused multiply-add and writes
 * them as one module, so that page, workers, tests and terminal program load them alike, without a request.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';
import { BUILD, ROOT } from './paths.mjs';

const SOURCES = join(ROOT, 'workers/flood/assembly');
const KERNELS = ['inertial', 'full'];
const OPTIONS = [
  '-O3 --noAssert --converge --runtime stub --lowMemoryLimit',
  '--enable simd --enable threads --enable bulk-memory --importMemory --sharedMemory --maximumMemory 65536',
]
  .join(' ')
  .split(' ');

const MORE = { simd: [], 'simd-fma': ['--enable', 'relaxed-simd'] };

/** A kernel as a WebAssembly module's bytes; `--debug` among the options keeps the names of its functions. */
export async function compileKernel(kernel, build, options = []) {
  const file = join(BUILD, `${kernel}.${build}.${process.pid}.wasm`);
  const args = [join(SOURCES, `${kernel}.ts`), ...OPTIONS, ...MORE[build], ...options];
  const { error, stderr } = await asc.main([...args, '--outFile', file, '--baseDir', ROOT]);
  if (error) throw new Error(`Compiling ${kernel} (${build}) failed: ${error.message}\n${stderr.toString()}`);
  const bytes = readFileSync(file);
  rmSync(file);
  return bytes;
}

async function main() {
  const lines = [];
  for (const kernel of KERNELS) {
    for (const build of Object.keys(MORE)) {
      lines.push(`  '${kernel}.${build}': '${(await compileKernel(kernel, build)).toString('base64')}',`);
    }
  }
  writeFileSync(
    join(ROOT, 'workers/flood/kernel/built.ts'),
    `/** Made by .tools/kernels.mjs: WebAssembly modules, base64. */\nexport const BUILT: Readonly<Record<string, string>> = {\n${lines.join('\n')}\n};\n`,
  );
}

if (process.argv[1]?.endsWith('kernels.mjs')) await main();
