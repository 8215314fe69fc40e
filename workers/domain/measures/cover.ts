import type { MeasureOf } from '../../../src/scenario/types.ts';
import { CELL } from '../../flood/types.ts';
import { type Draft, warn } from '../draft.ts';
import { polygonCells } from '../rasterise.ts';
import { drawn } from '../roofs.ts';

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

/**
 * What a green roof holds of a storm where its layers are not given, mm: an extensive one, half wet when it begins.
 * Assumed within the 15 to 30 mm that C753, chapter 12, tells of.
 */
const ROOF_HOLDS_MM = 20;
/** Water that a metre of soil and of a drainage layer hold, mm: plants' share of loam, half voids. */
const SOIL_MM_M = 200;
const LAYER_MM_M = 500;

/**
 * Cover: `share` of each covered cell (all of it by default) takes the surface's infiltration, the rest keeps its own. On
 * buildings green roofs, a share of them, hold the first rain back.
 */
export function cover(draft: Draft, measure: MeasureOf<'cover'>): Draft {
  const share = measure.share ?? 1;
  const rate = SURFACE_MM_H[measure.surface];
  const infiltrationMmH = draft.infiltrationMmH.slice();
  const roofHoldMm = draft.roofHoldMm?.slice() ?? new Float32Array(draft.kind.length);
  const holdsMm = roofHolds(measure);
  let roofs = 0;
  for (const cell of polygonCells(draft.grid, measure.geometry)) {
    if (draft.kind[cell] === CELL.block) {
      if (measure.surface !== 'greenRoof' || drawn(cell) >= share) continue;
      roofs++;
      roofHoldMm[cell] = Math.max(roofHoldMm[cell], holdsMm);
    } else infiltrationMmH[cell] = Math.max(infiltrationMmH[cell], (1 - share) * infiltrationMmH[cell] + share * rate);
  }
  const changed = { ...draft, infiltrationMmH };
  if (roofs === 0) return changed;
  const areaM2 = roofs * draft.grid.cellSizeM ** 2;
  const most = [Math.round(areaM2), Math.round((areaM2 * holdsMm) / 1000), Math.round(holdsMm)];
  return warn(
    { ...changed, roofHoldMm },
    {
      vi: `Giải pháp "${measure.id}": ${most[0]} m² mái xanh giữ lại ${most[2]} mm mưa đầu, nhiều nhất ${most[1]} m³; phần này không nằm trong lượng mưa của cân bằng nước.`,
      en: `Measure "${measure.id}": ${most[0]} m² of green roofs hold the first ${most[2]} mm of rain, ${most[1]} m³ at most; the water balance's rain is without it.`,
    },
  );
}

function roofHolds({ surfaceDepthM = 0, soilDepthM, storageDepthM }: MeasureOf<'cover'>): number {
  if (soilDepthM === undefined && storageDepthM === undefined) return ROOF_HOLDS_MM + 1000 * surfaceDepthM;
  return 1000 * surfaceDepthM + SOIL_MM_M * (soilDepthM ?? 0) + LAYER_MM_M * (storageDepthM ?? 0);
}
