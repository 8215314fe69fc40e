import { resolve } from 'node:path';
import { openCity } from '../../src/city/index.ts';
import { resolveCrs } from '../../src/crs/index.ts';
import { hasVisible } from '../../src/globe/waterBlocks.ts';
import { groundOf, RunWater, type WaterKeeper } from '../../src/simulate/water.ts';
import { findScenario } from '../../workers/commands/scenarios.ts';
import { buildDomain } from '../../workers/domain/index.ts';
import { CELL, runFlood } from '../../workers/flood/index.ts';
import { openPath } from '../../workers/import/nodeFiles.ts';
import { localFrame } from '../../workers/scene/frame.ts';
import { cornerThickness, VISIBLE_DEPTH_M, waterBlocks } from '../../workers/scene/water.ts';
import { type WaterMesh, waterMesh } from '../../workers/scene/waterMesh.ts';

/** Instants of the storm that are held against what is drawn, s: rising, at its highest, falling. */
const AT_S = [3600, 7200, 21600];

/** Only the first frame is needed again, and the water itself holds it: calm water is what stood there then. */
const KEEPS_NOTHING: WaterKeeper = {
  frame: () => Promise.reject(new Error('No frame is kept.')),
  series: () => Promise.reject(new Error('No series is kept.')),
  stored: () => Promise.reject(new Error('No run is kept.')),
};

/**
 * The sample city's 10-year storm at 32 m: the volume under the triangles of the drawn blocks, in the metres of the
 * ground, against what was computed. Land alone: the tide over the sea would hide what the streets lack.
 */
export async function benchDrawnWater(): Promise<unknown> {
  const city = await openCity(await openPath(resolve(import.meta.dirname, '../../data/danang')), {
    layers: ['land', 'construction', 'drainage'],
  });
  const { scenario, readScenarioFile } = await findScenario(city, 'storm-10y');
  const domain = await buildDomain(city, scenario, { readScenarioFile, cellSizeM: 32 });
  const { manifest } = city;
  const crs = resolveCrs(manifest.crs);
  const rows: unknown[] = [];
  const water = new RunWater(groundOf(domain), KEEPS_NOTHING, () => {});
  await runFlood(domain, {
    onFrame: (frame) => {
      water.add(frame.timeS, frame);
      if (AT_S.includes(frame.timeS))
        rows.push({ timeS: frame.timeS, ...volumes(water.stageDomain(), crs, frame.depthM) });
    },
  });
  return rows;
}

function volumes(
  domain: ReturnType<RunWater['stageDomain']>,
  crs: ReturnType<typeof resolveCrs>,
  depthM: Float32Array,
): Record<string, number> {
  const { grid, kind, permanentDepthM } = domain;
  const area = grid.cellSizeM ** 2;
  const isLand = (cell: number): boolean => kind[cell] === CELL.active && !permanentDepthM[cell];
  const sum = { computed: 0, visible: 0, drawn: 0, drawnVisible: 0 };
  for (let cell = 0; cell < kind.length; cell++) {
    const flood = isLand(cell) ? depthM[cell] : 0;
    sum.computed += flood * area;
    if (flood >= VISIBLE_DEPTH_M) sum.visible += flood * area;
  }
  for (const block of waterBlocks(domain)) {
    if (block.active === 0 || !hasVisible(domain, depthM, block)) continue;
    const corners = new Float32Array(block.spanCols * block.spanRows * 4);
    cornerThickness(domain, depthM, block, corners);
    const x = grid.xMin + (block.col + block.cols / 2) * grid.cellSizeM;
    const y = grid.yMin + (grid.rows - block.row - block.rows / 2) * grid.cellSizeM;
    const mesh = waterMesh(domain, block, localFrame(crs, x, y, 0, 0));
    for (const [at, volume] of cellVolumes(mesh, corners, block.spanCols)) {
      const row = block.row + Math.floor(at / block.spanCols);
      if (!isLand(row * grid.cols + block.col + (at % block.spanCols))) continue;
      sum.drawn += volume;
      if (volume >= VISIBLE_DEPTH_M * area * 0.999) sum.drawnVisible += volume;
    }
  }
  return {
    computedM3: Math.round(sum.computed),
    drawnM3: Math.round(sum.drawn),
    offPct: (100 * (sum.drawn - sum.computed)) / sum.computed,
    computedVisibleM3: Math.round(sum.visible),
    drawnVisibleM3: Math.round(sum.drawnVisible),
    offVisiblePct: (100 * (sum.drawnVisible - sum.visible)) / sum.visible,
  };
}

/** Volume over each cell of a block, m³, by its place in the span: what lies between the mesh and the mesh lifted by its corners. Joints have no plan area. */
function cellVolumes(mesh: WaterMesh, corners: Float32Array, spanCols: number): Map<number, number> {
  const { positions, cells, indices } = mesh;
  const over = new Map<number, number>();
  for (let i = 0; i < indices.length; i += 3) {
    const abc = [indices[i], indices[i + 1], indices[i + 2]];
    const [a, b, c] = abc.map((v) => [positions[v * 3], -positions[v * 3 + 2]]);
    const planM2 = ((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])) / 2;
    if (planM2 < 1e-6) continue;
    let thick = 0;
    for (const v of abc) thick += corners[(cells[v * 4 + 1] * spanCols + cells[v * 4]) * 4 + cells[v * 4 + 2]];
    const at = cells[abc[0] * 4 + 1] * spanCols + cells[abc[0] * 4];
    over.set(at, (over.get(at) ?? 0) + (planM2 * thick) / 3);
  }
  return over;
}
