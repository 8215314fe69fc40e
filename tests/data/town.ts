import type { Ground, ReceivingWater, StreetClass, StreetEdge, StreetGraph } from '../../data/build/types.ts';
import type { Position } from '../../src/city/types.ts';

/** A little town on a plain that falls to a river in the west, with a lake in its middle, a hollow and a bridge. */
export interface Town {
  readonly ground: Ground;
  readonly streets: StreetGraph;
  readonly waters: readonly ReceivingWater[];
}

const RIVER_EAST = 60;
const LAKE = { x: 1040, y: 760, radius: 70 };
const rectangle = (x0: number, y0: number, x1: number, y1: number): Position[] => [
  [x0, y0],
  [x1, y0],
  [x1, y1],
  [x0, y1],
  [x0, y0],
];

export function makeTown(cols = 16, rows = 12, blockM = 120): Town {
  const xMax = 120 + cols * blockM;
  const yMax = rows * blockM;
  const inLake = (x: number, y: number): boolean => Math.hypot(x - LAKE.x, y - LAKE.y) < LAKE.radius;
  const ground: Ground = {
    bounds: [0, 0, xMax, yMax],
    levelM: (x, y) => {
      if (x < RIVER_EAST) return -2;
      if (inLake(x, y)) return 0.8;
      const hollow = 1.2 * Math.exp(-((x - 1500) ** 2 + (y - 400) ** 2) / 200 ** 2);
      return 2 + (x - RIVER_EAST) * 0.0015 + 0.15 * Math.sin(y / 170) - hollow;
    },
    waterAt: (x, y) => (x < RIVER_EAST ? 'river' : inLake(x, y) ? 'lake' : undefined),
  };
  const nodes: Position[] = [];
  const at = new Map<string, number>();
  for (let i = 0; i < cols; i++) {
    for (let j = 0; j < rows; j++) {
      const p: Position = [110 + i * blockM, 50 + j * blockM];
      if (ground.waterAt(p[0], p[1]) !== undefined) continue;
      at.set(`${i},${j}`, nodes.push(p) - 1);
    }
  }
  const edges: StreetEdge[] = [];
  const join = (a: string, b: string, kind: StreetClass): void => {
    const [from, to] = [at.get(a), at.get(b)];
    if (from === undefined || to === undefined) return;
    const [p, q] = [nodes[from], nodes[to]];
    const bend: Position = [(p[0] + q[0]) / 2 + 4, (p[1] + q[1]) / 2 + 4];
    edges.push({
      id: `S${edges.length}`,
      name: `Street ${edges.length}`,
      class: kind,
      widthM: 8,
      from,
      to,
      path: [p, bend, q],
      bridge: false,
    });
  };
  const classOf = (line: number): StreetClass => (line % 6 === 0 ? 'arterial' : line % 3 === 0 ? 'collector' : 'local');
  for (let i = 0; i < cols; i++) {
    for (let j = 0; j < rows; j++) {
      join(`${i},${j}`, `${i + 1},${j}`, classOf(j));
      join(`${i},${j}`, `${i},${j + 1}`, classOf(i));
    }
  }
  const west = nodes.push([10, 50]) - 1;
  edges.push({
    id: 'B',
    name: 'Bridge',
    class: 'arterial',
    widthM: 20,
    from: at.get('0,0')!,
    to: west,
    path: [nodes[at.get('0,0')!], nodes[west]],
    bridge: true,
  });
  const lake: Position[] = Array.from({ length: 25 }, (_, k) => [
    LAKE.x + LAKE.radius * Math.cos((k * Math.PI) / 12),
    LAKE.y + LAKE.radius * Math.sin((k * Math.PI) / 12),
  ]);
  return {
    ground,
    streets: { nodes, edges },
    waters: [
      { id: 'river', name: 'River', kind: 'river', bank: rectangle(-100, -100, RIVER_EAST, yMax + 100) },
      { id: 'lake', name: 'Lake', kind: 'lake', bank: lake },
    ],
  };
}
