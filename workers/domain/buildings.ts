import { insideRing } from '../../layers/polygons.ts';
import type { Feature, Geometry } from '../../src/city/types.ts';
import type { Measure, MeasureOf } from '../../src/scenario/types.ts';
import { holdsWater } from './measures/holding.ts';
import { placeOf, polygonsOf } from './rasterise.ts';

const covers = (geometry: Geometry, feature: Feature): boolean => {
  const at = placeOf(feature);
  return polygonsOf(geometry).some(
    ([outer, ...holes]) => insideRing(outer, at) && !holes.some((hole) => insideRing(hole, at)),
  );
};

/**
 * Measures that change what water meets, beside the water: ground that is made anew takes buildings away, floors are
 * raised, and water in its own place is no flood.
 */
export const onExposure = (measures: readonly Measure[]): readonly Measure[] =>
  measures.filter((measure) => measure.kind === 'ground' || measure.kind === 'floor' || holdsWater(measure));

/** Measures whose ground is made anew: no building stays on it. */
const clears = (measure: Measure): measure is MeasureOf<'ground'> | MeasureOf<'basin'> =>
  measure.kind === 'ground' || measure.kind === 'basin';

/** Buildings that still stand under a scenario's measures: those whose first corner lies on new ground, or in a basin, are gone. */
export function standingBuildings(buildings: readonly Feature[], measures: readonly Measure[]): readonly Feature[] {
  const cleared = measures.filter(clears);
  if (cleared.length === 0) return buildings;
  return buildings.filter((building) => !cleared.some(({ geometry }) => covers(geometry, building)));
}

/** How much higher than it was the ground floor of a building is, m. */
export function floorRaiseM(building: Feature, measures: readonly Measure[]): number {
  let raise = 0;
  for (const measure of measures)
    if (measure.kind === 'floor' && covers(measure.geometry, building)) raise = Math.max(raise, measure.raiseM);
  return raise;
}
