import type { CustomShader, Model } from '@cesium/engine';
import { localFrame } from '../../workers/scene/frame.ts';
import type { GeoPoint } from '../../workers/scene/types.ts';
import { drawnGroundM, drawnVolume, VISIBLE_DEPTH_M, type WaterBlock } from '../../workers/scene/water.ts';
import { waterGlb, waterMeshPieces } from '../../workers/scene/waterMesh.ts';
import { resolveCrs } from '../crs/index.ts';
import type { Slices } from './slices.ts';
import type { DrawnWater, SceneCity, WaterDomain } from './types.ts';

/** A block on the screen: its shader, its model, and the corner thicknesses that its two textures hold. */
export interface Drawn {
  readonly block: WaterBlock;
  readonly shader: CustomShader;
  model: Model | undefined;
  shown: { a: Float32Array | undefined; b: Float32Array | undefined };
}

/** The still part of a block, ready to become a model; undefined when it was given up on the way. */
export async function blockGlb(
  city: SceneCity,
  domain: WaterDomain,
  block: WaterBlock,
  slices: Slices,
): Promise<{ glb: Uint8Array; origin: GeoPoint } | undefined> {
  const { grid, groundM } = domain;
  const x = grid.xMin + (block.col + block.cols / 2) * grid.cellSizeM;
  const y = grid.yMin + (grid.rows - block.row - block.rows / 2) * grid.cellSizeM;
  const middle = (block.row + (block.rows >> 1)) * grid.cols + block.col + (block.cols >> 1);
  const level = Number.isFinite(groundM[middle]) ? Math.round(groundM[middle]) : 0;
  const frame = localFrame(resolveCrs(city.crs), x, y, level, city.ellipsoidOffsetM);
  const pieces = waterMeshPieces(domain, block, frame);
  let piece = pieces.next();
  while (!piece.done) {
    if (!(await slices.pause())) return undefined;
    piece = pieces.next();
  }
  return { glb: waterGlb(piece.value), origin: frame.origin };
}

/** Corner thicknesses as the shader mixes them. */
function mixed({ block, shown }: Drawn, mix: number): Float32Array {
  const out = new Float32Array(block.spanCols * block.spanRows * 4);
  for (let i = 0; i < out.length; i++) {
    out[i] = (shown.a ? shown.a[i] : 0) * (1 - mix) + (shown.b ? shown.b[i] : 0) * mix;
  }
  return out;
}

/** What is drawn, from the textures' arrays: volumes, areas and the vertices themselves. */
export function measure(domain: WaterDomain | undefined, blocks: Iterable<Drawn>, mix: number): DrawnWater {
  const out = { volumeM3: 0, visibleVolumeM3: 0, wetAreaM2: 0, visibleAreaM2: 0 };
  const vertices: number[] = [];
  if (!domain) return { ...out, vertices: new Float64Array(0) };
  const { grid } = domain;
  const size = grid.cellSizeM;
  const north = grid.yMin + grid.rows * size;
  for (const drawn of blocks) {
    const { block } = drawn;
    const corners = mixed(drawn, mix);
    const sum = drawnVolume(corners, block, size);
    out.volumeM3 += sum.all;
    out.visibleVolumeM3 += sum.visible;
    out.wetAreaM2 += sum.wetCells * size * size;
    out.visibleAreaM2 += sum.visibleCells * size * size;
    for (let n = 0; n < block.cols * block.rows; n++) {
      const i = Math.floor(n / block.cols) * block.spanCols + (n % block.cols);
      if (corners[i * 4] + corners[i * 4 + 1] + corners[i * 4 + 2] + corners[i * 4 + 3] <= 0) continue;
      const col = block.col + (n % block.cols);
      const row = block.row + Math.floor(n / block.cols);
      const ground = drawnGroundM(domain, row * grid.cols + col);
      for (let k = 0; k < 4; k++) {
        const x = grid.xMin + (col + (k === 1 || k === 2 ? 1 : 0)) * size;
        const y = north - (row + (k >= 2 ? 1 : 0)) * size;
        vertices.push(x, y, ground + corners[i * 4 + k], ground);
      }
    }
  }
  return { ...out, vertices: Float64Array.from(vertices) };
}

/** Whether a block has water that gets a colour. */
export function hasVisible(domain: WaterDomain, depthM: Float32Array, block: WaterBlock): boolean {
  const { grid, permanentDepthM } = domain;
  for (let r = 0; r < block.rows; r++) {
    const first = (block.row + r) * grid.cols + block.col;
    for (let cell = first; cell < first + block.cols; cell++) {
      if (depthM[cell] - (permanentDepthM ? permanentDepthM[cell] : 0) >= VISIBLE_DEPTH_M) return true;
    }
  }
  return false;
}

/** Maps have NaN where there are no data; the surface has nothing there. */
export function withoutGaps(values: Float32Array): Float32Array {
  return values.map((v) => (Number.isNaN(v) ? 0 : v));
}
