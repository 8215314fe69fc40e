import { type CheckContext, type CheckedLink, numberIn, type Place } from '../checks.ts';
import { type DrainGraph, lengthOf, type NetworkPath } from './graph.ts';

/** Distance between two readings of the ground along a pipe, m. */
const GROUND_EVERY_M = 10;

/** A long profile: what lies along a path through the network, levels in m, stationing in m from its first node. */
export interface Profile {
  readonly nodes: readonly ProfileNode[];
  readonly pipes: readonly ProfilePipe[];
  /** The ground line; empty where the ground is not known. */
  readonly ground: { readonly stationM: readonly number[]; readonly levelM: readonly number[] };
  readonly lengthM: number;
}
export interface ProfileNode {
  readonly id: string;
  readonly kind: string;
  readonly stationM: number;
  readonly invertM: number | undefined;
  /** Undefined at outfalls, which have none. */
  readonly rimM: number | undefined;
  readonly groundM: number | undefined;
  /** Water level outside an outfall, where the file fixes it. */
  readonly outsideM: number | undefined;
}
/** A link between two stations; inverts in the direction of the profile. */
export interface ProfilePipe {
  readonly id: string;
  readonly kind: string;
  readonly startM: number;
  readonly endM: number;
  /** Undefined of links that are no pipes, as pumps are. */
  readonly startInvertM: number | undefined;
  readonly endInvertM: number | undefined;
  readonly heightM: number;
  /** The profile runs against the link's own direction. */
  readonly reversed: boolean;
}

/** Lays a path of the network out along its length. */
export function profileOf(graph: DrainGraph, path: NetworkPath, context: CheckContext = {}): Profile {
  const pipes: ProfilePipe[] = [];
  const ground = { stationM: [] as number[], levelM: [] as number[] };
  const stations = [0];
  const read = (stationM: number, at: Place | undefined): void => {
    const level = at && context.groundM?.(at[0], at[1]);
    if (level === undefined || Number.isNaN(level)) return;
    ground.stationM.push(stationM);
    ground.levelM.push(level);
  };
  read(0, graph.nodes[path.nodes[0]].at);
  for (const [i, index] of path.links.entries()) {
    const link = graph.links[index];
    const reversed = graph.from[index] !== path.nodes[i];
    const startM = stations[i];
    const endM = startM + lengthOf(link);
    stations.push(endM);
    pipes.push({ id: link.id, kind: link.kind, startM, endM, ...endsOf(link, reversed), reversed });
    const drawn = reversed ? [...link.path].reverse() : link.path;
    for (const { share, at } of along(drawn, endM - startM)) read(startM + share * (endM - startM), at);
    read(endM, graph.nodes[path.nodes[i + 1]].at);
  }
  const nodes = path.nodes.map((index, i) => nodeOf(graph, index, stations[i], context));
  return { nodes, pipes, ground, lengthM: stations[stations.length - 1] };
}

function endsOf(link: CheckedLink, reversed: boolean): Pick<ProfilePipe, 'startInvertM' | 'endInvertM' | 'heightM'> {
  const from = numberIn(link.properties, 'fromInvertM');
  const to = numberIn(link.properties, 'toInvertM');
  const heightM = link.kind === 'conduit' ? (numberIn(link.properties, 'heightM') ?? 0) : 0;
  return reversed ? { startInvertM: to, endInvertM: from, heightM } : { startInvertM: from, endInvertM: to, heightM };
}

function nodeOf(graph: DrainGraph, index: number, stationM: number, { groundM }: CheckContext): ProfileNode {
  const { id, kind, at, properties } = graph.nodes[index];
  const ground = at && groundM?.(at[0], at[1]);
  return {
    id,
    kind,
    stationM,
    invertM: numberIn(properties, 'invertM'),
    rimM: kind === 'outfall' ? undefined : numberIn(properties, 'rimM'),
    groundM: ground === undefined || Number.isNaN(ground) ? undefined : ground,
    outsideM: numberIn(properties, 'outsideLevelM'),
  };
}

/** Places inside a line, about every {@link GROUND_EVERY_M} of its stated length. */
function along(line: readonly Place[], lengthM: number): { readonly share: number; readonly at: Place }[] {
  const steps = Math.floor(lengthM / GROUND_EVERY_M);
  const pieces = line.slice(1).map((b, i) => Math.hypot(b[0] - line[i][0], b[1] - line[i][1]));
  const drawnM = pieces.reduce((sum, piece) => sum + piece, 0);
  if (steps < 2 || !(drawnM > 0)) return [];
  const places: { share: number; at: Place }[] = [];
  let piece = 0;
  let beforeM = 0;
  for (let k = 1; k < steps; k++) {
    const share = k / steps;
    while (piece + 1 < pieces.length && beforeM + pieces[piece] < share * drawnM) beforeM += pieces[piece++];
    const t = pieces[piece] > 0 ? (share * drawnM - beforeM) / pieces[piece] : 0;
    const [a, b] = [line[piece], line[piece + 1]];
    places.push({ share, at: [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])] });
  }
  return places;
}
