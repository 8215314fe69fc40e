import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { InputError } from '../../src/city/errors.ts';
import { readModel } from '../../src/city/inp/swmm/index.ts';
import { readInp } from '../../src/city/inp/tokens.ts';
import { drainModel } from '../domain/network/index.ts';
import { NetworkError, STEP_MAX_S } from '../drainage/index.ts';
import { fromCaller, positive, required } from './arguments.ts';
import { PipeTables } from './pipes.ts';

/** `twin drain`: the pipe network of a SWMM model alone, computed and written to a folder. */
export async function drainCommand(args: readonly string[]): Promise<void> {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { out: text, dt: text },
  });
  if (positionals.length !== 1) {
    throw new InputError('cli.argument', `twin drain: expected one MODEL.inp, found ${positionals.length}.`);
  }
  const out = fromCaller(required('out', values.out, 'drain'));
  const stepS = positive('dt', values.dt) ?? STEP_MAX_S;
  if (stepS > STEP_MAX_S) {
    throw new InputError('cli.argument', `--dt: expected at most ${STEP_MAX_S} s, found ${stepS}.`);
  }
  const path = fromCaller(positionals[0]);
  const name = basename(path);
  const model = readModel(readInp(await bytesOf(path), name));
  const tables = new PipeTables();
  const summary = said(name, () =>
    drainModel(model, stepS, (drainage) => {
      tables.add(drainage, drainage.timeS, (node) => drainage.floodingM3s[node]);
    }),
  );
  await mkdir(out, { recursive: true });
  await tables.write(out);
  await writeFile(join(out, 'summary.json'), `${JSON.stringify({ model: name, ...summary }, null, 2)}\n`);
  for (const warning of summary.warnings) process.stdout.write(`note: ${warning}\n`);
  process.stdout.write(
    `${name}: ${summary.nodes} nodes, ${summary.links} links, ${summary.steps} steps in ${summary.wallS.toFixed(1)} s, ` +
      `water balance ${summary.massErrorRel.toExponential(1)}\n`,
  );
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch {
    throw new InputError('cli.file', `${path}: expected a SWMM model, found no file that can be read.`);
  }
}

/** A network that cannot be computed is bad input: the sentence names the file. */
function said<T>(name: string, compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof NetworkError) throw new InputError('network', `${name}: ${error.message}`);
    throw error;
  }
}
