import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { InputError } from '../../src/city/errors.ts';
import { type City, openCity } from '../../src/city/index.ts';
import { isPipework } from '../../src/scenario/types.ts';
import { editedInp } from '../domain/pipework/inpFile.ts';
import { planRun } from '../domain/plan.ts';
import { runPlan } from '../domain/run.ts';
import { FrameStore, type GaugeSample, type Progress } from '../flood/index.ts';
import { openPath } from '../import/nodeFiles.ts';
import { fromCaller, positive, required } from './arguments.ts';
import { PipeTables } from './pipes.ts';
import { writeResults } from './results.ts';
import { findScenario } from './scenarios.ts';

const SOLVERS = ['auto', 'inertial', 'full'] as const;
const BUILDS = ['ts', 'simd', 'simd-fma'] as const;
const STEPS = ['local', 'global'] as const;
const ORDERS = ['1', '2'] as const;

/** `twin simulate`: a scenario of a City computed and written to a folder. */
export async function simulateCommand(args: readonly string[]): Promise<void> {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      scenario: text,
      out: text,
      threads: text,
      solver: text,
      cell: text,
      build: text,
      steps: text,
      order: text,
    },
  });
  if (positionals.length !== 1) {
    throw new InputError('cli.argument', `twin simulate: expected one CITY, found ${positionals.length}.`);
  }
  const named = required('scenario', values.scenario, 'simulate');
  const out = fromCaller(required('out', values.out, 'simulate'));
  const threads = positive('threads', values.threads);
  const build = oneOf('build', values.build, BUILDS);
  const stepping = oneOf('steps', values.steps, STEPS);
  const order = oneOf('order', values.order, ORDERS);
  const cellSizeM = positive('cell', values.cell);
  const solver = oneOf('solver', values.solver, SOLVERS);

  const files = await openPath(fromCaller(positionals[0]));
  const city = await openCity(files, { layers: ['land', 'construction', 'drainage'] });
  const { scenario, readScenarioFile } = await findScenario(city, named);
  const domain = await planRun(city, scenario, {
    readScenarioFile,
    ...(cellSizeM !== undefined && { cellSizeM }),
    ...(solver !== undefined && { solver }),
  });
  const frames = new FrameStore(domain.grid);
  const tables = domain.drains && new PipeTables(fileOrder(city));
  const gauges: GaugeSample[] = [];
  const result = await runPlan(domain, {
    ...(threads !== undefined && { threads }),
    ...(build !== undefined && { build }),
    ...(stepping !== undefined && { steps: stepping }),
    ...(order !== undefined && { order: order === '1' ? 1 : 2 }),
    onFrame: (frame) => frames.add(frame),
    onPipes: ({ drainage, risingM3s }, timeS) =>
      tables?.add(drainage, timeS, (node) => drainage.floodingM3s[node] + Math.max(0, risingM3s[node])),
    onGauges: (sample) => gauges.push(sample),
    ...(process.stderr.isTTY && { onProgress: showProgress }),
  });
  if (process.stderr.isTTY) process.stderr.write('\n');
  await writeResults(out, { city, domain, scenario, result, gauges, frames: frames.finish() });
  await tables?.write(out);
  if (scenario.measures.some(isPipework)) {
    const edited = await editedInp(city, scenario);
    if (edited) await writeFile(join(out, 'drainage.inp'), edited.bytes);
  }
  for (const warning of result.summary.warnings) process.stdout.write(`note: ${warning}\n`);
  const { cells, steps, wallS, massErrorRel } = result.summary;
  process.stdout.write(
    `${scenario.id}: ${cells} cells, ${steps} steps in ${wallS.toFixed(1)} s, water balance ${massErrorRel.toExponential(1)}\n`,
  );
}

/** Drains are computed in an order of their own. */
function fileOrder(city: City) {
  const layer = city.layers.get('drainage');
  if (layer?.kind !== 'network') return undefined;
  return { nodes: layer.nodes.map(({ id }) => id), links: layer.links.map(({ id }) => id) };
}

function oneOf<T extends string>(option: string, text: string | undefined, known: readonly T[]): T | undefined {
  const found = known.find((name) => name === text);
  if (text === undefined || found !== undefined) return found;
  throw new InputError('cli.argument', `--${option}: expected ${known.join(', ')}, found "${text}".`);
}

function showProgress({ timeS, durationS, wallS }: Progress): void {
  const share = durationS > 0 ? timeS / durationS : 1;
  const left = share > 0 ? (wallS / share) * (1 - share) : 0;
  process.stderr.write(`\r${Math.round(100 * share)} % (${Math.round(timeS)} s), ${Math.round(left)} s left   `);
}
