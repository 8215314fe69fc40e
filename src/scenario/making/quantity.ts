import type { Position } from '../../city/types.ts';
import type { Measure } from '../types.ts';
import { toolOf } from './tools.ts';

/** Depth that a channel is taken to be dug where nothing is known of the ground, m. */
const CHANNEL_DEPTH_M = 1.5;

/** What a measure measures on the ground; undefined where it has no such size. */
export interface Extent {
  readonly areaM2: number | undefined;
  readonly lengthM: number | undefined;
}

/** Area of a ring by the shoelace formula, m². */
export function ringArea(ring: readonly Position[]): number {
  let twice = 0;
  for (let i = 0; i < ring.length; i++) {
    const [a, b] = [ring[i], ring[(i + 1) % ring.length]];
    twice += a[0] * b[1] - b[0] * a[1];
  }
  return Math.abs(twice) / 2;
}

export function lineLength(line: readonly Position[]): number {
  let sum = 0;
  for (let i = 1; i < line.length; i++) sum += Math.hypot(line[i][0] - line[i - 1][0], line[i][1] - line[i - 1][1]);
  return sum;
}

export function extentOf(measure: Measure): Extent {
  const geometry = 'geometry' in measure ? measure.geometry : undefined;
  if (!geometry || typeof geometry === 'string') return { areaM2: undefined, lengthM: undefined };
  switch (geometry.type) {
    case 'Polygon':
      return { areaM2: polygonArea(geometry.coordinates), lengthM: undefined };
    case 'MultiPolygon':
      return { areaM2: geometry.coordinates.reduce((sum, rings) => sum + polygonArea(rings), 0), lengthM: undefined };
    case 'LineString':
      return { areaM2: undefined, lengthM: lineLength(geometry.coordinates) };
    default:
      return { areaM2: undefined, lengthM: undefined };
  }
}

const polygonArea = ([outer, ...holes]: readonly (readonly Position[])[]): number =>
  holes.reduce((sum, hole) => sum - ringArea(hole), ringArea(outer));

const mean = (value: number | readonly number[] | undefined): number | undefined =>
  typeof value === 'number'
    ? value
    : value && value.length > 0
      ? value.reduce((sum, each) => sum + each, 0) / value.length
      : undefined;

/**
 * How much of what its price is of (`Tool.per`) a measure takes.
 * @param groundM mean level of the ground under it; undefined: not known
 * @param linkLengthM length of the pipe that it changes, m
 */
export function quantityOf(measure: Measure, groundM?: number, linkLengthM?: number): number {
  const { areaM2 = 0, lengthM = 0 } = extentOf(measure);
  const over = (levelM: number | undefined): number | undefined =>
    levelM === undefined || groundM === undefined ? undefined : Math.abs(levelM - groundM);
  switch (measure.kind) {
    case 'basin':
      return areaM2 * (over(measure.floorLevelM) ?? 1);
    case 'wall':
    case 'barrier':
      return lengthM * (mean(measure.heightM) ?? over(mean(measure.crestLevelM)) ?? 1);
    case 'raisedRoad':
      return lengthM * (measure.widthM ?? 1);
    case 'channel':
      return lengthM * measure.widthM * (over(mean(measure.bedLevelM)) ?? CHANNEL_DEPTH_M);
    case 'floor':
      return areaM2;
    case 'ground':
      // Clearing alone is by its area.
      return measure.changeM === 0
        ? areaM2
        : areaM2 * (measure.changeM === undefined ? (over(measure.levelM) ?? 1) : Math.abs(measure.changeM));
    case 'cover':
      return areaM2 * (measure.share ?? 1);
    case 'pipe':
      return (measure.lengthM ?? (lengthM || (linkLengthM ?? 0))) * sizeFactor(measure);
    case 'pump':
      return measure.capacityM3s;
    case 'node':
      return measure.storageAreaM2 ?? Math.max(1, measure.count ?? 1);
    default:
      return 1;
  }
}

/** The price of a metre of pipe is that of 1 m of diameter; others by their diameter to the power 1.3 (assumed). */
const sizeFactor = (measure: Measure & { readonly kind: 'pipe' }): number =>
  (measure.diameterM ?? Math.sqrt((measure.heightM ?? 1) * (measure.widthM ?? measure.heightM ?? 1))) ** 1.3 *
  (measure.barrels ?? 1);

/** Cost of a measure, VND: its own where it states one, else quantity × unit price. */
export function costOf(measure: Measure, groundM?: number, linkLengthM?: number): number {
  return measure.costVnd ?? Math.round(quantityOf(measure, groundM, linkLengthM) * toolOf(measure).priceVnd);
}
