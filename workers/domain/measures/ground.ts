import type { Position } from '../../../src/city/types.ts';
import type { MeasureOf } from '../../../src/scenario/types.ts';
import { CELL } from '../../flood/types.ts';
import type { Draft } from '../draft.ts';
import { bandCells, polygonCells } from '../rasterise.ts';
import { alongLine } from './crest.ts';

/**
 * Basin: dug to its floor; with a side slope 1:x the floor is reached x metres in for each metre of depth. Digs, never
 * fills; buildings that it covers are taken away.
 */
export function basin(draft: Draft, measure: MeasureOf<'basin'>): Draft {
  const groundM = draft.groundM.slice();
  const kind = draft.kind.slice();
  const slope = measure.sideSlope ?? 0;
  for (const cell of polygonCells(draft.grid, measure.geometry)) {
    const inM = slope > 0 ? distanceToRing(draft, cell, measure.geometry.coordinates) : Number.POSITIVE_INFINITY;
    const dug = slope > 0 ? groundM[cell] - inM / slope : measure.floorLevelM;
    groundM[cell] = Math.min(groundM[cell], Math.max(measure.floorLevelM, dug));
    if (kind[cell] === CELL.block) kind[cell] = CELL.active;
  }
  return { ...draft, groundM, kind };
}

function distanceToRing({ grid }: Draft, cell: number, rings: readonly (readonly Position[])[]): number {
  const x = grid.xMin + ((cell % grid.cols) + 0.5) * grid.cellSizeM;
  const y = grid.yMin + (grid.rows - Math.floor(cell / grid.cols) - 0.5) * grid.cellSizeM;
  let nearest = Number.POSITIVE_INFINITY;
  for (const ring of rings) {
    for (let k = 0; k + 1 < ring.length; k++) {
      const [x0, y0] = ring[k];
      const dx = ring[k + 1][0] - x0;
      const dy = ring[k + 1][1] - y0;
      const length2 = dx * dx + dy * dy;
      const t = length2 > 0 ? Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / length2)) : 0;
      nearest = Math.min(nearest, Math.hypot(x - x0 - t * dx, y - y0 - t * dy));
    }
  }
  return nearest;
}

/** Channel: the bed of the cells it crosses (and of its width) sinks to its level, linear from one end to the other. */
export function channel(draft: Draft, measure: MeasureOf<'channel'>): Draft {
  const line = measure.geometry.coordinates;
  const bed = alongLine(line, measure.bedLevelM);
  const groundM = draft.groundM.slice();
  for (const { cell, alongM } of bandCells(draft.grid, line, measure.widthM)) {
    groundM[cell] = Math.min(groundM[cell], bed(alongM));
  }
  return { ...draft, groundM };
}

/** Ground: set to a level or changed by an amount; a building whose cell it covers is taken away. */
export function ground(draft: Draft, measure: MeasureOf<'ground'>): Draft {
  const groundM = draft.groundM.slice();
  const kind = draft.kind.slice();
  for (const cell of polygonCells(draft.grid, measure.geometry)) {
    if (kind[cell] === CELL.noData) continue;
    groundM[cell] = measure.levelM ?? groundM[cell] + (measure.changeM ?? 0);
    kind[cell] = CELL.active;
  }
  return { ...draft, groundM, kind };
}
