import { CELL, type Frame, type Grid } from '../../workers/flood/types.ts';
import type { FlowArrow } from '../tokens/flow.ts';

export interface FlowGround {
  readonly grid: Grid;
  readonly kind: Uint8Array;
  readonly groundM: Float32Array;
  /** Water that is always there, m: what stands above it is flood. */
  readonly permanentDepthM?: Float32Array;
}

/** Columns and rows of cells, the last ones not included. */
export interface CellWindow {
  readonly col0: number;
  readonly row0: number;
  readonly col1: number;
  readonly row1: number;
}

/** Shallower or slower water carries no arrow, m and m/s. */
const LEAST_M = 0.05;
const LEAST_MS = 0.1;
/** Least fall of the water surface that tells a direction. */
const LEAST_FALL = 1e-5;

/**
 * One arrow in each square of cells, where the water carries most (depth × speed). Stored frames know how fast water is, not where
 * to: it goes down the slope of its surface, which is what drives it on streets and land; where the surface is flat no
 * arrow is drawn.
 *
 * @param every side of a square, cells
 */
export function flowArrows(
  ground: FlowGround,
  { depthM, speedMS }: Pick<Frame, 'depthM' | 'speedMS'>,
  every: number,
  { col0, row0, col1, row1 }: CellWindow,
): FlowArrow[] {
  const { cols, rows, cellSizeM, xMin, yMin } = ground.grid;
  const arrows: FlowArrow[] = [];
  // Squares stay where they are while the map moves.
  const first = (at: number): number => Math.max(0, Math.floor(at / every) * every);
  for (let top = first(row0); top < Math.min(rows, row1); top += every) {
    for (let left = first(col0); left < Math.min(cols, col1); left += every) {
      const cell = strongest(ground, depthM, speedMS, left, top, every);
      if (cell < 0) continue;
      const [fallX, fallY] = fallAt(ground, depthM, cell);
      const fall = Math.hypot(fallX, fallY);
      if (fall < LEAST_FALL) continue;
      arrows.push({
        x: xMin + ((cell % cols) + 0.5) * cellSizeM,
        y: yMin + (rows - Math.floor(cell / cols) - 0.5) * cellSizeM,
        ux: fallX / fall,
        uy: fallY / fall,
        speedMS: speedMS[cell],
        levelM: ground.groundM[cell] + depthM[cell],
      });
    }
  }
  return arrows;
}

/** The cell of a square where flood water carries most; −1 where none moves. */
function strongest(
  { grid: { cols, rows }, kind, permanentDepthM }: FlowGround,
  depthM: Float32Array,
  speedMS: Float32Array,
  left: number,
  top: number,
  every: number,
): number {
  let most = 0;
  let best = -1;
  for (let row = top; row < Math.min(rows, top + every); row++) {
    for (let col = left; col < Math.min(cols, left + every); col++) {
      const cell = row * cols + col;
      const carries = depthM[cell] * speedMS[cell];
      if (!(carries > most) || speedMS[cell] < LEAST_MS || kind[cell] !== CELL.active) continue;
      if (depthM[cell] - (permanentDepthM?.[cell] ?? 0) < LEAST_M) continue;
      most = carries;
      best = cell;
    }
  }
  return best;
}

/** Fall of the water surface to the east and to the north, m/m, over the neighbours that are wet. */
function fallAt(
  { grid: { cols, rows, cellSizeM }, kind, groundM }: FlowGround,
  depthM: Float32Array,
  cell: number,
): readonly [number, number] {
  const col = cell % cols;
  const row = Math.floor(cell / cols);
  const own = groundM[cell] + depthM[cell];
  const level = (inside: boolean, at: number): number =>
    inside && kind[at] === CELL.active && depthM[at] >= LEAST_M / 5 ? groundM[at] + depthM[at] : Number.NaN;
  const fall = (before: number, after: number): number => {
    const [a, b] = [Number.isNaN(before) ? own : before, Number.isNaN(after) ? own : after];
    const spans = Number(!Number.isNaN(before)) + Number(!Number.isNaN(after));
    return spans === 0 ? 0 : (a - b) / (spans * cellSizeM);
  };
  return [
    fall(level(col > 0, cell - 1), level(col + 1 < cols, cell + 1)),
    fall(level(row + 1 < rows, cell + cols), level(row > 0, cell - cols)),
  ];
}

interface Frames {
  readonly a: Partial<Frame>;
  readonly b: Partial<Frame>;
  readonly mix: number;
}

/** Side of a square on the screen, px. */
const SQUARE_PX = 46;

/** Arrows of the frames that are shown, kept while neither they nor the squares change. */
export class Flow {
  private ground: FlowGround | undefined;
  private frames: Frames | undefined;
  private kept: { readonly key: string; readonly frame: object; readonly arrows: FlowArrow[] } | undefined;

  setGround(ground: FlowGround | undefined): void {
    this.ground = ground;
    this.kept = undefined;
  }

  setFrames(frames: Frames | undefined): void {
    this.frames = frames;
  }

  /** Time of the water that is shown, s. */
  get timeS(): number {
    const { a, b, mix } = this.frames ?? { a: {}, b: {}, mix: 0 };
    return (a.timeS ?? 0) + mix * ((b.timeS ?? a.timeS ?? 0) - (a.timeS ?? 0));
  }

  /**
   * @param x, y the place that is looked at, City's CRS
   * @param reachM how far around it the map is seen
   * @returns arrows, and how long they may be, m
   */
  around(
    x: number,
    y: number,
    reachM: number,
    metresPerPixel: number,
  ): { arrows: readonly FlowArrow[]; lengthM: number } {
    const { ground, frames } = this;
    const frame = frames && (frames.mix > 0.5 ? frames.b : frames.a);
    if (!ground || !frame?.depthM || !frame.speedMS) return { arrows: [], lengthM: 0 };
    const { grid } = ground;
    const every = 2 ** Math.max(0, Math.round(Math.log2((SQUARE_PX * metresPerPixel) / grid.cellSizeM)));
    const col = (x - grid.xMin) / grid.cellSizeM;
    const row = grid.rows - (y - grid.yMin) / grid.cellSizeM;
    // Whole squares, so that what is kept holds while the map moves a little.
    const reach = 8 * every * Math.ceil(reachM / grid.cellSizeM / (8 * every));
    const snap = (at: number): number => 8 * every * Math.round(at / (8 * every));
    const window = {
      col0: snap(col) - reach,
      row0: snap(row) - reach,
      col1: snap(col) + reach,
      row1: snap(row) + reach,
    };
    const key = `${every} ${Object.values(window).join(' ')}`;
    if (this.kept?.key !== key || this.kept.frame !== frame) {
      const { depthM, speedMS } = frame;
      this.kept = { key, frame, arrows: flowArrows(ground, { depthM, speedMS }, every, window) };
    }
    return { arrows: this.kept.arrows, lengthM: every * grid.cellSizeM };
  }
}
