import type { Position } from '../../city/types.ts';
import type { ScenarioPatch } from '../patch.ts';
import type { Measure, MeasureRemoval, ResolvedScenario, Scenario } from '../types.ts';
import type { Tool } from './tools.ts';

/** Where a tool was put. */
export interface Placed {
  /** x, y in the City's CRS, in the order of drawing; a ring without its closing point. */
  readonly at: readonly Position[];
  /** Level of the ground at each of them, m; NaN where unknown. */
  readonly groundM: readonly number[];
  /** Drain nodes that points were snapped to. */
  readonly nodes?: readonly (string | undefined)[];
  /** The pipe or manhole that was clicked, and its size. */
  readonly feature?: {
    readonly id: string;
    readonly heightM?: number;
    readonly widthM?: number;
    readonly round?: boolean;
  };
  readonly durationS: number;
}

/** How many points a shape needs at least. */
export const POINTS = { area: 3, line: 2, point: 1, link: 0, node: 0 } as const;

/** A measure as a planner would begin with: of usual size for where it lies. */
export function newMeasure(tool: Tool, id: string, placed: Placed): Measure {
  const { at, groundM, nodes = [], feature } = placed;
  const known = groundM.filter((level) => Number.isFinite(level));
  const lowest = known.length > 0 ? Math.min(...known) : 0;
  const polygon = { type: 'Polygon' as const, coordinates: [[...at, at[0]]] };
  const line = { type: 'LineString' as const, coordinates: [...at] };
  const tenth = (value: number): number => Math.round(value * 10) / 10;
  switch (tool.id) {
    case 'basin':
      return { id, kind: 'basin', geometry: polygon, floorLevelM: tenth(lowest - 2), sideSlope: 2 };
    case 'wall':
      return { id, kind: 'wall', geometry: line, heightM: 1.2 };
    case 'raisedRoad':
      return { id, kind: 'raisedRoad', geometry: line, heightM: 0.5, widthM: 8 };
    case 'barrier':
      return { id, kind: 'barrier', geometry: line, heightM: 0.9, fromS: 0, toS: placed.durationS };
    case 'channel':
      return { id, kind: 'channel', geometry: line, bedLevelM: tenth(lowest - 1.5), widthM: 6 };
    case 'lower':
      return { id, kind: 'ground', geometry: polygon, changeM: -0.5 };
    case 'demolish':
      return { id, kind: 'ground', geometry: polygon, changeM: 0 };
    case 'floors':
      return { id, kind: 'floor', geometry: polygon, raiseM: 0.5 };
    case 'swale':
    case 'rainGarden':
    case 'greenRoof':
    case 'permeable':
    case 'trees':
      return { id, kind: 'cover', geometry: polygon, surface: tool.id, share: 0.5 };
    case 'drawdown':
      return { id, kind: 'drawdown', geometry: polygon, levelM: tenth(lowest - 0.5) };
    case 'pipe':
    case 'pump': {
      const end = (k: number) => nodes[k] ?? { type: 'Point' as const, coordinates: at[k] };
      const ends = { from: end(0), to: end(at.length - 1), geometry: line };
      return tool.id === 'pipe'
        ? { id, kind: 'pipe', ...ends, shape: 'circular', diameterM: 1 }
        : { id, kind: 'pump', ...ends, capacityM3s: 0.5, onDepthM: 0.5 };
    }
    case 'tank':
      return { id, kind: 'node', node: feature?.id ?? '', storageAreaM2: 200 };
    case 'inlets':
      return { id, kind: 'node', node: feature?.id ?? '', count: 2, cloggedShare: 0 };
    case 'flap':
      return { id, kind: 'gate', link: feature?.id ?? '', flap: true };
    case 'upsize': {
      // Half as large again, to the next tenth.
      const up = (size: number): number => Math.ceil(size * 15 - 1e-9) / 10;
      const { heightM = 1, widthM, round = true } = feature ?? {};
      return round
        ? { id, kind: 'pipe', link: feature?.id ?? '', diameterM: up(heightM) }
        : { id, kind: 'pipe', link: feature?.id ?? '', heightM, widthM: up(widthM ?? heightM) };
    }
    default:
      throw new Error(`No way to make a measure with "${tool.id satisfies never | string}".`);
  }
}

/** An id that no measure of the scenario and none that it took out has: `m1`, `m2` … */
export function freeId(resolved: ResolvedScenario, own: Scenario): string {
  const used = new Set([...resolved.measures, ...(own.measures ?? [])].map(({ id }) => id));
  let number = 1;
  while (used.has(`m${number}`)) number++;
  return `m${number}`;
}

/** Puts a measure in, or another in place of the one of its id. */
export const withMeasure = (measure: Measure): ScenarioPatch => ({ measures: [{ id: measure.id, value: measure }] });

/**
 * Takes a measure out: one of the scenario's own goes, an inherited one is left out by name.
 * @param inherited measures that the parents give
 */
export function withoutMeasure(id: string, own: Scenario, inherited: readonly Measure[]): ScenarioPatch {
  const isInherited = inherited.some((measure) => measure.id === id);
  const removal: MeasureRemoval = { id, remove: true };
  const known = own.measures?.some((measure) => measure.id === id) ?? false;
  return { measures: known || isInherited ? [{ id, value: isInherited ? removal : undefined }] : [] };
}

/** A copy with one number changed; a list where the measure has one along its line. */
export function withField(measure: Measure, key: string, value: number | readonly number[]): Measure {
  return { ...measure, [key]: value } as Measure;
}

/** A copy with its drawn points moved. */
export function withPoints(measure: Measure, at: readonly Position[]): Measure {
  if (!('geometry' in measure) || !measure.geometry || typeof measure.geometry === 'string') return measure;
  switch (measure.geometry.type) {
    case 'Polygon':
      return { ...measure, geometry: { type: 'Polygon', coordinates: [[...at, at[0]]] } } as Measure;
    case 'LineString':
      return { ...measure, geometry: { type: 'LineString', coordinates: [...at] } } as Measure;
    case 'Point':
      return { ...measure, geometry: { type: 'Point', coordinates: at[0] } } as Measure;
    default:
      return measure;
  }
}

/** Drawn points of a measure: of a polygon its outer ring without the closing point; empty where it has none. */
export function pointsOf(measure: Measure): readonly Position[] {
  const geometry = 'geometry' in measure ? measure.geometry : undefined;
  if (!geometry || typeof geometry === 'string') return [];
  switch (geometry.type) {
    case 'Polygon':
      return geometry.coordinates[0].slice(0, -1);
    case 'MultiPolygon':
      return geometry.coordinates[0][0].slice(0, -1);
    case 'LineString':
      return geometry.coordinates;
    case 'Point':
      return [geometry.coordinates];
    default:
      return [];
  }
}
