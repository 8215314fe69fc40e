import { DRY_M, GRAVITY } from '../constants.ts';
import { CELL, type Domain } from '../types.ts';
import type { State } from './state.ts';
import { TILE } from './tiles.ts';

/**
 * Open edges: water leaves freely where the city ends, at the rim of the grid or of its unknown outside (voids inside
 * the city stay closed). On ground that falls outwards it leaves at normal depth for the slope of the bed between the
 * edge cell and the next one inside, less where the water runs along the edge too. On flat or rising ground normal depth does not exist: there it leaves down the
 * slope of the water surface, at most at critical flow.
 */
export interface Edges {
  /** Edge cells ordered by band, with the start of each band. */
  readonly cell: Int32Array;
  /** Neighbour inside, or the cell itself where there is none. */
  readonly inside: Int32Array;
  /** Face that the water leaves through, and its direction. */
  readonly face: Int32Array;
  readonly alongX: Uint8Array;
  readonly sign: Int8Array;
  readonly bandStart: Int32Array;
}

/** Slope below which ground counts as flat, and the least slope of a free outflow from flat ground. */
export const FLAT_SLOPE = 1e-4;
/** Normal depth on a cliff is no law any more: at most this many times critical flow. */
export const CRITICAL_MOST = 10;

export function createEdges(domain: Domain, state: State, bands: number): Edges {
  const found: { cell: number; inside: number; face: number; alongX: number; sign: number }[] = [];
  const bandStart = new Int32Array(bands + 1);
  const outside = domain.edges === 'open' ? findOutside(domain, state) : undefined;
  const { cols, rows, stride, code } = state;
  for (let band = 0; outside && band < bands; band++) {
    bandStart[band] = found.length;
    for (let row = band * TILE; row < Math.min(rows, (band + 1) * TILE); row++) {
      for (let i = (row + 1) * stride + 1; i <= (row + 1) * stride + cols; i++) {
        if (code[i] === 0) continue;
        for (const [step, alongX] of [
          [1, 1],
          [-1, 1],
          [stride, 0],
          [-stride, 0],
        ] as const) {
          if (!outside[i + step]) continue;
          const inside = code[i - step] !== 0 ? i - step : i;
          found.push({ cell: i, inside, face: step > 0 ? i : i + step, alongX, sign: Math.sign(step) });
        }
      }
    }
  }
  bandStart[bands] = found.length;
  return {
    cell: Int32Array.from(found, (edge) => edge.cell),
    inside: Int32Array.from(found, (edge) => edge.inside),
    face: Int32Array.from(found, (edge) => edge.face),
    alongX: Uint8Array.from(found, (edge) => edge.alongX),
    sign: Int8Array.from(found, (edge) => edge.sign),
    bandStart,
  };
}

/** Cells without data that hang together with the world around the grid, ghosts included. */
function findOutside(domain: Domain, state: State): Uint8Array {
  const { cols, rows, stride } = state;
  const outside = new Uint8Array(state.h.length);
  const queue: number[] = [0];
  outside[0] = 1;
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    const row = Math.floor(at / stride);
    const col = at - row * stride;
    for (const [r, c] of [
      [row - 1, col],
      [row + 1, col],
      [row, col - 1],
      [row, col + 1],
    ]) {
      if (r < 0 || r > rows + 1 || c < 0 || c > cols + 1) continue;
      const next = r * stride + c;
      const ghost = r === 0 || r === rows + 1 || c === 0 || c === cols + 1;
      if (outside[next] || !(ghost || domain.kind[(r - 1) * cols + c - 1] === CELL.noData)) continue;
      outside[next] = 1;
      queue.push(next);
    }
  }
  return outside;
}

/**
 * Discharge out of open edge `k`, m²/s.
 * @param along discharge along the edge, `old` outwards before this step, m²/s
 */
export function edgeOutflow(edges: Edges, state: State, k: number, along: number, old: number, dtS: number): number {
  const { z, h, friction, cellSizeM } = state;
  const i = edges.cell[k];
  const inside = edges.inside[k];
  const depth = h[i];
  if (depth <= DRY_M) return 0;
  const bedSlope = (z[inside] - z[i]) / cellSizeM;
  const critical = depth * Math.sqrt(GRAVITY * depth);
  // friction is g·n²/2
  const conveyance = friction[i] > 0 ? depth * inverseManning(friction[i]) * cubeRootSquared(depth) : Infinity;
  if (bedSlope >= FLAT_SLOPE) return Math.min(normalFlux(conveyance, bedSlope, along), CRITICAL_MOST * critical);
  const waterSlope = bedSlope + (h[inside] - depth) / cellSizeM;
  const slope = Math.max(waterSlope, bedSlope > -FLAT_SLOPE ? FLAT_SLOPE : 0);
  if (slope <= 0) return 0;
  // No faster than the slope can set it in motion, or inflow at the rim makes it slosh out and back.
  const reached = Math.max(0, old) + GRAVITY * depth * slope * dtS;
  return Math.min(normalFlux(conveyance, slope, along), critical, reached);
}

/** Fluxes through the open edges of one band, before the limiter. */
export function computeEdges(edges: Edges, state: State, band: number, dtS: number): void {
  const { qx, qy, stride } = state;
  for (let k = edges.bandStart[band]; k < edges.bandStart[band + 1]; k++) {
    const i = edges.cell[k];
    const along = edges.alongX[k] ? 0.5 * (qy[i] + qy[i - stride]) : 0.5 * (qx[i] + qx[i - 1]);
    const old = (edges.alongX[k] ? qx : qy)[edges.face[k]] * edges.sign[k];
    const next = edges.alongX[k] ? state.nextX : state.nextY;
    next[edges.face[k]] = edgeOutflow(edges, state, k, along, old, dtS) * edges.sign[k];
  }
}

/**
 * Flux across an edge at normal depth where the water also runs `along` it: Manning's friction acts on the whole flow,
 * so q·√(q² + along²) = conveyance²·slope.
 */
function normalFlux(conveyance: number, slope: number, along: number): number {
  const drive = conveyance * conveyance * slope;
  const along2 = along * along;
  if (along2 === 0 || drive === Infinity) return Math.sqrt(drive);
  return drive * Math.sqrt(2 / (along2 + Math.sqrt(along2 * along2 + 4 * drive * drive)));
}

function inverseManning(friction: number): number {
  return 1 / Math.sqrt((2 * friction) / GRAVITY);
}

/** x^(2/3) by Newton steps from the square root: the same on every machine. */
function cubeRootSquared(x: number): number {
  let root = Math.sqrt(x);
  for (let k = 0; k < 40; k++) {
    const next = (2 * root + x / (root * root)) / 3;
    if (Math.abs(next - root) <= 1e-12 * root) break;
    root = next;
  }
  return root * root;
}

/** Σ outgoing flux over all open edges after a step, m²/s. */
export function crossEdges(edges: Edges, state: State): number {
  let sum = 0;
  for (let k = 0; k < edges.cell.length; k++) {
    sum += (edges.alongX[k] ? state.nextX : state.nextY)[edges.face[k]] * edges.sign[k];
  }
  return sum;
}
