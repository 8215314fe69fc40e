import type { City, Position } from '../../../src/city/types.ts';
import type { Measure } from '../../../src/scenario/types.ts';
import { CELL, type Grid } from '../../flood/types.ts';
import type { Draft } from '../draft.ts';
import { crossedCells, geometryCells } from '../rasterise.ts';
import { groundOn, readTerrain } from '../terrain.ts';
import { alongLine, lengthOf } from './crest.ts';
import { applyMeasure } from './index.ts';

/** What the engine sees of a measure: the cells that it changes on a grid. */
export interface MeasureOnGrid {
  readonly cellSizeM: number;
  /** Middles of the changed cells: x, y alternating, City's CRS. */
  readonly centres: Float64Array;
  /** How each is changed: `GRID_CHANGE`. */
  readonly change: Uint8Array;
  /** Along the line of a wall, road, barrier or channel: metres from its start, the cells' ground before, its crest or bed. */
  readonly profile:
    | {
        readonly alongM: Float32Array;
        readonly groundM: Float32Array;
        readonly crestM: Float32Array;
        /** The cells, x, y alternating: where water along the line can be read. */
        readonly centres: Float64Array;
      }
    | undefined;
}
export const GRID_CHANGE = { raised: 1, lowered: 2, covered: 3 } as const;

/** Less is no change of the ground, m. */
const LEAST_M = 0.005;
/**
 * A surface measure on cells of a size, by the same functions that build the Domain, but on bare ground: quick enough to
 * follow a hand that draws.
 *
 * @returns undefined for measures on pipes and lakes, and where nothing of it lies on the grid
 */
export async function measureOnGrid(
  city: City,
  measure: Measure,
  cellSizeM: number,
): Promise<MeasureOnGrid | undefined> {
  const geometry = 'geometry' in measure ? measure.geometry : undefined;
  const { kind } = measure;
  if (!geometry || typeof geometry === 'string') return undefined;
  if (
    kind === 'pipe' ||
    kind === 'node' ||
    kind === 'pump' ||
    kind === 'gate' ||
    kind === 'drawdown' ||
    kind === 'floor'
  )
    return undefined;
  const before = await bareDraft(city, cellSizeM);
  const after = applyMeasure(before, measure);
  const levels = levelsAfter(after);
  const changed = new Map<number, number>();
  for (let cell = 0; cell < levels.length; cell++) {
    const by = levels[cell] - before.groundM[cell];
    if (Math.abs(by) >= LEAST_M) changed.set(cell, by > 0 ? GRID_CHANGE.raised : GRID_CHANGE.lowered);
  }
  if (kind === 'cover') for (const cell of geometryCells(before.grid, geometry)) changed.set(cell, GRID_CHANGE.covered);
  const cells = [...changed.keys()];
  const line = geometry.type === 'LineString' ? geometry.coordinates : undefined;
  return {
    cellSizeM,
    centres: centresOf(before.grid, cells),
    change: Uint8Array.from(changed.values()),
    profile: line && profileOf(line, measure, before, levels),
  };
}

/** Ground with what stands for a time, too. */
function levelsAfter({ groundM, barriers }: Draft): Float32Array {
  if (barriers.length === 0) return groundM;
  const levels = groundM.slice();
  for (const { cells, crestM } of barriers)
    cells.forEach((cell, k) => {
      levels[cell] = Math.max(levels[cell], crestM[k]);
    });
  return levels;
}

const drafts = new WeakMap<City, { readonly cellSizeM: number; readonly draft: Promise<Draft> }>();

/** The City's bare ground on cells of a size; kept for the next question, which most often is about the same cells. */
function bareDraft(city: City, cellSizeM: number): Promise<Draft> {
  const known = drafts.get(city);
  if (known?.cellSizeM === cellSizeM) return known.draft;
  const draft = readTerrain(city).then((terrain): Draft => {
    const { grid, groundM } = groundOn(terrain, cellSizeM);
    const kind = Uint8Array.from(groundM, (level) => (Number.isNaN(level) ? CELL.noData : CELL.active));
    const nothing = new Float32Array(groundM.length);
    return { grid, groundM, kind, manning: nothing, infiltrationMmH: nothing, barriers: [], warnings: [] };
  });
  drafts.set(city, { cellSizeM, draft });
  return draft;
}

function profileOf(
  line: readonly Position[],
  measure: Measure,
  { grid, groundM }: Draft,
  levels: Float32Array,
): MeasureOnGrid['profile'] {
  const crossed = crossedCells(grid, line).filter(({ cell }) => !Number.isNaN(groundM[cell]));
  const cells = crossed.sort((a, b) => a.alongM - b.alongM);
  if (cells.length === 0 || lengthOf(line) === 0) return undefined;
  const bed = measure.kind === 'channel' ? alongLine(line, measure.bedLevelM) : undefined;
  return {
    alongM: Float32Array.from(cells, ({ alongM }) => alongM),
    groundM: Float32Array.from(cells, ({ cell }) => groundM[cell]),
    crestM: Float32Array.from(cells, ({ cell, alongM }) => (bed ? bed(alongM) : levels[cell])),
    centres: centresOf(
      grid,
      cells.map(({ cell }) => cell),
    ),
  };
}

function centresOf({ cols, rows, cellSizeM, xMin, yMin }: Grid, cells: readonly number[]): Float64Array {
  return Float64Array.from(
    cells.flatMap((cell) => [
      xMin + ((cell % cols) + 0.5) * cellSizeM,
      yMin + (rows - Math.floor(cell / cols) - 0.5) * cellSizeM,
    ]),
  );
}
