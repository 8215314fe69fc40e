import type { MeasureOf } from '../../../src/scenario/types.ts';
import type { Draft } from '../draft.ts';
import { bandCells } from '../rasterise.ts';
import { crestLevels } from './crest.ts';

/** A carriageway of two lanes, where a raised road says no width. */
const ROAD_WIDTH_M = 7;

/** Wall or raised road: the ground of the cells it crosses rises to its crest, never sinks. */
export function raiseLine(draft: Draft, measure: MeasureOf<'wall'> | MeasureOf<'raisedRoad'>): Draft {
  const line = measure.geometry.coordinates;
  const width = measure.widthM ?? (measure.kind === 'raisedRoad' ? ROAD_WIDTH_M : 0);
  const cells = bandCells(draft.grid, line, width);
  const crest = crestLevels(line, cells, draft.groundM, measure);
  const groundM = draft.groundM.slice();
  cells.forEach(({ cell }, k) => {
    groundM[cell] = crest[k];
  });
  return { ...draft, groundM };
}

/** Barrier: stands from `fromS` to `toS` only, so the ground stays and the engine raises it for that time. */
export function timedBarrier(draft: Draft, measure: MeasureOf<'barrier'>): Draft {
  const line = measure.geometry.coordinates;
  const cells = bandCells(draft.grid, line, measure.widthM ?? 0).filter(
    ({ cell }) => !Number.isNaN(draft.groundM[cell]),
  );
  const barrier = {
    id: measure.id,
    cells: Uint32Array.from(cells, ({ cell }) => cell),
    crestM: crestLevels(line, cells, draft.groundM, measure),
    fromS: measure.fromS ?? 0,
    toS: measure.toS ?? Number.POSITIVE_INFINITY,
  };
  return { ...draft, barriers: [...draft.barriers, barrier] };
}
