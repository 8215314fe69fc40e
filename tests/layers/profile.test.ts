import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphOf, shortestPath } from '../../layers/drainage/graph.ts';
import { type Profile, profileOf } from '../../layers/drainage/profile.ts';
import { network } from './networkBuilder.ts';

const drains = network()
  .manhole('M1', 0, 1, 3)
  .manhole('M2', 50, 0.6, 2.8)
  .outfall('O', 100, 0.2)
  .pipe('C1', 'M1', 'M2', {
    toInvertM: 0.8,
    path: [
      [0, 0],
      [50, 0],
    ],
  })
  .pipe('C2', 'M2', 'O', {
    lengthM: 40,
    path: [
      [50, 0],
      [100, 0],
    ],
  })
  .built();
const graph = drains.kind === 'network' ? graphOf(drains.nodes, drains.links) : undefined;

function between(a: string, b: string, groundM?: (x: number) => number): Profile {
  if (!graph) throw new Error('no network');
  const path = shortestPath(graph, graph.nodeAt.get(a) ?? -1, graph.nodeAt.get(b) ?? -1);
  if (!path) throw new Error('no path');
  return profileOf(graph, path, groundM ? { groundM } : {});
}

describe('a long profile', () => {
  it('has stations, inverts and the drop at a manhole', () => {
    const profile = between('M1', 'O');
    expect(profile.nodes.map(({ id, stationM }) => [id, stationM])).toEqual([
      ['M1', 0],
      ['M2', 50],
      ['O', 90],
    ]);
    expect(profile.pipes.map((p) => [p.id, p.startInvertM, p.endInvertM, p.reversed])).toEqual([
      ['C1', 1, 0.8, false],
      ['C2', 0.6, 0.2, false],
    ]);
    expect(profile.nodes[2].rimM).toBeUndefined();
    expect(profile.ground.levelM).toEqual([]);
  });
  it('against the flow is the same turned round', () => {
    const there = between('M1', 'O', (x) => 3 + x / 100);
    const back = between('O', 'M1', (x) => 3 + x / 100);
    expect(back.pipes.map((p) => [p.id, p.startInvertM, p.endInvertM, p.reversed])).toEqual([
      ['C2', 0.2, 0.6, true],
      ['C1', 0.8, 1, true],
    ]);
    expect(back.ground.levelM).toHaveLength(there.ground.levelM.length);
    for (const [i, level] of [...back.ground.levelM].reverse().entries())
      expect(level).toBeCloseTo(there.ground.levelM[i], 9);
  });
  it('reads the ground along its pipes in rising stations, at the manholes too', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -5, max: 5, noNaN: true }),
        fc.double({ min: -0.1, max: 0.1, noNaN: true }),
        (base, slope) => {
          const { ground, nodes } = between('M1', 'O', (x) => base + slope * x);
          expect([...ground.stationM].sort((a, b) => a - b)).toEqual(ground.stationM);
          for (const { stationM, groundM } of nodes) {
            const at = ground.stationM.indexOf(stationM);
            expect(ground.levelM[at]).toBe(groundM);
          }
          // C2 is drawn 50 m long and states 40: the ground is laid out over the stated length.
          expect(ground.stationM.at(-1)).toBe(90);
          expect(ground.levelM.at(-1)).toBeCloseTo(base + slope * 100, 9);
        },
      ),
    );
  });
});
