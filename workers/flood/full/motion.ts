import { DRY_M, GRAVITY } from '../constants.ts';
import type { Snapshot } from '../engine.ts';
import type { Edges } from '../reference/edges.ts';
import type { State } from '../reference/state.ts';
import type { StructureFaces } from '../reference/structures.ts';

/** Sides of a cell, as bits. */
export const SIDE = { east: 1, west: 2, south: 4, north: 8 } as const;
/** Beside the bits of `SIDE`: directions in which a cell has nothing to lean on (`slopes.ts`). */
export const BARE = { x: 16, y: 32 } as const;

/** What the full scheme knows beside depth and momentum (`qx`, `qy` of the state, here at cell centres). */
export interface Motion {
  /** Velocities at cell centres, m/s, positive east and south; zero where it is dry. */
  readonly u: Float64Array;
  readonly v: Float64Array;
  /** Momentum that cells gain through their faces, m³/s². */
  readonly gainX: Float64Array;
  readonly gainY: Float64Array;
  /**
   * Sides of computed cells where a wall or a structure stands, see `SIDE`; open edges are none. `BARE` of those, of cells
   * at open edges and of all that are not computed.
   */
  readonly walls: Uint8Array;
  /** East and south sides (`SIDE`) that a structure has a law for; undefined without any. */
  readonly shut: Uint8Array | undefined;
}

export function createMotion(state: State, edges: Edges, structures: StructureFaces): Motion {
  const field = (): Float64Array => new Float64Array(state.z.length);
  const walls = findWalls(state, edges);
  const shut = structures.faces.length > 0 ? new Uint8Array(walls.length) : undefined;
  for (const { cell, south } of structures.faces) {
    const [own, beside] = south ? [SIDE.south, SIDE.north] : [SIDE.east, SIDE.west];
    const next = cell + (south ? state.stride : 1);
    if (shut) shut[cell] |= own;
    const bare = south ? BARE.y : BARE.x;
    if (state.code[cell] !== 0) walls[cell] |= own | bare;
    if (state.code[next] !== 0) walls[next] |= beside | bare;
  }
  return { u: field(), v: field(), gainX: field(), gainY: field(), walls, shut };
}

/** Sides of computed cells where a wall stands (`SIDE`), and where cells cannot lean (`BARE`). */
export function findWalls({ z, code, wallM, stride }: State, edges: Edges): Uint8Array {
  const walls = new Uint8Array(z.length);
  for (let i = 0; i < z.length; i++) {
    if (code[i] === 0) {
      walls[i] = BARE.x | BARE.y;
      continue;
    }
    if (z[i + 1] === wallM) walls[i] |= SIDE.east;
    if (z[i - 1] === wallM) walls[i] |= SIDE.west;
    if (z[i + stride] === wallM) walls[i] |= SIDE.south;
    if (z[i - stride] === wallM) walls[i] |= SIDE.north;
  }
  for (let i = 0; i < z.length; i++) {
    if (walls[i] & (SIDE.east | SIDE.west)) walls[i] |= BARE.x;
    if (walls[i] & (SIDE.south | SIDE.north)) walls[i] |= BARE.y;
  }
  edges.cell.forEach((i, k) => {
    const [ahead, back] = edges.alongX[k] ? [SIDE.east, SIDE.west] : [SIDE.south, SIDE.north];
    walls[i] &= ~(edges.sign[k] > 0 ? ahead : back);
  });
  return walls;
}

/** Begins a step: no cell of the spans has gained anything yet. */
export function clearGains({ gainX, gainY }: Motion, spans: Int32Array, end: number): void {
  for (let span = 0; span < end; span += 2) {
    gainX.fill(0, spans[span], spans[span + 1]);
    gainY.fill(0, spans[span], spans[span + 1]);
  }
}

/** Velocities from momentum and depth. Returns the fastest wave, m/s. */
export function deriveVelocities(state: State, { u, v }: Motion): number {
  const { h, qx, qy, code } = state;
  let fastest = 0;
  for (let i = 0; i < h.length; i++) {
    const wet = code[i] !== 0 && h[i] > DRY_M;
    u[i] = wet ? qx[i] / h[i] : 0;
    v[i] = wet ? qy[i] / h[i] : 0;
    if (wet) fastest = Math.max(fastest, Math.max(Math.abs(u[i]), Math.abs(v[i])) + Math.sqrt(GRAVITY * h[i]));
  }
  return fastest;
}

/** Takes up the momentum of a snapshot at cell centres: half of what the two faces of a cell carry, where faces are told. */
export function takeUpMomentum({ qx, qy, code, stride }: State, from: Snapshot): void {
  const { fluxX, fluxY } = from;
  const centred = from.fluxAt === 'centres';
  for (let i = 0; i < qx.length; i++) {
    const computed = code[i] !== 0;
    qx[i] = !computed ? 0 : centred ? fluxX[i] : 0.5 * (fluxX[i - 1] + fluxX[i]);
    qy[i] = !computed ? 0 : centred ? fluxY[i] : 0.5 * (fluxY[i - stride] + fluxY[i]);
  }
}
