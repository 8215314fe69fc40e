import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { InputError } from '../../src/city/errors.ts';
import { openCity } from '../../src/city/index.ts';
import type { City } from '../../src/city/types.ts';
import { type Measure, parseScenario } from '../../src/scenario/index.ts';
import { affectedGeoJson } from '../domain/affected.ts';
import { exposureOf } from '../domain/exposure.ts';
import { FrameStore, type Grid } from '../flood/index.ts';
import {
  ASSUMPTIONS,
  type Assessment,
  type Assumptions,
  assess,
  compareRuns,
  comparisonCsv,
  type Exposure,
  readAssumptions,
  tablesOf,
  withAssumptions,
  type YearlyEvent,
} from '../impact/index.ts';
import { openPath } from '../import/nodeFiles.ts';
import { readRaster } from '../raster/read.ts';
import { depthTiffs } from '../raster/series.ts';
import { writeGeoTiff } from '../raster/write.ts';
import { writeCzml } from '../scene/czml.ts';
import { fromCaller, positive, required } from './arguments.ts';
import { stormRuns, yearlyOf } from './yearly.ts';

const LAYERS = ['construction', 'transport', 'facilities', 'wards', 'lighting', 'trees'] as const;

/** `twin assess`: tables and maps of what a finished run means, written to a folder. */
export async function assessCommand(args: readonly string[]): Promise<void> {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      run: text,
      out: text,
      compare: text,
      years: text,
      'years-before': text,
      cost: text,
      assume: text,
      series: { type: 'boolean' },
      czml: { type: 'boolean' },
    },
  });
  if (positionals.length !== 1) {
    throw new InputError('cli.argument', `twin assess: expected one CITY, found ${positionals.length}.`);
  }
  const folder = fromCaller(required('run', values.run, 'assess'));
  const out = fromCaller(required('out', values.out, 'assess'));
  const city = await openCity(await openPath(fromCaller(positionals[0])), { layers: [...LAYERS] });
  const run = await readRun(folder, city);
  const assumed = await assumptionsOf(values.assume);
  const exposure = await exposureOf(city, run.grid, assumed, run.measures);
  const assessment = assess(exposure, run, assumed);
  await mkdir(out, { recursive: true });
  const write = (name: string, content: string | Uint8Array): Promise<void> => writeFile(join(out, name), content);
  const tif = (name: string, map: Float32Array): Promise<void> =>
    write(name, writeGeoTiff({ grid: run.grid, values: map, crs: city.crs.code }));
  for (const [name, content] of Object.entries(tablesOf(exposure, assessment))) await write(name, content);
  for (const [name, content] of Object.entries(affectedGeoJson(city, assessment))) await write(name, content);
  const dry = run.depthMaxM;
  await tif(
    'hazard_class.tif',
    Float32Array.from(assessment.hazardClass, (k, i) => (Number.isNaN(dry[i]) ? Number.NaN : k)),
  );
  const missing = LAYERS.filter((id) => !city.layers.has(id));
  const warnings = missing.map((id) => `The city has no layer "${id}": its tables are left out.`);
  const comparison =
    values.compare === undefined ? undefined : await compare(fromCaller(values.compare), city, run, exposure);
  if (comparison) {
    await tif('difference.tif', comparison.differenceM);
    await write('comparison.csv', comparisonCsv(exposure, comparison));
  }
  const damages = async (option: string, given: string | undefined): Promise<YearlyEvent[] | undefined> => {
    if (given === undefined) return undefined;
    const events: YearlyEvent[] = [];
    for (const { returnPeriodY, folder } of stormRuns(option, given)) {
      const storm = await readRun(folder, city);
      const { total } = assess(await exposureOf(city, storm.grid, assumed, storm.measures), storm, assumed);
      events.push({ returnPeriodY, damageVnd: total.damageVnd });
    }
    return events;
  };
  const depthM = (index: number): Float32Array =>
    run.frame(index).depthM.map((depth, cell) => (Number.isNaN(dry[cell]) ? Number.NaN : depth));
  if (values.series)
    for (const [name, bytes] of depthTiffs(run.grid, city.crs.code, run.timesS, depthM)) await write(name, bytes);
  if (values.czml) {
    const { vi, en } = city.manifest.name ?? { vi: folder, en: folder };
    const description = 'Nước mô phỏng, sàng lọc, không dùng thiết kế. Simulated water: screening, not design.';
    await write(
      'water.czml',
      writeCzml({ name: `${vi} / ${en}`, description, grid: run.grid, timesS: run.timesS, depthM }, city.crs),
    );
  }
  const events = await damages('years', values.years);
  const before = await damages('years-before', values['years-before']);
  const yearly = events && yearlyOf(events, before, assumed, positive('cost', values.cost));
  const { differenceM: _, ...compared } = comparison ?? { differenceM: undefined };
  await write(
    'assessment.json',
    `${JSON.stringify(summaryOf(assessment, run.summary, { ...(comparison && { comparison: compared }), ...(yearly && { yearly }) }, assumed, warnings), null, 2)}\n`,
  );
  for (const warning of warnings) process.stdout.write(`note: ${warning}\n`);
  const { floodedM2, people, buildings } = assessment.total;
  process.stdout.write(
    `${(floodedM2 / 1e4).toFixed(1)} ha flooded, ${Math.round(people)} people and ${buildings} buildings affected\n`,
  );
}

/** The published assumptions, with the numbers of a file changed. @throws InputError naming what is wrong in it */
async function assumptionsOf(path: string | undefined): Promise<Assumptions> {
  if (path === undefined) return ASSUMPTIONS;
  const file = fromCaller(path);
  const text = await readFile(file, 'utf8').catch(() => {
    throw new InputError('cli.file', `--assume ${file}: expected a file, found none.`);
  });
  return withAssumptions(readAssumptions(text, path), path);
}

interface FinishedRun {
  readonly grid: Grid;
  readonly summary: Readonly<Record<string, unknown>>;
  readonly measures: readonly Measure[];
  readonly depthMaxM: Float32Array;
  readonly durationS: Float32Array;
  readonly speedMaxMS?: Float32Array | undefined;
  readonly productMaxM2S?: Float32Array | undefined;
  readonly timesS: readonly number[];
  readonly frame: FrameStore['read'];
}

/** @throws InputError naming the file that is missing or does not belong to this city */
async function readRun(folder: string, city: City): Promise<FinishedRun> {
  const read = async (name: string): Promise<Uint8Array> => {
    try {
      return await readFile(join(folder, name));
    } catch {
      throw new InputError(
        'cli.file',
        `--run ${folder}: expected a folder that twin simulate wrote, found no ${name} there.`,
      );
    }
  };
  const map = async (name: string) => readRaster(await read(name), name, { crs: city.crs.code });
  const depth = await map('depth_max.tif');
  const duration = await map('duration_s.tif');
  const speed = await map('speed_max.tif');
  // Runs of earlier versions lack it.
  const product = existsSync(join(folder, 'depth_speed_max.tif')) ? await map('depth_speed_max.tif') : undefined;
  const frames = FrameStore.open(await read('frames.twin'));
  const { cols, rows } = depth.grid;
  if (frames.grid.cols !== cols || frames.grid.rows !== rows) {
    throw new InputError(
      'cli.file',
      `--run ${folder}: expected maps and frames of one run, found ${cols} × ${rows} and ${frames.grid.cols} × ${frames.grid.rows} cells.`,
    );
  }
  return {
    grid: depth.grid,
    measures: await measuresOf(folder),
    summary: JSON.parse(new TextDecoder().decode(await read('summary.json'))) as Record<string, unknown>,
    depthMaxM: depth.values,
    durationS: duration.values,
    speedMaxMS: speed.values,
    productMaxM2S: product?.values,
    timesS: frames.timesS,
    frame: (index) => frames.read(index),
  };
}

/** Measures of the scenario that a run's folder tells of; runs of earlier versions tell of none. */
async function measuresOf(folder: string): Promise<readonly Measure[]> {
  const text = await readFile(join(folder, 'scenario.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return [];
  const scenario = parseScenario(text, `${folder}/scenario.json`);
  return (scenario.measures ?? []).flatMap((each) => ('kind' in each ? [each] : []));
}

async function compare(folder: string, city: City, run: FinishedRun, exposure: Exposure) {
  const other = await readRun(folder, city);
  if (other.depthMaxM.length !== run.depthMaxM.length) {
    throw new InputError(
      'cli.file',
      `--compare ${folder}: expected a run on the same ${run.grid.cols} × ${run.grid.rows} cells, found ${other.grid.cols} × ${other.grid.rows}.`,
    );
  }
  // What this run changes against the other one.
  return compareRuns(other.depthMaxM, run.depthMaxM, exposure.cellAreaM2, exposure.wardOfCell, exposure.wards.length);
}

function summaryOf(
  assessment: Assessment,
  run: Readonly<Record<string, unknown>>,
  more: object,
  assumed: Assumptions,
  warnings: readonly string[],
) {
  const { buildings, roads, facilities, hazardClass, ...rest } = assessment;
  return {
    note: 'screening, not design',
    run: { hash: run.hash, engine: run.engine, cells: run.cells, massErrorRel: run.massErrorRel },
    ...rest,
    counts: { buildings: buildings.length, roads: roads.length, facilities: facilities.length },
    ...more,
    assumptions: assumed,
    warnings,
  };
}
