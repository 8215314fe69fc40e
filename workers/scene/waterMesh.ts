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
  /** A block has at most 65 × 65 cells, so 16 bits are enough. */
  readonly indices: Uint16Array;
  readonly min: readonly [number, number, number];
  readonly max: readonly [number, number, number];
}

/** Where a flood may rise to over the ground, m: widens the box that decides whether a block is in view. */
const HIGHEST_M = 12;

/**
 * The mesh of a block, in pieces of a row of cells: it is made on the thread that draws, for the first time before the
 * browser has compiled it. Arrays have their size from the start, and each crossing of the grid's lines is projected
 * once for the four cells that meet there.
 */
export function* waterMeshPieces(
  water: WaterGrid,
  block: WaterBlock,
  frame: LocalFrame,
): Generator<undefined, WaterMesh> {
  const { grid, kind } = water;
  const { cols, rows, spanCols, spanRows } = block;
  // Blocked cells beside computed ones are kept, flat: the colour runs on into them up to the real wall.
  const slot = new Int32Array(spanCols * spanRows).fill(-1);
  const ground = new Float64Array(spanCols * spanRows);
  let used = 0;
  for (let r = 0, at = 0; r < spanRows; r++) {
    for (let c = 0; c < spanCols; c++, at++) {
      ground[at] = groundOf(water, block.col + c, block.row + r);
      if (ground[at] < Number.POSITIVE_INFINITY) slot[at] = used++;
    }
    yield;
  }
  const crossings = crossingsOf(grid, block, frame);
  yield;
  const positions = new Float32Array(used * 12);
  const cells = new Uint8Array(used * 16);
  const indices = new Uint16Array(cols * rows * 30);
  let n = 0;
  const triangle = (a: number, b: number, c: number): void => {
    indices[n] = a;
    indices[n + 1] = b;
    indices[n + 2] = c;
    n += 3;
  };
  /** Quad between edge a–b of a cell and edge c–d of its neighbour (a meets c, b meets d), seen from both sides. */
  const joint = (a: number, b: number, c: number, d: number): void => {
    triangle(a, b, c);
    triangle(b, d, c);
    triangle(a, c, b);
    triangle(b, c, d);
  };
  for (let r = 0, at = 0; r < spanRows; r++) {
    for (let c = 0; c < spanCols; c++, at++) {
      const k = slot[at];
      if (k < 0) continue;
      const v = k * 4;
      const computed = kind[(block.row + r) * grid.cols + block.col + c] === CELL.active ? 1 : 0;
      for (let corner = 0; corner < 4; corner++) {
        const right = corner === 1 || corner === 2 ? 1 : 0;
        const down = corner >= 2 ? 1 : 0;
        const from = ((r + down) * (spanCols + 1) + c + right) * 3;
        const p = (v + corner) * 3;
        positions[p] = crossings[from];
        positions[p + 1] = ground[at] + crossings[from + 1];
        positions[p + 2] = crossings[from + 2];
        const q = (v + corner) * 4;
        cells[q] = c;
        cells[q + 1] = r;
        cells[q + 2] = corner;
        cells[q + 3] = computed;
      }
      if (r >= rows || c >= cols) continue;
      triangle(v, v + 2, v + 1); // cut NW–SE, counter-clockwise from above
      triangle(v, v + 3, v + 2);
      const east = c + 1 < spanCols ? slot[at + 1] * 4 : -1;
      if (east >= 0) joint(v + 1, v + 2, east, east + 3);
      const south = r + 1 < spanRows ? slot[at + spanCols] * 4 : -1;
      if (south >= 0) joint(v + 2, v + 3, south + 1, south);
    }
    yield;
  }
  return { positions, cells, indices: indices.slice(0, n), ...boxOf(positions) };
}

/** {@link waterMeshPieces} in one go. */
export function waterMesh(water: WaterGrid, block: WaterBlock, frame: LocalFrame): WaterMesh {
  const pieces = waterMeshPieces(water, block, frame);
  let piece = pieces.next();
  while (!piece.done) piece = pieces.next();
  return piece.value;
}

/** Where the lines of the grid cross in and around a block, at level 0: glTF axes, three floats each, row-major. */
function crossingsOf(grid: WaterGrid['grid'], block: WaterBlock, frame: LocalFrame): Float64Array {
  const out = new Float64Array((block.spanCols + 1) * (block.spanRows + 1) * 3);
  for (let r = 0, o = 0; r <= block.spanRows; r++) {
    const y = grid.yMin + (grid.rows - block.row - r) * grid.cellSizeM;
    for (let c = 0; c <= block.spanCols; c++, o += 3) {
      const [east, north, up] = toLocal(frame, grid.xMin + (block.col + c) * grid.cellSizeM, y, 0);
      out[o] = east;
      out[o + 1] = up;
      out[o + 2] = -north;
    }
  }
  return out;
}

/** The box around all positions, as high as a flood may rise. */
function boxOf(positions: Float32Array): Pick<WaterMesh, 'min' | 'max'> {
  const min: [number, number, number] = [1e9, 1e9, 1e9];
  const max: [number, number, number] = [-1e9, -1e9, -1e9];
  for (let p = 0; p < positions.length; p += 3) {
    for (let axis = 0; axis < 3; axis++) {
      const value = positions[p + axis];
      if (value < min[axis]) min[axis] = value;
      if (value > max[axis]) max[axis] = value;
    }
  }
  max[1] += HIGHEST_M;
  return { min, max };
}

/**
 * Drawn ground; a blocked cell lies as low as the lowest street beside it, inside the building that stands there.
 * Infinite where no computed cell is near: nothing is drawn.
 */
function groundOf(water: WaterGrid, col: number, row: number): number {
  const { grid, kind } = water;
  const cell = row * grid.cols + col;
  if (kind[cell] === CELL.active) return drawnGroundM(water, cell);
  let lowest = Number.POSITIVE_INFINITY;
  for (let r = Math.max(0, row - 1); r <= Math.min(grid.rows - 1, row + 1); r++) {
    for (let c = Math.max(0, col - 1); c <= Math.min(grid.cols - 1, col + 1); c++) {
      const next = r * grid.cols + c;
      if (kind[next] === CELL.active) lowest = Math.min(lowest, drawnGroundM(water, next));
    }
  }
  return lowest;
}

/** The mesh as binary glTF with 32-bit positions and the attribute `_CELL`. */
export function waterGlb(mesh: WaterMesh): Uint8Array {
  const vertices = mesh.positions.length / 3;
  const views = [mesh.positions, mesh.cells, mesh.indices].map(
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
      { bufferView: 2, componentType: 5123, count: mesh.indices.length, type: 'SCALAR' },
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
