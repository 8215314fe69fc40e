import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DRAINAGE_VERSION } from '../../workers/drainage/index.ts';
import {
  CELL,
  type Domain,
  ENGINE_VERSION,
  type GaugeSample,
  type RunOptions,
  type RunResult,
} from '../../workers/flood/index.ts';
import { drive } from '../../workers/flood/run.ts';
import type { Candidate } from './engines.ts';
import type { Drawn, Evidence } from './evidence.ts';
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

/** A channel one cell wide between walls, with a wall at its western end; fields from its length. Cell k is `channelCell(cols, k)`. */
export function channelOf({
  cols,
  groundM,
  ...rest
}: Omit<Fields, 'rows'> & { readonly groundM: Float32Array }): Domain {
  const across = cols + 1;
  const kind = new Uint8Array(3 * across).fill(CELL.block);
  kind.fill(CELL.active, across + 1, 2 * across);
  const ground = new Float32Array(3 * across);
  ground.set(groundM, across + 1);
  return domainOf({ ...rest, cols: across, rows: 3, kind, groundM: ground });
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

export async function compute(
  { create }: Pick<Candidate, 'create'>,
  domain: Domain,
  { from, onFrame }: Pick<RunOptions, 'from' | 'onFrame'> = {},
): Promise<Computed> {
  const samples: GaugeSample[] = [];
  let lastDepthM: Float32Array = new Float32Array(0);
  const engine = await create(domain, from);
  const result = await drive(
    engine,
    domain,
    {
      onGauges: (sample) => samples.push(sample),
      onFrame: (frame) => {
        lastDepthM = frame.depthM;
        onFrame?.(frame);
      },
    },
    '',
  );
  engine.close();
  return { ...result, samples, lastDepthM };
}

export const EVIDENCE_FOLDER = resolve('.build/evidence');

/** Keeps the rows of a case, and what is drawn of it, for the page that shows them; failing rows stay failing. */
export const record = (engine: Candidate, what: string, rows: readonly Evidence[], drawn?: Drawn): void =>
  keep(engine.name, ENGINE_VERSION, what, rows, drawn);

/** The same for the engine of the drains. */
export const recordDrainage = (what: string, rows: readonly Evidence[], drawn?: Drawn): void =>
  keep('drainage', DRAINAGE_VERSION, `drainage-${what}`, rows, drawn);

function keep(engine: string, version: string, what: string, rows: readonly Evidence[], drawn?: Drawn): void {
  const name = `${what}-${engine}`;
  const lines = drawn && Object.fromEntries(Object.entries(drawn).map(([line, values]) => [line, [...values]]));
  mkdirSync(EVIDENCE_FOLDER, { recursive: true });
  writeFileSync(
    resolve(EVIDENCE_FOLDER, `${name}.json`),
    JSON.stringify({ case: what, engine, version, rows, drawn: lines }),
  );
  for (const row of rows) {
    console.log(
      `${name}: ${row.what}: ${Number(row.measured.toPrecision(5))} ${row.unit} (${row.accepted}) ${row.pass ? 'pass' : 'FAIL'}`,
    );
  }
}
