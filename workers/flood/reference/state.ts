import { GRAVITY } from '../constants.ts';
import { CELL, type Domain } from '../types.ts';

/**
 * The engine's memory. Grids are padded by one ghost cell all round (`stride` = cols + 2), so that no face needs a
 * branch: ghosts, unknown cells and blocks are walls higher than any water. Cell i owns its east face (`x`) and its
 * south face (`y`); fluxes are per metre of width, positive east and south.
 */
export interface State {
  readonly cols: number;
  readonly rows: number;
  readonly stride: number;
  readonly cellSizeM: number;
  /** Bed level, m; walls stand at `wallM`, a number that 32 bits hold exactly. */
  readonly z: Float32Array;
  readonly wallM: number;
  /** Depth, m, and what its last rounding to 32 bits left over, so that no sum of small changes is lost. */
  readonly h: Float32Array;
  readonly rest: Float32Array;
  /** g·n²/2 of each cell: the two cells of a face add up to g·n² of the face. */
  readonly friction: Float32Array;
  /** Fluxes of the last step, m²/s, and those being computed; they change places each step. */
  qx: Float32Array;
  qy: Float32Array;
  nextX: Float32Array;
  nextY: Float32Array;
  /** Flow depth of each face in the last step, m: what speeds are taken from. */
  readonly depthX: Float32Array;
  readonly depthY: Float32Array;
  /** 0: depth is not computed here (wall, or level held); 1: computed, no rain; 2 + k: computed, rain zone k. */
  readonly code: Uint16Array;
  /** 1 where a level boundary holds the water. */
  readonly held: Uint8Array;
}

/** Index in padded grids of a Domain's cell. */
export function paddedIndex(cell: number, cols: number): number {
  const row = Math.floor(cell / cols);
  return (row + 1) * (cols + 2) + (cell - row * cols) + 1;
}

export function createState(domain: Domain): State {
  const { cols, rows, cellSizeM } = domain.grid;
  const stride = cols + 2;
  const size = stride * (rows + 2);
  let highest = 0;
  for (let cell = 0; cell < cols * rows; cell++) {
    if (domain.kind[cell] === CELL.active && domain.groundM[cell] > highest) highest = domain.groundM[cell];
  }
  const wallM = Math.fround(highest + 1e5);
  const z = new Float32Array(size).fill(wallM);
  const h = new Float32Array(size);
  const friction = new Float32Array(size);
  const code = new Uint16Array(size);
  const held = new Uint8Array(size);

  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) {
      const cell = row * cols + col;
      if (domain.kind[cell] !== CELL.active) continue;
      const i = (row + 1) * stride + col + 1;
      const n = typeof domain.manning === 'number' ? domain.manning : domain.manning[cell];
      z[i] = domain.groundM[cell];
      h[i] = typeof domain.initialDepthM === 'number' ? domain.initialDepthM : domain.initialDepthM[cell];
      friction[i] = 0.5 * GRAVITY * Math.fround(n) * Math.fround(n);
      code[i] = 1;
    }
  }
  domain.rain.forEach((zone, index) => {
    if (zone.cells) {
      for (const cell of zone.cells) {
        const i = paddedIndex(cell, cols);
        if (code[i] > 0) code[i] = 2 + index;
      }
    } else for (let i = 0; i < size; i++) if (code[i] > 0) code[i] = 2 + index;
  });
  // What falls on held water is the boundary's own: it neither rains nor seeps there.
  for (const level of domain.levels) {
    for (const cell of level.cells) {
      const i = paddedIndex(cell, cols);
      if (code[i] === 0) continue;
      code[i] = 0;
      held[i] = 1;
    }
  }
  return {
    cols,
    rows,
    stride,
    cellSizeM,
    z,
    wallM,
    h,
    rest: new Float32Array(size),
    friction,
    qx: new Float32Array(size),
    qy: new Float32Array(size),
    nextX: new Float32Array(size),
    nextY: new Float32Array(size),
    depthX: new Float32Array(size),
    depthY: new Float32Array(size),
    code,
    held,
  };
}

/** Depth of the deepest computed cell, m. */
export function deepestM({ h, code }: State): number {
  let deepest = 0;
  for (let i = 0; i < h.length; i++) if (code[i] !== 0 && h[i] > deepest) deepest = h[i];
  return deepest;
}

/** Adds `depthM` (may be negative) to one cell, never below empty. Returns what was added, exactly. */
export function addDepth(state: Pick<State, 'h' | 'rest'>, i: number, depthM: number): number {
  const before = state.h[i] + state.rest[i];
  const after = Math.max(0, before + depthM);
  const h = Math.fround(after);
  state.h[i] = h;
  state.rest[i] = after - h;
  return h + state.rest[i] - before;
}

/** Adds water that the next depth update of the cell takes up. Returns what was added, exactly. */
export function addLater(state: Pick<State, 'rest'>, i: number, depthM: number): number {
  const before = state.rest[i];
  state.rest[i] = before + depthM;
  return state.rest[i] - before;
}

/** The fluxes just computed become those of the last step. */
export function swapFluxes(state: State): void {
  const { qx, qy } = state;
  state.qx = state.nextX;
  state.qy = state.nextY;
  state.nextX = qx;
  state.nextY = qy;
}
