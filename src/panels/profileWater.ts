import type { Profile, ProfilePipe } from '../../layers/drainage/profile.ts';
import { linearAt } from './axis.ts';
import type { HeadSeries } from './drainViews.ts';

/** Station and level, m. */
export type ProfilePoint = readonly [stationM: number, levelM: number];

/** Head of a node at a time, linear between the times of the series, its ends hold; undefined where it has none. */
export function headAt({ timesS, headM }: HeadSeries, node: string, timeS: number): number | undefined {
  const series = headM[node];
  return series && series.length > 0 ? linearAt(timesS, series, timeS) : undefined;
}

/** Water in a pipe at the heads of its ends: it stands no higher than the crown and no lower than the invert. */
export function waterIn(pipe: ProfilePipe, startHeadM: number, endHeadM: number): ProfilePoint[] {
  const { startM, endM, startInvertM, endInvertM, heightM } = pipe;
  if (startInvertM === undefined || endInvertM === undefined || heightM <= 0) return [];
  const depth = [Math.max(0, startHeadM - startInvertM), Math.max(0, endHeadM - endInvertM)] as const;
  if (depth[0] === 0 && depth[1] === 0) return [];
  // Where the water line passes through the crown.
  const full = crossing(depth[0], depth[1], heightM, heightM);
  const shares = full === undefined ? [0, 1] : [0, full, 1];
  const at = (share: number, aboveM: number): ProfilePoint => [
    startM + share * (endM - startM),
    startInvertM + share * (endInvertM - startInvertM) + aboveM,
  ];
  const top = shares.map((share) => at(share, Math.min(heightM, depth[0] + share * (depth[1] - depth[0]))));
  return [at(0, 0), ...top, at(1, 0)];
}

/** A stretch of the water line: within the ground, or above the rims of the manholes at its ends. */
export interface WaterPiece {
  readonly over: boolean;
  readonly points: readonly ProfilePoint[];
}

/** The water line of the profile at a time, cut where it comes out above the rims; gaps where a head is missing. */
export function waterLine({ nodes }: Profile, heads: HeadSeries, timeS: number): WaterPiece[] {
  const pieces: { over: boolean; points: ProfilePoint[] }[] = [];
  const levels = nodes.map(({ id }) => headAt(heads, id, timeS));
  for (let i = 1; i < nodes.length; i++) {
    const [a, b] = [levels[i - 1], levels[i]];
    if (a === undefined || b === undefined) continue;
    const [from, to] = [nodes[i - 1], nodes[i]];
    // An outfall has no rim that water could come over.
    const rims = [from.rimM ?? Number.POSITIVE_INFINITY, to.rimM ?? Number.POSITIVE_INFINITY] as const;
    const known = Number.isFinite(rims[0]) && Number.isFinite(rims[1]);
    const cut = known ? crossing(a, b, rims[0], rims[1]) : undefined;
    const shares = cut === undefined ? [0, 1] : [0, cut, 1];
    for (let k = 1; k < shares.length; k++) {
      const points = [shares[k - 1], shares[k]].map(
        (share): ProfilePoint => [between(from.stationM, to.stationM, share), between(a, b, share)],
      );
      const middle = (shares[k - 1] + shares[k]) / 2;
      const over = known && between(a, b, middle) > between(rims[0], rims[1], middle);
      const last = pieces.at(-1);
      const end = last?.points.at(-1);
      if (last?.over === over && end && end[0] === points[0][0] && end[1] === points[0][1]) last.points.push(points[1]);
      else pieces.push({ over, points });
    }
  }
  return pieces;
}

/** On the way from one value to another; exactly these at its ends. */
const between = (from: number, to: number, share: number): number => from * (1 - share) + to * share;

/** Share of the way at which a line from a0 to a1 meets one from b0 to b1, if that is between the ends. */
function crossing(a0: number, a1: number, b0: number, b1: number): number | undefined {
  const [before, after] = [a0 - b0, a1 - b1];
  if (before * after >= 0) return undefined;
  return before / (before - after);
}
