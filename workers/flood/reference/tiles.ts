import { DRY_M } from '../constants.ts';
import type { State } from './state.ts';

/** Side of a tile, cells. Water crosses at most one cell a step, so tiles are looked at once in this many steps. */
export const TILE = 16;

/**
 * Which cells a step visits. Tiles with no water, no rain and no source, whose eight neighbours have none either, are left
 * out (round a corner it is but two steps); what is left are spans of cells, band by band (a band is one row of tiles).
 */
export interface Tiles {
  readonly bands: number;
  /** Pairs of padded indices, start and end. */
  readonly spans: Int32Array;
  /** `spans` of band b are `bandStart[b] … bandStart[b + 1]`. */
  readonly bandStart: Int32Array;
}

interface Working extends Tiles {
  readonly across: number;
  /** Tiles that always count: sources, ends of culverts and held cells. */
  readonly always: Uint8Array;
  /** Tiles touched by each rain zone. */
  readonly zones: readonly Uint8Array[];
  readonly wet: Uint8Array;
  readonly on: Uint8Array;
  readonly firstCol: Int32Array;
  readonly lastCol: Int32Array;
}

/**
 * @param sources cells that always count
 * @param roofs cells that roofs of a rain zone drain to
 */
export function createTiles(
  state: State,
  zoneCount: number,
  sources: readonly number[],
  roofs: { readonly cell: Int32Array; readonly zone: Uint16Array },
): Tiles {
  const across = Math.ceil(state.cols / TILE);
  const bands = Math.ceil(state.rows / TILE);
  const { stride, code, held, wallM, z } = state;
  const tileOf = (i: number): number =>
    Math.floor((Math.floor(i / stride) - 1) / TILE) * across + Math.floor(((i % stride) - 1) / TILE);
  const always = new Uint8Array(across * bands);
  const zones = Array.from({ length: zoneCount }, () => new Uint8Array(across * bands));
  const firstCol = new Int32Array(state.rows).fill(state.cols);
  const lastCol = new Int32Array(state.rows).fill(-1);
  for (let row = 0; row < state.rows; row++) {
    for (let col = 0; col < state.cols; col++) {
      const i = (row + 1) * stride + col + 1;
      if (z[i] === wallM) continue;
      if (col < firstCol[row]) firstCol[row] = col;
      lastCol[row] = col;
      if (code[i] >= 2) zones[code[i] - 2][tileOf(i)] = 1;
      const meets = held[i] && (code[i - 1] || code[i + 1] || code[i - stride] || code[i + stride]);
      if (meets) always[tileOf(i)] = 1;
    }
  }
  for (const i of sources) always[tileOf(i)] = 1;
  roofs.cell.forEach((i, k) => {
    zones[roofs.zone[k]][tileOf(i)] = 1;
  });
  const tiles: Working = {
    across,
    bands,
    always,
    zones,
    firstCol,
    lastCol,
    wet: new Uint8Array(across * bands),
    on: new Uint8Array(across * bands).fill(1),
    spans: new Int32Array(2 * state.rows * Math.ceil((across + 1) / 2)),
    bandStart: new Int32Array(bands + 1),
  };
  return tiles;
}

/** Looks again which tiles count. `raining[k]`: rain falls in zone k. */
export function refreshTiles(tiles: Tiles, state: State, raining: Uint8Array): void {
  const t = tiles as Working;
  const { across, bands, wet, on } = t;
  const isWet = (tile: number, col: number): boolean =>
    wet[tile] === 1 || (col > 0 && wet[tile - 1] === 1) || (col < across - 1 && wet[tile + 1] === 1);
  for (let tile = 0; tile < wet.length; tile++) {
    wet[tile] = t.always[tile] || holdsWater(state, tile % across, Math.floor(tile / across)) ? 1 : 0;
  }
  for (let band = 0; band < bands; band++) {
    for (let col = 0; col < across; col++) {
      const tile = band * across + col;
      const was = on[tile];
      let is = isWet(tile, col);
      is ||= band > 0 && isWet(tile - across, col);
      is ||= band < bands - 1 && isWet(tile + across, col);
      for (let zone = 0; !is && zone < t.zones.length; zone++) is = raining[zone] === 1 && t.zones[zone][tile] === 1;
      on[tile] = is ? 1 : 0;
      if (was && !is) stillFluxes(state, col, band);
    }
  }
  layOutSpans(t, state);
}

function holdsWater(state: State, tileCol: number, band: number): boolean {
  const { h, code, stride } = state;
  const rowEnd = Math.min(state.rows, (band + 1) * TILE);
  const colEnd = Math.min(state.cols, (tileCol + 1) * TILE);
  for (let row = band * TILE; row < rowEnd; row++) {
    const line = (row + 1) * stride + 1;
    for (let i = line + tileCol * TILE; i < line + colEnd; i++) if (h[i] > DRY_M && code[i] !== 0) return true;
  }
  return false;
}

/** A tile that is left out keeps no memory of its last, vanishing fluxes and of the water that carried them. */
function stillFluxes(state: State, tileCol: number, band: number): void {
  const rowEnd = Math.min(state.rows, (band + 1) * TILE);
  const colEnd = Math.min(state.cols, (tileCol + 1) * TILE);
  const { qx, qy, nextX, nextY, depthX, depthY } = state;
  for (let row = band * TILE; row < rowEnd; row++) {
    const from = (row + 1) * state.stride + 1 + tileCol * TILE;
    const to = (row + 1) * state.stride + 1 + colEnd;
    for (const field of [qx, qy, nextX, nextY, depthX, depthY]) field.fill(0, from, to);
  }
}

function layOutSpans(t: Working, state: State): void {
  let count = 0;
  for (let band = 0; band < t.bands; band++) {
    t.bandStart[band] = count;
    const rowEnd = Math.min(state.rows, (band + 1) * TILE);
    for (let row = band * TILE; row < rowEnd; row++) {
      const line = (row + 1) * state.stride + 1;
      for (let col = 0; col < t.across; col++) {
        if (!t.on[band * t.across + col]) continue;
        const first = col;
        while (col + 1 < t.across && t.on[band * t.across + col + 1]) col++;
        const from = Math.max(first * TILE, t.firstCol[row]);
        const to = Math.min((col + 1) * TILE, t.lastCol[row] + 1);
        if (from >= to) continue;
        t.spans[count++] = line + from;
        t.spans[count++] = line + to;
      }
    }
  }
  t.bandStart[t.bands] = count;
}
