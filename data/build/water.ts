import { difference, featureCollection, intersect, multiPolygon, polygon, union } from '@turf/turf';
import type { Position } from '../../src/city/types.ts';
import { BAY_COAST, EAST_COAST, HAN_EAST_BANK, HAN_WEST_BANK, LAKES, type LakeFact, RIVERS } from './facts/water.ts';
import { BOUNDS, toCity } from './frame.ts';
import { areaOf, offset, smooth } from './lines.ts';
import type { ReceivingWater } from './types.ts';

/** Polygons are lists of open rings: the outer one first, then its holes. City CRS. */
export type Rings = readonly (readonly Position[])[];

export interface WaterBody {
  readonly id: string;
  readonly name: string;
  readonly kind: 'sea' | 'river' | 'canal' | 'lake';
  readonly polygons: readonly Rings[];
}

export interface Waters {
  readonly bodies: readonly WaterBody[];
  /** The dry parts of the extent: outer rings are coasts, banks and the extent's edge; lakes are not cut out. */
  readonly land: readonly Rings[];
}

type Closed = number[][][];
const close = (ring: readonly Position[]): number[][] => [...ring, ring[0]].map(([x, y]) => [round(x), round(y)]);
/** Half a centimetre is far below what the facts know and keeps the polygon algebra clean. */
const round = (v: number) => Math.round(v * 100) / 100;
const feature = (rings: Rings) => polygon(rings.map(close) as Closed);
const toRings = (closed: Closed): Rings => closed.map((ring) => ring.slice(0, -1).map(([x, y]) => [x, y] as Position));
type PolygonFeature = NonNullable<ReturnType<typeof union>>;
const polygonsOf = (shape: PolygonFeature | null): Rings[] => {
  if (!shape) return [];
  const g = shape.geometry;
  return (g.type === 'Polygon' ? [g.coordinates] : g.coordinates).map((rings) => toRings(rings as Closed));
};

const merge = (parts: readonly Rings[]): PolygonFeature => {
  const features = parts.map(feature);
  return features.length === 1 ? features[0] : (union(featureCollection(features)) as PolygonFeature);
};

/** What of `a` lies inside `b`. */
export const overlap = (a: readonly Rings[], b: readonly Rings[]): Rings[] =>
  polygonsOf(intersect(featureCollection([asMulti(a), asMulti(b)])) as PolygonFeature | null);

/** What of `a` lies outside `b`. */
export const subtract = (a: readonly Rings[], b: readonly Rings[]): Rings[] =>
  b.length === 0
    ? [...a]
    : polygonsOf(difference(featureCollection([asMulti(a), asMulti(b)])) as PolygonFeature | null);

const asMulti = (parts: readonly Rings[]) => multiPolygon(parts.map((rings) => rings.map(close)) as Closed[]);

const FRAME: Rings = [
  [
    [BOUNDS[0], BOUNDS[1]],
    [BOUNDS[2], BOUNDS[1]],
    [BOUNDS[2], BOUNDS[3]],
    [BOUNDS[0], BOUNDS[3]],
  ],
];

/** An ellipse with a slightly uneven shore. */
export function lakeRing(lake: LakeFact, growM = 0): Position[] {
  const [cx, cy] = toCity(lake.centre[0], lake.centre[1]);
  const turn = (lake.turnDeg * Math.PI) / 180;
  const ring: Position[] = [];
  for (let i = 0; i < 40; i++) {
    const a = (i / 40) * 2 * Math.PI;
    // A superellipse: lakes of the city are walled, closer to rounded rectangles than to ovals.
    const [c, s] = [Math.cos(a), Math.sin(a)];
    const u = Math.sign(c) * Math.abs(c) ** 0.72 * (lake.radiiM[0] + growM);
    const v = Math.sign(s) * Math.abs(s) ** 0.72 * (lake.radiiM[1] + growM);
    ring.push([cx + u * Math.sin(turn) + v * Math.cos(turn), cy + u * Math.cos(turn) - v * Math.sin(turn)]);
  }
  return ring;
}

/** Banks of a river from its centre line and widths, left first. */
export function banksOf(river: (typeof RIVERS)[number], growM = 0): [left: Position[], right: Position[]] {
  const perSpan = 5;
  const centre = smooth(river.centre, perSpan);
  const half = (i: number) => {
    const t = Math.min(river.halfWidthM.length - 1, i / perSpan);
    const k = Math.min(river.halfWidthM.length - 2, Math.floor(t));
    return river.halfWidthM[k] * (1 - (t - k)) + river.halfWidthM[k + 1] * (t - k) + growM;
  };
  return [offset(centre, half), offset(centre, (i) => -half(i))];
}

/** All waters of the sample as polygons, and the land between them. */
export function makeWaters(): Waters {
  const bay = smooth(BAY_COAST, 5);
  const east = smooth(EAST_COAST, 5);
  const [west, south, eastEdge, north] = BOUNDS;
  const far = 3000;
  const west0 = smooth(HAN_WEST_BANK, 4);
  const east0 = smooth(HAN_EAST_BANK, 4);
  // The bay: everything north of the shore, up to the line across the Han mouth.
  const mouthWest = HAN_WEST_BANK[2];
  const mouthEast = HAN_EAST_BANK[1];
  const westTip = west0.slice(0, west0.findIndex((p) => p[0] === mouthWest[0] && p[1] === mouthWest[1]) + 1);
  const eastTip = east0.slice(0, east0.findIndex((p) => p[0] === mouthEast[0] && p[1] === mouthEast[1]) + 1);
  const bayRing: Position[] = [
    [west - far, north + far],
    [west - far, bay[0][1]],
    ...bay,
    ...westTip.slice(1),
    ...[...eastTip].reverse(),
    [eastTip[0][0], north + far],
  ];
  const eastRing: Position[] = [...east, [eastEdge + far, south - far], [eastEdge + far, north + far]];
  const hanRing: Position[] = [...west0.slice(westTip.length - 1), ...[...east0.slice(eastTip.length - 1)].reverse()];
  const sea = overlap([[bayRing], [eastRing]], [FRAME]);
  const bodies: WaterBody[] = [{ id: 'sea', name: 'Vịnh Đà Nẵng và Biển Đông', kind: 'sea', polygons: sea }];
  let taken: Rings[] = sea;
  const open: Rings[] = [...sea];
  const add = (id: string, name: string, kind: WaterBody['kind'], ring: Position[]) => {
    const own = subtract(overlap([[ring]], [FRAME]), taken).filter((rings) => Math.abs(areaOf(rings[0])) > 200);
    bodies.push({ id, name, kind, polygons: own });
    // Whole shapes, which overlap at the mouths: shared edges alone would leave hairs of land between waters.
    if (kind !== 'lake') open.push(...overlap([[ring]], [FRAME]));
    taken = polygonsOf(merge([...taken, ...own]));
  };
  add('han', 'Sông Hàn', 'river', hanRing);
  for (const river of RIVERS) {
    const [left, right] = banksOf(river);
    add(river.id, river.name, river.kind, [...left, ...[...right].reverse()]);
  }
  for (const lake of LAKES) add(lake.id, lake.name, 'lake', lakeRing(lake));
  const land = subtract([FRAME], polygonsOf(merge(open)))
    .map((rings) => [rings[0]])
    .filter((rings) => Math.abs(areaOf(rings[0])) > 4000);
  return { bodies, land };
}

/** The waters that outfalls may reach, with their bank lines (rings, closed). */
export function receivingWaters(waters: Waters = makeWaters()): ReceivingWater[] {
  return waters.bodies.flatMap((body) =>
    body.polygons.map((rings, i) => ({
      id: i === 0 ? body.id : `${body.id}-${i + 1}`,
      name: body.name,
      kind: body.kind,
      bank: [...rings[0], rings[0][0]],
    })),
  );
}
