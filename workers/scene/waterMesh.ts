import { CELL } from '../flood/types.ts';
import { type LocalFrame, toLocal } from './frame.ts';
import { drawnGroundM, type WaterBlock, type WaterGrid } from './water.ts';

/**
 * The still part of a block's surface: four vertices a cell on the drawn ground. The vertex shader lifts each by the
 * thickness that the block's texture holds for its corner. Joints to the next cell east and south use the vertices of
 * both cells: they close skirts at shores and vanish where corners meet.
 */
export interface WaterMesh {
  /** glTF axes (east, up, south), m, of the block's frame. */
  readonly positions: Float32Array;
  /** Cell column and row in the block plus the corner (0 NW, 1 NE, 2 SE, 3 SW) and 0. */
  readonly cells: Uint8Array;
  readonly indices: Uint32Array;
  readonly min: readonly [number, number, number];
  readonly max: readonly [number, number, number];
}

/** Where a flood may rise to over the ground, m: widens the box that decides whether a block is in view. */
const HIGHEST_M = 12;

export function waterMesh(water: WaterGrid, block: WaterBlock, frame: LocalFrame): WaterMesh {
  const { grid, kind } = water;
  const size = grid.cellSizeM;
  const north = grid.yMin + grid.rows * size;
  // Blocked cells beside computed ones are kept, flat: the colour runs on into them up to the real wall.
  const slot = new Int32Array(block.spanCols * block.spanRows).fill(-1);
  let used = 0;
  for (let r = 0; r < block.spanRows; r++) {
    for (let c = 0; c < block.spanCols; c++) {
      if (isDrawn(water, block.col + c, block.row + r)) slot[r * block.spanCols + c] = used++;
    }
  }
  const positions = new Float32Array(used * 12);
  const cells = new Uint8Array(used * 16);
  const indices: number[] = [];
  const min: [number, number, number] = [1e9, 1e9, 1e9];
  const max: [number, number, number] = [-1e9, -1e9, -1e9];
  for (let r = 0; r < block.spanRows; r++) {
    for (let c = 0; c < block.spanCols; c++) {
      const k = slot[r * block.spanCols + c];
      if (k < 0) continue;
      const col = block.col + c;
      const row = block.row + r;
      const ground = groundOf(water, col, row);
      const x0 = grid.xMin + col * size;
      const y1 = north - row * size;
      for (let corner = 0; corner < 4; corner++) {
        const x = corner === 1 || corner === 2 ? x0 + size : x0;
        const y = corner >= 2 ? y1 - size : y1;
        const [e, n, u] = toLocal(frame, x, y, ground);
        const p = (k * 4 + corner) * 3;
        positions[p] = e;
        positions[p + 1] = u;
        positions[p + 2] = -n;
        for (let axis = 0; axis < 3; axis++) {
          min[axis] = Math.min(min[axis], positions[p + axis]);
          max[axis] = Math.max(max[axis], positions[p + axis]);
        }
        cells.set([c, r, corner, kind[row * grid.cols + col] === CELL.active ? 1 : 0], (k * 4 + corner) * 4);
      }
      const v = k * 4;
      if (r >= block.rows || c >= block.cols) continue;
      indices.push(v, v + 2, v + 1, v, v + 3, v + 2); // cut NW–SE, counter-clockwise from above
      const east = c + 1 < block.spanCols ? slot[r * block.spanCols + c + 1] : -1;
      if (east >= 0) joint(indices, v + 1, v + 2, east * 4, east * 4 + 3);
      const south = r + 1 < block.spanRows ? slot[(r + 1) * block.spanCols + c] : -1;
      if (south >= 0) joint(indices, v + 2, v + 3, south * 4 + 1, south * 4);
    }
  }
  max[1] += HIGHEST_M;
  return { positions, cells, indices: Uint32Array.from(indices), min, max };
}

/** Quad between edge a–b of a cell and edge c–d of its neighbour (a meets c, b meets d), seen from both sides. */
function joint(indices: number[], a: number, b: number, c: number, d: number): void {
  indices.push(a, b, c, b, d, c, a, c, b, b, c, d);
}

function isDrawn({ grid, kind }: WaterGrid, col: number, row: number): boolean {
  for (let dr = -1; dr <= 1; dr++) {
    for (let dc = -1; dc <= 1; dc++) {
      const c = col + dc;
      const r = row + dr;
      if (c < 0 || r < 0 || c >= grid.cols || r >= grid.rows) continue;
      if (kind[r * grid.cols + c] === CELL.active) return true;
    }
  }
  return false;
}

/** Drawn ground; a blocked cell lies as low as the lowest street beside it, inside the building that stands there. */
function groundOf(water: WaterGrid, col: number, row: number): number {
  const { grid, kind } = water;
  const cell = row * grid.cols + col;
  if (kind[cell] === CELL.active) return drawnGroundM(water, cell);
  let lowest = Number.POSITIVE_INFINITY;
  for (let dr = -1; dr <= 1; dr++) {
    for (let dc = -1; dc <= 1; dc++) {
      const c = col + dc;
      const r = row + dr;
      if (c < 0 || r < 0 || c >= grid.cols || r >= grid.rows) continue;
      const next = r * grid.cols + c;
      if (kind[next] === CELL.active) lowest = Math.min(lowest, drawnGroundM(water, next));
    }
  }
  return lowest;
}

/** The mesh as binary glTF with 32-bit positions and the attribute `_CELL`. */
export function waterGlb(mesh: WaterMesh): Uint8Array {
  const vertices = mesh.positions.length / 3;
  const short = vertices <= 65535;
  const indices = short ? Uint16Array.from(mesh.indices) : mesh.indices;
  const views = [mesh.positions, mesh.cells, indices].map(
    (a) => new Uint8Array(a.buffer as ArrayBuffer, a.byteOffset, a.byteLength),
  );
  let length = 0;
  const bufferViews = views.map((view, i) => {
    const entry = {
      buffer: 0,
      byteOffset: length,
      byteLength: view.byteLength,
      target: i === 2 ? 34963 : 34962,
      ...(i < 2 && { byteStride: i === 0 ? 12 : 4 }),
    };
    length += (view.byteLength + 3) & ~3;
    return entry;
  });
  const json = {
    asset: { version: '2.0' },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0 }],
    meshes: [{ primitives: [{ attributes: { POSITION: 0, _CELL: 1 }, indices: 2, mode: 4, material: 0 }] }],
    materials: [{ pbrMetallicRoughness: { metallicFactor: 0 }, alphaMode: 'BLEND' }],
    buffers: [{ byteLength: length }],
    bufferViews,
    accessors: [
      { bufferView: 0, componentType: 5126, count: vertices, type: 'VEC3', min: mesh.min, max: mesh.max },
      { bufferView: 1, componentType: 5121, count: vertices, type: 'VEC4' },
      { bufferView: 2, componentType: short ? 5123 : 5125, count: indices.length, type: 'SCALAR' },
    ],
  };
  const text = new TextEncoder().encode(JSON.stringify(json));
  const jsonLength = (text.byteLength + 3) & ~3;
  const out = new Uint8Array(28 + jsonLength + length);
  const head = new DataView(out.buffer);
  const words: [number, number][] = [
    [0, 0x46546c67],
    [4, 2],
    [8, out.byteLength],
    [12, jsonLength],
    [16, 0x4e4f534a],
    [20 + jsonLength, length],
    [24 + jsonLength, 0x004e4942],
  ];
  for (const [at, word] of words) head.setUint32(at, word, true);
  out.fill(0x20, 20, 20 + jsonLength);
  out.set(text, 20);
  views.forEach((view, i) => {
    out.set(view, 28 + jsonLength + bufferViews[i].byteOffset);
  });
  return out;
}
