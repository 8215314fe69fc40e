import type { RasterGround } from './ground.ts';
import { sampleAt, strokeLine } from './raster.ts';
import type { StreetEdge } from './types.ts';

const KERB_M: Readonly<Record<StreetEdge['class'], number>> = {
  arterial: 0.2,
  promenade: 0.16,
  collector: 0.18,
  local: 0.16,
  lane: 0.1,
};
/** Cross-fall of a carriageway from its crown to the gutter. */
const CROSS_FALL = 0.015;

/**
 * The ground with its streets: carriageways a kerb below the plots, crowned in the middle, so that water runs in
 * streets first. Bridges leave the ground alone.
 */
export function carveStreets(ground: RasterGround, edges: readonly StreetEdge[]): RasterGround {
  const { lattice } = ground;
  const depth = new Float32Array(ground.levels.length);
  for (const edge of edges) {
    if (edge.bridge) continue;
    const half = edge.widthM / 2;
    const kerb = KERB_M[edge.class];
    // Narrow lanes still take the cell that they run through.
    strokeLine(lattice, edge.path, Math.max(half, lattice.cellM * 0.6), (cell, d) => {
      const cut = kerb - Math.min(0.08, CROSS_FALL * Math.max(0, half - d));
      if (cut > depth[cell]) depth[cell] = cut;
    });
  }
  const levels = new Float32Array(ground.levels.length);
  for (let cell = 0; cell < levels.length; cell++) {
    const level = ground.levels[cell] - (ground.water[cell] === 0 ? depth[cell] : 0);
    // Steps of 1/128 m (8 mm): whole binary fractions, which a float raster packs to a third of the size.
    levels[cell] = Math.round(level * 128) / 128;
  }
  return { ...ground, levels, levelM: (x, y) => sampleAt(lattice, levels, x, y) };
}
