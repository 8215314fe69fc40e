import type { MeasureOf } from '../../../src/scenario/types.ts';
import { CELL } from '../../flood/types.ts';
import { type Draft, warn } from '../draft.ts';
import { polygonCells } from '../rasterise.ts';

/**
 * Infiltration capacity of each surface, mm/h. Assumed from the ranges of the CIRIA SuDS manual (C753, 2015), partly
 * clogged: their stores are not filled and emptied yet, so the low end is taken.
 */
export const SURFACE_MM_H: Readonly<Record<MeasureOf<'cover'>['surface'], number>> = {
  greenRoof: 20,
  permeable: 50,
  rainGarden: 60,
  swale: 25,
  trees: 15,
};

/** Cover: `share` of each covered cell (all of it by default) takes the surface's infiltration, the rest keeps its own. */
export function cover(draft: Draft, measure: MeasureOf<'cover'>): Draft {
  const share = measure.share ?? 1;
  const rate = SURFACE_MM_H[measure.surface];
  const infiltrationMmH = draft.infiltrationMmH.slice();
  let roofs = 0;
  for (const cell of polygonCells(draft.grid, measure.geometry)) {
    if (draft.kind[cell] === CELL.block) roofs++;
    else infiltrationMmH[cell] = Math.max(infiltrationMmH[cell], (1 - share) * infiltrationMmH[cell] + share * rate);
  }
  const changed = { ...draft, infiltrationMmH };
  if (roofs === 0 || measure.surface !== 'greenRoof') return changed;
  return warn(changed, {
    vi: `Giải pháp "${measure.id}": phần nước mái xanh trên nhà giữ lại chưa được tính.`,
    en: `Measure "${measure.id}": what green roofs on buildings hold back is not computed yet.`,
  });
}
