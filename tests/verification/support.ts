import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  CELL,
  type Domain,
  engineName,
  type GaugeSample,
  type RunResult,
  runFlood,
} from '../../workers/flood/index.ts';
import { type GridValues, readRaster, resampleTo } from './raster.ts';

/** Published inputs and reference results; absent on most machines. */
const DATA = resolve('../shared/data/flood');

/** True where the published data are; else says in one line what is skipped. */
export function haveData(path: string): boolean {
  const found = existsSync(resolve(DATA, path));
  if (!found) console.log(`Skipped: no ${path} in ../shared/data/flood.`);
  return found;
}

/** Rows of a CSV of numbers, its heading left out. */
export function readCsv(path: string): number[][] {
  return readFileSync(resolve(DATA, path), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(',').map(Number));
}

/** A published elevation model on the grid of a test. */
export async function readDem(path: string, grid: Domain['grid']): Promise<Float32Array> {
  const raster: GridValues = await readRaster(readFileSync(resolve(DATA, path)), path);
  return resampleTo(raster, grid).values;
}

type Fields = Partial<Domain> & { readonly cols: number; readonly rows: number; readonly cellSizeM: number };

/** A Domain of open, flat, dry ground but for what is given. */
export function domainOf({ cols, rows, cellSizeM, ...rest }: Fields): Domain {
  return {
    grid: { cols, rows, cellSizeM, xMin: 0, yMin: 0 },
    kind: new Uint8Array(cols * rows).fill(CELL.active),
    groundM: new Float32Array(cols * rows),
    manning: 0.03,
    infiltrationMmH: 0,
    drainsMmH: undefined,
    initialDepthM: 0,
    rain: [],
    inflows: [],
    levels: [],
    barriers: [],
    edges: 'closed',
    gauges: [],
    durationS: 600,
    outputEveryS: 60,
    solver: 'inertial',
    warnings: [],
    ...rest,
  };
}

/** Cells of a rectangle of columns and rows, ends included. */
export function block(cols: number, fromCol: number, toCol: number, fromRow: number, toRow: number): Uint32Array {
  const cells: number[] = [];
  for (let row = fromRow; row <= toRow; row++)
    for (let col = fromCol; col <= toCol; col++) cells.push(row * cols + col);
  return Uint32Array.from(cells);
}

export interface Computed extends RunResult {
  readonly samples: readonly GaugeSample[];
  readonly lastDepthM: Float32Array;
}

export async function compute(domain: Domain): Promise<Computed> {
  const samples: GaugeSample[] = [];
  let lastDepthM: Float32Array = new Float32Array(0);
  const result = await runFlood(domain, {
    onGauges: (sample) => samples.push(sample),
    onFrame: ({ depthM }) => {
      lastDepthM = depthM;
    },
  });
  return { ...result, samples, lastDepthM };
}

/** One line of evidence: what was measured and what is accepted. */
export interface Evidence {
  readonly what: string;
  readonly measured: number;
  readonly unit: string;
  readonly accepted: string;
  readonly pass: boolean;
}

/** Keeps the rows of a case in `.build/evidence` for the page that shows them; failing rows stay failing. */
export function record(name: string, rows: readonly Evidence[]): void {
  const folder = resolve('.build/evidence');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    resolve(folder, `${name}.json`),
    `${JSON.stringify({ case: name, engine: engineName('inertial', 'ts'), rows }, null, 2)}\n`,
  );
  for (const row of rows) {
    console.log(
      `${name}: ${row.what}: ${Number(row.measured.toPrecision(5))} ${row.unit} (${row.accepted}) ${row.pass ? 'pass' : 'FAIL'}`,
    );
  }
}

export const within = (what: string, measured: number, wanted: number, tolerance: number, unit: string): Evidence => ({
  what,
  measured,
  unit,
  accepted: `${wanted} ± ${tolerance}`,
  pass: Math.abs(measured - wanted) <= tolerance,
});

export const atMost = (what: string, measured: number, most: number, unit: string): Evidence => ({
  what,
  measured,
  unit,
  accepted: `≤ ${most}`,
  pass: measured <= most,
});

export const balance = ({ summary }: RunResult): Evidence => atMost('water balance', summary.massErrorRel, 1e-6, '');
