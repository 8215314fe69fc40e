import type { Geometry, Position } from '../../../src/city/types.ts';
import type { DrainNode } from '../../drainage/index.ts';
import type { EditedNetwork } from './edited.ts';

export type End = string | Geometry;

/** Depth of a new manhole or sump under the ground where nothing else is said, m. */
const SUMP_M = 1;

const pointOf = (end: Geometry): Position => (end as { readonly coordinates: Position }).coordinates;

/** Ends of a link that a measure draws: as named, else the first and last position of its line. */
export function endsOf({
  from,
  to,
  geometry,
}: {
  readonly from?: End | undefined;
  readonly to?: End | undefined;
  readonly geometry?: Geometry | undefined;
}): readonly [End | undefined, End | undefined] {
  const line = geometry?.type === 'LineString' ? geometry.coordinates : undefined;
  const point = (at: Position | undefined): Geometry | undefined => at && { type: 'Point', coordinates: at };
  const start = line ? point(line[0]) : geometry?.type === 'Point' ? geometry : undefined;
  return [from ?? start, to ?? (line ? point(line[line.length - 1]) : undefined)];
}

/**
 * The node that an end means: by id, or the nearest one to a point; where none is near a new manhole in the ground.
 * @throws InputError for an unknown id, or a point outside the grid
 */
export function nodeAt(net: EditedNetwork, measure: string, end: End, name: string, invertM?: number): DrainNode {
  if (typeof end === 'string') return net.node(measure, end);
  const at = pointOf(end);
  const near = net.nodeNear(at);
  if (near) return near;
  const rimM = net.groundAt(measure, at);
  return net.add({ kind: 'junction', id: `${measure}:${name}`, invertM: invertM ?? rimM - SUMP_M, rimM }, at);
}

/** The same for where water is let out: where no node is near it pours onto the ground or into the water there. */
export function outletAt(net: EditedNetwork, measure: string, end: End, invertM?: number): DrainNode {
  if (typeof end === 'string') return net.node(measure, end);
  const at = pointOf(end);
  const near = net.nodeNear(at);
  if (near) return near;
  const id = `${measure}:out`;
  return net.add(
    { kind: 'outfall', id, invertM: invertM ?? net.groundAt(measure, at), boundary: { kind: 'free' } },
    at,
  );
}
