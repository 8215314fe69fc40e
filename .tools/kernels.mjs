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

const lines = [];
for (const kernel of KERNELS) {
  for (const [build, more] of [
    ['simd', []],
    ['simd-fma', ['--enable', 'relaxed-simd']],
  ]) {
    const file = join(BUILD, `${kernel}.${build}.wasm`);
    const { error, stderr } = await asc.main([
      join(SOURCES, `${kernel}.ts`),
      ...OPTIONS,
      ...more,
      '--outFile',
      file,
      '--baseDir',
      ROOT,
    ]);
    if (error) {
      console.error(stderr.toString());
      console.error(`Compiling ${kernel} (${build}) failed: ${error.message}`);
      process.exit(1);
    }
    lines.push(`  '${kernel}.${build}': '${readFileSync(file).toString('base64')}',`);
    rmSync(file);
  }
}
writeFileSync(
  join(ROOT, 'workers/flood/kernel/built.ts'),
  `/** Made by .tools/kernels.mjs: WebAssembly modules, base64. */\nexport const BUILT: Readonly<Record<string, string>> = {\n${lines.join('\n')}\n};\n`,
);
