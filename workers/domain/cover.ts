import { hydraulics as buildings } from '../../layers/construction/hydraulics.ts';
import { type CoverProperties, coverOf, hydraulics as land } from '../../layers/land/hydraulics.ts';
import type { LayerId } from '../../layers/types.ts';
import type { City, Feature } from '../../src/city/types.ts';
import type { Measure } from '../../src/scenario/types.ts';
import { CELL, type Grid } from '../flood/types.ts';
import { standingBuildings } from './buildings.ts';
import { bufferedCells, polygonsOf, scanPolygon } from './rasterise.ts';
import { coveredShare } from './shares.ts';

/** Streets and yards this far from a drainage conduit are served by it, m. */
const SEWER_REACH_M = 30;

const featuresOf = (city: Pick<City, 'layers'>, id: LayerId): readonly Feature[] | undefined => {
  const layer = city.layers.get(id);
  return layer?.kind === 'features' ? layer.features : undefined;
};

/** What lies on each cell: an index into `covers`, whose first is ground that no feature describes. */
export interface LandCover {
  readonly index: Uint32Array;
  readonly covers: readonly CoverProperties[];
}

/**
 * What features are on a grid hangs on them and the grid alone: the last few answers are kept, so that an edit of a scenario
 * need not wait for the whole city again. Features of a City never change.
 */
function onceFor<T>(make: (features: readonly Feature[], grid: Grid) => T) {
  const known = new WeakMap<readonly Feature[], Map<string, T>>();
  return (features: readonly Feature[], grid: Grid): T => {
    const byGrid = known.get(features) ?? new Map<string, T>();
    known.set(features, byGrid);
    const key = Object.values(grid).join(' ');
    const found = byGrid.get(key) ?? make(features, grid);
    byGrid.delete(key);
    byGrid.set(key, found);
    if (byGrid.size > GRIDS_KEPT) byGrid.delete(byGrid.keys().next().value as string);
    return found;
  };
}
/** A preview's, a run's and one more. */
const GRIDS_KEPT = 3;

/** Land features onto cells, later ones over earlier ones; undefined without a land layer. Not to be written to. */
export function landCover(city: Pick<City, 'layers'>, grid: Grid): LandCover | undefined {
  const features = featuresOf(city, 'land');
  return features && landOn(features, grid);
}

const landOn = onceFor((features: readonly Feature[], grid: Grid): LandCover => {
  const index = new Uint32Array(grid.cols * grid.rows);
  const covers = [coverOf(undefined)];
  for (const feature of features) {
    covers.push(coverOf(feature.properties));
    for (const rings of polygonsOf(feature.geometry)) {
      scanPolygon(grid, rings, (row, from, to) => {
        index.fill(covers.length - 1, row * grid.cols + from, row * grid.cols + to);
      });
    }
  }
  return { index, covers };
});

/** One number of the cover on every cell. */
export function coverField(land: LandCover, value: (cover: CoverProperties) => number): Float32Array {
  const values = Float32Array.from(land.covers, value);
  return Float32Array.from(land.index, (at) => values[at]);
}

const shareOn = onceFor((features: readonly Feature[], grid: Grid) =>
  coveredShare(
    grid,
    features.map((feature) => feature.geometry),
  ),
);

/** Puts a block on each computed cell that buildings still standing cover by the stated share. Returns the number of blocks. */
export function placeBuildings(
  city: Pick<City, 'layers'>,
  grid: Grid,
  kind: Uint8Array,
  measures: readonly Measure[] = [],
): number {
  const features = standingBuildings(featuresOf(city, 'construction') ?? [], measures);
  if (features.length === 0) return 0;
  const share = shareOn(features, grid);
  let count = 0;
  for (let cell = 0; cell < kind.length; cell++) {
    if (kind[cell] !== CELL.active || share[cell] < buildings.cellShare) continue;
    kind[cell] = CELL.block;
    count++;
  }
  return count;
}

export const DRAIN_CAPACITY_MM_H = land.drainCapacityMmH;

/** Stated loss where there are sewers: on sewered land, and near drainage conduits. Undefined without a network. */
export function drainLoss(
  city: Pick<City, 'layers'>,
  grid: Grid,
  cover: LandCover | undefined,
  capacityMmH: number,
): Float32Array | undefined {
  const network = city.layers.get('drainage');
  if (network?.kind !== 'network') return undefined;
  const loss = cover
    ? coverField(cover, (properties) => (properties.sewered ? capacityMmH : 0))
    : new Float32Array(grid.cols * grid.rows);
  for (const link of network.links) {
    for (const { cell } of bufferedCells(grid, link.path, SEWER_REACH_M)) {
      const water = cover !== undefined && cover.covers[cover.index[cell]].soil === undefined && cover.index[cell] > 0;
      if (!water) loss[cell] = capacityMmH;
    }
  }
  return loss;
}
