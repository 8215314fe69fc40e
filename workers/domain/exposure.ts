import type { LayerId } from '../../layers/types.ts';
import type { City, Feature, Position } from '../../src/city/types.ts';
import type { Measure } from '../../src/scenario/types.ts';
import { CELL, type Grid } from '../flood/types.ts';
import { ASSUMPTIONS, type Assumptions, type CellLists, DAMAGE_CLASSES, type Exposure } from '../impact/index.ts';
import { floorRaiseM, standingBuildings } from './buildings.ts';
import { placeBuildings } from './cover.ts';
import { holdingCells } from './measures/holding.ts';
import { cellAt, crossedCells, linesOf, placeOf, polygonCells, polygonsOf } from './rasterise.ts';
import { groundOn, readTerrain } from './terrain.ts';

/**
 * What stands in the way of water in a City, on the grid of a run: buildings, roads, facilities, lamps, trees, wards, as
 * `workers/impact` takes them. Layers that the City has not are left out.
 *
 * @param measures of the run's scenario: buildings that they take away are gone, floors that they raise are higher
 */
export async function exposureOf(
  city: City,
  grid: Grid,
  assumed: Assumptions = ASSUMPTIONS,
  measures: readonly Measure[] = [],
): Promise<Exposure> {
  const { groundM } = groundOn(await readTerrain(city), grid.cellSizeM);
  const kind = new Uint8Array(grid.cols * grid.rows).fill(CELL.active);
  placeBuildings(city, grid, kind, measures);
  const open = (cells: Iterable<number>): Set<number> => openAround(grid, kind, cells);
  const zones = wardsOf(city, grid);
  const features = (id: LayerId): readonly Feature[] | undefined => {
    const layer = city.layers.get(id);
    return layer?.kind === 'features' && layer.features.length > 0 ? layer.features : undefined;
  };
  const wardAt = (at: Position): number => {
    const cell = cellAt(grid, at);
    return cell < 0 ? -1 : zones.wardOfCell[cell];
  };
  const inside = (feature: Feature): boolean => cellAt(grid, placeOf(feature)) >= 0;
  const buildings = standingBuildings(features('construction')?.filter(inside) ?? [], measures);
  const roads = features('transport');
  const facilities = features('facilities')?.filter(inside);
  const lighting = features('lighting');
  const trees = features('trees');
  const holds = holdingCells({ city, grid }, measures);
  return {
    cellAreaM2: grid.cellSizeM ** 2,
    ...zones,
    ...(holds && { holdsWater: holds }),
    ...(buildings.length > 0 && {
      buildings: buildingColumns(buildings, { grid, groundM, open, wardAt, zones, assumed, measures }),
    }),
    ...(roads && {
      roads: {
        ids: roads.map(({ id }) => id),
        names: roads.map(({ properties }) => textOf(properties.name)),
        at: listsOf(roads.map((road) => (isBridge(road) ? [] : roadCells(grid, road, open)))),
        ward: Int16Array.from(roads, (road) => wardAt(placeOf(road))),
        lengthM: Float32Array.from(roads, lengthOf),
      },
    }),
    ...(facilities && {
      facilities: {
        ids: facilities.map(({ id }) => id),
        names: facilities.map(({ properties }) => textOf(properties.name)),
        kinds: facilities.map(({ properties }) => textOf(properties.kind)),
        at: listsOf(facilities.map((each) => [...open([cellAt(grid, placeOf(each))])])),
        ward: Int16Array.from(facilities, (each) => wardAt(placeOf(each))),
        floorM: Float32Array.from(facilities, (each) => floorOf(each, [cellAt(grid, placeOf(each))], groundM, assumed)),
      },
    }),
    ...(lighting && {
      lamps: cellsOf(
        grid,
        lighting.filter((each) => each.properties.kind !== 'cabinet'),
      ),
      cabinets: cellsOf(
        grid,
        lighting.filter((each) => each.properties.kind === 'cabinet'),
      ),
    }),
    ...(trees && { trees: cellsOf(grid, trees) }),
  };
}

interface Surroundings {
  readonly grid: Grid;
  readonly groundM: Float32Array;
  readonly open: (cells: Iterable<number>) => Set<number>;
  readonly wardAt: (at: Position) => number;
  readonly zones: Pick<Exposure, 'wards' | 'wardOfCell'> & { readonly census: readonly (number | undefined)[] };
  readonly assumed: Assumptions;
  readonly measures: readonly Measure[];
}

function buildingColumns(
  features: readonly Feature[],
  { grid, groundM, open, wardAt, zones, assumed, measures }: Surroundings,
): NonNullable<Exposure['buildings']> {
  const lists = features.map((feature) => {
    const crossed = polygonsOf(feature.geometry).flatMap(([outer]) =>
      crossedCells(grid, outer).map(({ cell }) => cell),
    );
    return [...open(crossed)];
  });
  const ward = Int16Array.from(features, (feature) => wardAt(placeOf(feature)));
  const areaM2 = Float32Array.from(features, (each) => numberOf(each.properties.areaM2) ?? footprintM2(each));
  return {
    ids: features.map(({ id }) => id),
    at: listsOf(lists),
    ward,
    use: Uint8Array.from(features, ({ properties }) =>
      DAMAGE_CLASSES.indexOf(assumed.classOfUse[textOf(properties.use)] ?? 'residential'),
    ),
    areaM2,
    floorM: Float32Array.from(
      features,
      (each, j) => floorOf(each, lists[j], groundM, assumed) + floorRaiseM(each, measures),
    ),
    residents: residentsOf(features, areaM2, ward, zones.census, assumed),
  };
}

/** Own residents, else floor area per person; where a ward has a census, those without their own share the rest of it. */
function residentsOf(
  features: readonly Feature[],
  areaM2: Float32Array,
  ward: Int16Array,
  census: readonly (number | undefined)[],
  { floorAreaPerPersonM2, classOfUse }: Assumptions,
): Float32Array {
  const own = features.map(({ properties }) => numberOf(properties.residents));
  const guess = features.map(({ properties }, j) => {
    const home = (classOfUse[textOf(properties.use)] ?? 'residential') === 'residential';
    return own[j] === undefined && home ? (areaM2[j] * (numberOf(properties.floors) ?? 1)) / floorAreaPerPersonM2 : 0;
  });
  const sums = census.map(() => ({ own: 0, guess: 0 }));
  features.forEach((_, j) => {
    const sum = sums[ward[j]];
    if (!sum) return;
    sum.own += own[j] ?? 0;
    sum.guess += guess[j];
  });
  return Float32Array.from(features, (_, j) => {
    const sum = sums[ward[j]];
    const stated = census[ward[j]];
    const scale = sum && stated !== undefined && sum.guess > 0 ? Math.max(0, stated - sum.own) / sum.guess : 1;
    return own[j] ?? guess[j] * scale;
  });
}

function wardsOf(city: City, grid: Grid): Surroundings['zones'] {
  const wardOfCell = new Int16Array(grid.cols * grid.rows).fill(-1);
  const layer = city.layers.get('wards');
  const features = layer?.kind === 'features' ? layer.features : [];
  features.forEach(({ geometry }, k) => {
    for (const cell of polygonCells(grid, geometry)) wardOfCell[cell] = k;
  });
  return {
    wards: features.map(({ id, properties }) => ({ id, name: textOf(properties.name) || id })),
    wardOfCell,
    census: features.map(({ properties }) => numberOf(properties.residents)),
  };
}

/** Those of the cells that water can stand in; where there are none, the open ones beside them. */
function openAround(grid: Grid, kind: Uint8Array, cells: Iterable<number>): Set<number> {
  const own = [...cells].filter((cell) => cell >= 0);
  const free = own.filter((cell) => kind[cell] !== CELL.block);
  if (free.length > 0) return new Set(free);
  const beside = new Set<number>();
  for (const cell of own) {
    const col = cell % grid.cols;
    if (col > 0) beside.add(cell - 1);
    if (col < grid.cols - 1) beside.add(cell + 1);
    if (cell >= grid.cols) beside.add(cell - grid.cols);
    if (cell + grid.cols < kind.length) beside.add(cell + grid.cols);
  }
  return new Set([...beside].filter((cell) => kind[cell] !== CELL.block));
}

/** A floor's height over the ground around; the plinth where no level is stated, and never below the ground. */
function floorOf(
  { properties }: Feature,
  cells: readonly number[],
  groundM: Float32Array,
  { plinthM }: Assumptions,
): number {
  const level = numberOf(properties.floorLevelM);
  const known = cells.map((cell) => groundM[cell]).filter((ground) => Number.isFinite(ground));
  if (level === undefined || known.length === 0) return plinthM;
  return Math.max(0, level - known.reduce((sum, ground) => sum + ground, 0) / known.length);
}

const isBridge = ({ properties }: Feature): boolean =>
  properties.bridge === true || numberOf(properties.deckLevelM) !== undefined;

const roadCells = (grid: Grid, road: Feature, open: Surroundings['open']): number[] => [
  ...open(linesOf(road.geometry).flatMap((line) => crossedCells(grid, line).map(({ cell }) => cell))),
];

const lengthOf = (road: Feature): number =>
  numberOf(road.properties.lengthM) ??
  linesOf(road.geometry).reduce(
    (sum, line) =>
      sum +
      line.reduce(
        (length, [x, y], i) => (i === 0 ? 0 : length + Math.hypot(x - line[i - 1][0], y - line[i - 1][1])),
        0,
      ),
    0,
  );

function footprintM2({ geometry }: Feature): number {
  let twice = 0;
  for (const [outer = []] of polygonsOf(geometry))
    for (let i = 0, last = outer.length - 1; i < outer.length; last = i++)
      twice += outer[last][0] * outer[i][1] - outer[i][0] * outer[last][1];
  return Math.abs(twice) / 2;
}

const cellsOf = (grid: Grid, features: readonly Feature[]): Uint32Array =>
  Uint32Array.from(features.map((feature) => cellAt(grid, placeOf(feature))).filter((cell) => cell >= 0));

function listsOf(lists: readonly (readonly number[])[]): CellLists {
  const start = new Uint32Array(lists.length + 1);
  lists.forEach((list, k) => {
    start[k + 1] = start[k] + list.length;
  });
  const cells = new Uint32Array(start[lists.length]);
  lists.forEach((list, k) => {
    cells.set(list, start[k]);
  });
  return { start, cells };
}

const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
