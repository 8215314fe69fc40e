import { CELL, type Frame } from '../../workers/flood/types.ts';
import { cellAt, type RunGround } from './water.ts';

/** Samples lie this part of a cell apart, at most so many. */
const STEP_CELLS = 0.5;
const MOST = 2000;

/** The ground along a straight line as a run's grid has it, measures included. */
export interface SectionLine {
  readonly lengthM: number;
  readonly stationM: Float64Array;
  /** Cell of each sample; −1 outside the grid. */
  readonly cells: Int32Array;
  /** NaN outside the grid and without data. */
  readonly groundM: Float32Array;
  /** 1: a building stands there. */
  readonly built: Uint8Array;
}

type Place = readonly [x: number, y: number];

/** @param from, to in the City's CRS */
export function sectionAlong({ grid, kind, groundM }: RunGround, from: Place, to: Place): SectionLine {
  const lengthM = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const count = Math.max(2, Math.min(MOST, Math.ceil(lengthM / (STEP_CELLS * grid.cellSizeM)) + 1));
  const stationM = new Float64Array(count);
  const cells = new Int32Array(count);
  const levels = new Float32Array(count);
  const built = new Uint8Array(count);
  for (let k = 0; k < count; k++) {
    const share = k / (count - 1);
    const cell = cellAt(grid, from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1]));
    stationM[k] = share * lengthM;
    cells[k] = cell;
    levels[k] = cell < 0 || kind[cell] === CELL.noData ? Number.NaN : groundM[cell];
    built[k] = Number(cell >= 0 && kind[cell] === CELL.block);
  }
  return { lengthM, stationM, cells, groundM: levels, built };
}

/** Depths along a section between two frames, m; 0 outside the grid. */
export function depthsAlong(
  { cells }: SectionLine,
  a: Pick<Frame, 'depthM'>,
  b: Pick<Frame, 'depthM'>,
  mix: number,
): Float32Array {
  return Float32Array.from(cells, (cell) => (cell < 0 ? 0 : a.depthM[cell] * (1 - mix) + b.depthM[cell] * mix || 0));
}
