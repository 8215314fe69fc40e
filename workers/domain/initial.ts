import { InputError } from '../../src/city/errors.ts';
import type { City, Geometry } from '../../src/city/types.ts';
import type { ResolvedScenario } from '../../src/scenario/types.ts';
import { CELL } from '../flood/types.ts';
import type { Draft } from './draft.ts';
import { cellsOf, placedCells, type Site } from './places.ts';
import { readInCityCrs, valuesOn } from './terrain.ts';

/** Reads a file that a scenario names: its path, and the id of the scenario whose file names it. */
export type ReadScenarioFile = (path: string, scenarioId: string) => Promise<Uint8Array | undefined>;

/** A raster that a key of the scenario names, on the Domain's grid. */
export async function scenarioRaster(
  city: City,
  scenario: ResolvedScenario,
  draft: Draft,
  key: 'initial' | 'roughness',
  path: string,
  read: ReadScenarioFile,
): Promise<Float32Array> {
  const bytes = await read(path, scenario.givenBy[key] ?? scenario.id);
  if (!bytes) {
    throw new InputError(
      'scenario.no-file',
      `Scenario ${scenario.id}: ${key}: expected the file "${path}" beside the scenario, found no such file.`,
      `Kịch bản ${scenario.id}: ${key}: không có tệp "${path}" cạnh kịch bản.`,
    );
  }
  return valuesOn(await readInCityCrs(city, bytes, path), draft.grid);
}

/**
 * Water at the start: the scenario's entries in order, later ones over earlier ones, then the drawdowns.
 *
 * @param bareM level of the ground without measures, by cell
 */
export async function initialDepth(
  city: City,
  site: Site,
  draft: Draft,
  scenario: ResolvedScenario,
  read: ReadScenarioFile,
  bareM: Float32Array,
): Promise<number | Float32Array> {
  const drawdowns = scenario.measures.filter((measure) => measure.kind === 'drawdown');
  if (scenario.initial.length === 0 && drawdowns.length === 0) return 0;
  const { kind, groundM } = draft;
  const depthM = new Float32Array(kind.length);
  const put = (cell: number, depth: number): void => {
    if (kind[cell] === CELL.active) depthM[cell] = Math.max(0, Number.isNaN(depth) ? 0 : depth);
  };
  // A depth is one over the ground as it is: what a measure raises stands in that water, or out of it.
  const over = (cell: number, depth: number): number => depth - Math.max(0, groundM[cell] - bareM[cell]);
  for (const [k, entry] of scenario.initial.entries()) {
    const cells = entry.at === 'all' ? depthM.keys() : cellsOf(site, entry.at as string | Geometry, `initial ${k + 1}`);
    if (entry.depthTif !== undefined) {
      const values = await scenarioRaster(city, scenario, draft, 'initial', entry.depthTif, read);
      for (const cell of cells) put(cell, over(cell, values[cell]));
    } else if (entry.levelM !== undefined) {
      for (const cell of cells) put(cell, entry.levelM - groundM[cell]);
    } else for (const cell of cells) put(cell, over(cell, entry.depthM ?? 0));
  }
  for (const measure of drawdowns) {
    for (const cell of placedCells(site, measure.geometry as string | Geometry, `measures "${measure.id}"`)) {
      put(cell, Math.min(depthM[cell], measure.levelM - groundM[cell]));
    }
  }
  return depthM;
}
