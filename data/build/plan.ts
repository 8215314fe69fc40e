import type { Position } from '../../src/city/types.ts';
import {
  type Arrangement,
  arrange,
  facesOf,
  joinEnds,
  type LineInfo,
  type PlanLine,
  partsOf,
  pruneStubs,
} from './arrange.ts';
import { grainAt } from './facts/grain.ts';
import { AXES, BRIDGES } from './facts/streets.ts';
import { RIVERS } from './facts/water.ts';
import { BOUNDS, insideBounds } from './frame.ts';
import type { RasterGround } from './ground.ts';
import { areaOf, centroidOf, distance, insideRing, lengthOf, nearestOn, simplify, smooth } from './lines.ts';
import { StreetMesh } from './mesh.ts';
import { between, makeRng, type Rng } from './rng.ts';
import { subdivide } from './subdivide.ts';
import { banksOf } from './water.ts';
import { makeZones, type Zone, zoneAt } from './zones.ts';

export const NO_STREET = { name: '', class: 'local', widthM: 0 } as const;

/** A piece of land between streets, banks and zone outlines. */
export interface Face {
  readonly ring: readonly number[];
  readonly zone: Zone | undefined;
  /** Narrow strip between the last street and the water. */
  readonly shore: boolean;
}

export interface Plan {
  readonly mesh: StreetMesh;
  readonly faces: readonly Face[];
  readonly zones: readonly Zone[];
}

/** Main streets, banks and zones cut into faces, and the faces into blocks. */
export function makePlan(ground: RasterGround): Plan {
  const zones = makeZones();
  const lines = joinEnds([...streetLines(ground), ...landLines(ground), ...zoneLines(zones)]);
  const plan = pruneStubs(dropWet(connect(lines), ground));
  const mesh = new StreetMesh(plan.vertices);
  for (const { a, b, info } of plan.edges) mesh.link(a, b, info);
  const rng = makeRng(20250701);
  const faces: Face[] = [];
  for (const ring of facesOf(plan)) {
    const points = ring.map((v) => plan.vertices[v]);
    const inner = innerPoint(points);
    if (!ground.waters.land.some((rings) => insideRing(inner, rings[0]))) continue;
    const zone = zoneAt(zones, inner);
    const shore = isShore(mesh, ring, points);
    if (zone || shore) faces.push({ ring, zone, shore });
    else
      for (const block of subdivide(mesh, ring, drawStreet(rng), rng))
        faces.push({ ring: block, zone: undefined, shore: false });
  }
  return { mesh, faces: faces.map((face) => ({ ...face, ring: mesh.expand(face.ring) })), zones };
}

const street = (name: string, cls: LineInfo['class'], widthM: number): LineInfo => ({
  kind: 'street',
  name,
  class: cls,
  widthM,
});

function streetLines(ground: RasterGround): PlanLine[] {
  const axes = AXES.flatMap(({ name, class: cls, widthM, line }) =>
    clip(simplify(smooth(line, 6), 1.2)).map((points) => ({ points, info: street(name, cls, widthM) })),
  );
  const quays = RIVERS.flatMap((river) => {
    const [left, right] = banksOf(river, river.kind === 'canal' ? 12 : 24);
    const info = (name: string) => (river.kind === 'canal' ? street('', 'local', 6) : street(name, 'promenade', 10.5));
    return [
      ...dryRuns(left, ground).map((points) => ({ points, info: info('') })),
      ...dryRuns(right, ground).map((points) => ({ points, info: info(river.id === 'cam-le' ? 'Thăng Long' : '') })),
    ];
  });
  const all = [...axes, ...quays];
  // A bridge whose end is not on a street gets a short approach.
  const approaches = BRIDGES.flatMap(({ ends, widthM }) =>
    ends
      .filter((end) => insideBounds(end))
      .flatMap((end) => {
        const near = all.map(({ points }) => nearestOn(end, points)).sort((p, q) => p.distanceM - q.distanceM)[0];
        return near.distanceM < 0.5
          ? []
          : [{ points: [end, near.point], info: street('', 'collector', Math.min(18, widthM)) }];
      }),
  );
  return [...all, ...approaches];
}

/** The stretches of a line that lie on dry ground inside the extent, away from other water. */
function dryRuns(line: readonly Position[], ground: RasterGround): Position[][] {
  const runs: Position[][] = [];
  let run: Position[] = [];
  const finish = () => {
    if (run.length > 2 && lengthOf(run) > 150) runs.push(simplify(run, 1.2));
    run = [];
  };
  for (const at of line) {
    const wet = ([0, 8, -8] as const).some((d) => ground.waterAt(at[0] + d, at[1]) || ground.waterAt(at[0], at[1] + d));
    const inPlace = insideBounds(at) && !wet;
    if (inPlace) run.push(at);
    else finish();
  }
  finish();
  return runs;
}

function landLines(ground: RasterGround): PlanLine[] {
  const onBorder = ([x, y]: Position, [u, v]: Position) =>
    (x === u && (x === BOUNDS[0] || x === BOUNDS[2])) || (y === v && (y === BOUNDS[1] || y === BOUNDS[3]));
  return ground.waters.land.flatMap(([ring]) =>
    ring.map((a, i) => {
      const b = ring[(i + 1) % ring.length];
      return { points: [a, b], info: { kind: onBorder(a, b) ? ('border' as const) : ('bank' as const), ...NO_STREET } };
    }),
  );
}

const zoneLines = (zones: readonly Zone[]): PlanLine[] =>
  zones.flatMap(({ kind, ring }) => {
    const info = kind === 'lakeside' ? street('', 'local', 8) : { kind: 'zone' as const, ...NO_STREET };
    return clip([...ring, ring[0]]).map((points) => ({ points, info }));
  });

/** The pieces of a line inside the extent. */
function clip(line: readonly Position[]): Position[][] {
  const pieces: Position[][] = [];
  let piece: Position[] = [];
  for (let i = 0; i < line.length; i++) {
    const here = insideBounds(line[i]);
    if (i > 0 && here !== insideBounds(line[i - 1])) {
      const [inside, outside] = here ? [line[i], line[i - 1]] : [line[i - 1], line[i]];
      piece.push(edgePoint(inside, outside));
    }
    if (here) piece.push(line[i]);
    else if (piece.length > 0) {
      if (piece.length > 1) pieces.push(piece);
      piece = [];
    }
  }
  if (piece.length > 1) pieces.push(piece);
  return pieces;
}

function edgePoint(inside: Position, outside: Position): Position {
  let t = 1;
  for (const axis of [0, 1] as const) {
    const d = outside[axis] - inside[axis];
    if (d > 0) t = Math.min(t, (BOUNDS[axis + 2] - inside[axis]) / d);
    if (d < 0) t = Math.min(t, (BOUNDS[axis] - inside[axis]) / d);
  }
  return [inside[0] + (outside[0] - inside[0]) * t, inside[1] + (outside[1] - inside[1]) * t];
}

/** Joins parts of the plan that hang in the air (a lake's shore road inside a block) to their surroundings, twice each. */
function connect(lines: readonly PlanLine[]): Arrangement {
  let all = [...lines];
  for (let round = 0; round < 6; round++) {
    const plan = arrange(all);
    const part = partsOf(plan);
    const sizes = new Map<number, number>();
    for (const p of part) sizes.set(p, (sizes.get(p) ?? 0) + 1);
    const isBank = new Set(
      plan.edges.filter(({ info }) => info.kind === 'bank' || info.kind === 'border').map(({ a }) => part[a]),
    );
    const links: PlanLine[] = [];
    for (const [id, size] of sizes) {
      // Land masses are held together by bridges, not by the plan.
      if (isBank.has(id) || size < 4) continue;
      const own = plan.vertices.filter((_, v) => part[v] === id);
      const others = plan.edges.filter(({ a }) => part[a] !== id);
      const hits = own
        .map((from) => ({ from, hit: nearestEdge(from, plan, others) }))
        .sort((p, q) => p.hit.distanceM - q.hit.distanceM);
      const first = hits[0];
      const centre = centroidOf(own);
      const second = hits.find(
        ({ from }) =>
          (from[0] - centre[0]) * (first.from[0] - centre[0]) + (from[1] - centre[1]) * (first.from[1] - centre[1]) < 0,
      );
      for (const link of second ? [first, second] : [first]) {
        links.push({ points: [link.from, link.hit.point], info: street('', 'local', 7.5) });
      }
    }
    if (links.length === 0) return plan;
    all = [...all, ...links];
  }
  return arrange(all);
}

function nearestEdge(at: Position, plan: Arrangement, edges: Arrangement['edges']) {
  let best = { distanceM: Number.POSITIVE_INFINITY, point: at };
  for (const { a, b } of edges) {
    const hit = nearestOn(at, [plan.vertices[a], plan.vertices[b]]);
    if (hit.distanceM < best.distanceM) best = hit;
  }
  return best;
}

/** Streets end at the water; over the canal they go on as small bridges. */
function dropWet(plan: Arrangement, ground: RasterGround): Arrangement {
  return {
    vertices: plan.vertices,
    edges: plan.edges.flatMap((edge) => {
      if (edge.info.kind !== 'street') return [edge];
      const [a, b] = [plan.vertices[edge.a], plan.vertices[edge.b]];
      const water = ground.waterAt((a[0] + b[0]) / 2, (a[1] + b[1]) / 2);
      if (water === 'sea' || water === 'river' || water === 'lake') return [];
      return [water === 'canal' && distance(a, b) < 160 ? { ...edge, info: { ...edge.info, bridge: true } } : edge];
    }),
  };
}

/** A point just inside a counter-clockwise ring, beside its longest edge. */
function innerPoint(points: readonly Position[]): Position {
  let longest = 0;
  let at: Position = points[0];
  points.forEach((a, i) => {
    const b = points[(i + 1) % points.length];
    const span = distance(a, b);
    if (span <= longest) return;
    longest = span;
    at = [(a[0] + b[0]) / 2 - ((b[1] - a[1]) / span) * 0.4, (a[1] + b[1]) / 2 + ((b[0] - a[0]) / span) * 0.4];
  });
  return at;
}

function isShore(mesh: StreetMesh, ring: readonly number[], points: readonly Position[]): boolean {
  let bankM = 0;
  let allM = 0;
  ring.forEach((a, i) => {
    const span = distance(points[i], points[(i + 1) % points.length]);
    allM += span;
    if (mesh.infoOf(a, ring[(i + 1) % ring.length])?.kind === 'bank') bankM += span;
  });
  const area = areaOf(points);
  // A strip between an embankment street and the water stays free; so does any sliver at the water.
  return (bankM > 0.2 * allM && (2 * area) / allM < 92) || (bankM > 0 && (2 * area) / allM < 30);
}

/** House numbers at which the lanes of a street turn off. */
function drawStreet(rng: Rng) {
  const numbers = new Map<string, number>();
  return ({
    areaM2,
    cutM,
    at,
    meets,
  }: {
    areaM2: number;
    cutM: number;
    at: Position;
    meets: readonly LineInfo[];
  }): LineInfo => {
    const grain = grainAt(at[0], at[1]);
    if (areaM2 > 260_000) return street('', 'collector', Math.round(between(rng, 10, 13)));
    if (!grain.lanes || areaM2 > 34_000 || cutM > 260)
      return street('', 'local', [5.5, 7.5, 7.5, 10.5][Math.floor(rng() * 4)]);
    const named = meets.find(({ kind, name, class: cls }) => kind === 'street' && name !== '' && cls !== 'lane');
    if (!named) return street('', 'lane', Math.round(between(rng, 3, 5)));
    const number = (numbers.get(named.name) ?? 0) + 2 + Math.floor(rng() * 22);
    numbers.set(named.name, number);
    return street(`Kiệt ${number} ${named.name}`, 'lane', Math.round(between(rng, 3, 5)));
  };
}
