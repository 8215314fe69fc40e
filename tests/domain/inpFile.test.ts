import { describe, expect, test } from 'vitest';
import { memoryFiles, openCity } from '../../src/city/index.ts';
import { readModel } from '../../src/city/inp/swmm/index.ts';
import { parseInp } from '../../src/city/inp/tokens.ts';
import { parseScenario, resolveScenario } from '../../src/scenario/index.ts';
import { networkOf } from '../../workers/domain/network/index.ts';
import { editedInp } from '../../workers/domain/pipework/inpFile.ts';
import { planRun } from '../../workers/domain/plan.ts';
import type { Network } from '../../workers/drainage/index.ts';
import { cityFiles, line } from './build.ts';

/** Three manholes, a gate and an outfall; a storage in the north. Comments and odd blanks as people leave them. */
const inp = (offsets: 'DEPTH' | 'ELEVATION') => `[OPTIONS]
FLOW_UNITS CMS
LINK_OFFSETS ${offsets}

;; the street's drain
[JUNCTIONS]
A   0.6 1.5   ; at the school
B   0.3 1.7
C   0   1.9
[OUTFALLS]
O -0.2 FREE NO
[STORAGE]
W 0 2.5 2 FUNCTIONAL 0 0 20
[CONDUITS]
P A B 80 0.014 ${offsets === 'DEPTH' ? '0.1 0' : '0.7 0.3'}
Q B C 80 0.014 ${offsets === 'DEPTH' ? '0 0' : '0.3 0'}
R C O 60 0.014 ${offsets === 'DEPTH' ? '0 0' : '0 -0.2'}
[ORIFICES]
G W C SIDE ${offsets === 'DEPTH' ? '0.2' : '0.2'} 0.65 NO 0
[XSECTIONS]
P CIRCULAR 0.4 0 0 0
Q RECT_CLOSED 0.5 0.8 0 0
R CIRCULAR 0.4 0 0 0
G CIRCULAR 0.3 0 0 0
[COORDINATES]
A 20 50
B 100 50
C 180 50
O 240 50
W 100 85
`;
const place = { cols: 20, rows: 10, groundM: (x: number, y: number) => 2.2 - 0.002 * x + 0.01 * Math.abs(y - 50) };

async function exported(measures: readonly object[], offsets: 'DEPTH' | 'ELEVATION' = 'DEPTH') {
  const files = cityFiles({ ...place, city: { layers: { drainage: 'd.inp' } }, files: { 'd.inp': inp(offsets) } });
  const city = await openCity(memoryFiles(files, 'test city'));
  const scenario = parseScenario(
    { format: 'twin-scenario/1', id: 'đáy', durationS: 600, infiltration: 'none', measures },
    's.json',
  );
  const resolved = resolveScenario(scenario, () => undefined);
  const file = await editedInp(city, resolved);
  const text = new TextDecoder().decode(file?.bytes);
  const read = networkOf(readModel(parseInp(text, 'out.inp'))).network;
  const { drains } = await planRun(city, resolved);
  return { text, left: file?.left ?? [], read, computed: drains?.network as Network };
}

/** What counts of a network: nodes and links by id, numbers to a nanometre. */
const plain = ({ nodes, links }: Network): unknown =>
  JSON.parse(
    JSON.stringify(
      {
        nodes: Object.fromEntries(nodes.map(({ initialDepthM: _, ...node }) => [node.id, node])),
        links: Object.fromEntries(links.map((link) => [link.id, link])),
      },
      (_, value) => (typeof value === 'number' ? Number(value.toFixed(9)) : value),
    ),
  );
const things = (network: Network) => plain(network) as { nodes: Record<string, object>; links: Record<string, object> };

describe('the drainage file with a scenario’s measures', () => {
  test('is the file that was read where nothing is changed', async () => {
    expect((await exported([])).text).toBe(inp('DEPTH'));
    expect((await exported([{ id: 'w', kind: 'wall', geometry: line([5, 5], [9, 9]), heightM: 1 }])).text).toBe(
      inp('DEPTH'),
    );
  });

  test.each(['DEPTH', 'ELEVATION'] as const)(
    'read again is the network that is computed with: pipes larger, sunk and new (offsets as %s)',
    async (offsets) => {
      const { text, read, computed } = await exported(
        [
          { id: 'm1', kind: 'pipe', link: 'R', diameterM: 0.9, fromInvertM: -0.1, toInvertM: -0.4, barrels: 2 },
          { id: 'm2', kind: 'pipe', link: 'Q', shape: 'rectClosed', heightM: 0.7, widthM: 1.2, manning: 0.013 },
          {
            id: 'm3',
            kind: 'pipe',
            geometry: line([65, 25], [150, 48], [182, 52]),
            diameterM: 0.5,
            fromInvertM: 0.9,
          },
          { id: 'm4', kind: 'node', node: 'B', rimLevelM: 2.4 },
          { id: 'm5', kind: 'node', node: 'W', storageAreaM2: 30 },
        ],
        offsets,
      );
      const [mine, theirs] = [things(read), things(computed)];
      for (const id of ['P', 'Q', 'R', 'm3', 'G']) expect(mine.links[id], id).toMatchObject(pick(theirs.links[id]));
      for (const id of ['A', 'B', 'C', 'W', 'm3:from'])
        expect(mine.nodes[id], id).toMatchObject(level(theirs.nodes[id]));
      // What is not touched stays as it stood.
      expect(text).toContain('A   0.6 1.5   ; at the school');
      expect(text).toContain(";; the street's drain");
      expect(text.startsWith(';; Measures of scenario day.\n')).toBe(true);
      expect(text).toMatch(/\[VERTICES\][^[]*m3 150 48/);
    },
  );

  test('has the pumps with their wells and windows, and the gates with their shares', async () => {
    const { read, computed } = await exported([
      {
        id: 'p1',
        kind: 'pump',
        from: 'W',
        to: 'O',
        capacityM3s: 0.4,
        onDepthM: 1.2,
        offDepthM: 0.5,
        fromS: 60,
        toS: 400,
      },
      { id: 'g1', kind: 'gate', link: 'G', openShare: [1, 0.25], timesS: [0, 120] },
      { id: 'g2', kind: 'gate', link: 'P', openShare: [1, 0], timesS: [0, 300] },
      { id: 'g3', kind: 'gate', link: 'R', flap: true },
    ]);
    const [mine, theirs] = [things(read), things(computed)];
    expect(mine.links.p1).toMatchObject({ kind: 'pump', from: 'W', to: 'O', type: 2, onDepthM: 1.2, offDepthM: 0.5 });
    expect(mine.links.R).toMatchObject({ flapGate: true });
    expect(theirs.links.R).toMatchObject({ flapGate: true });
    const acts = read.rules?.flatMap(({ whenTrue }) => whenTrue) ?? [];
    const share = acts.find(({ link }) => link === 'G')?.set;
    expect(share?.by === 'series' && [Array.from(share.series.timesS), Array.from(share.series.values)]).toEqual([
      [0, 120],
      [1, 0.25],
    ]);
    // The pipe is open until 300 s and shut then: a rule for each.
    expect(acts.filter(({ link }) => link === 'P').map(({ set }) => set)).toEqual([
      { by: 'value', value: 1 },
      { by: 'value', value: 0 },
    ]);
    const window = read.rules?.find(({ id }) => id === 'p1:window');
    expect(window?.premises.map(({ join, relation, right }) => [join, relation, right])).toEqual([
      ['and', '<', 60],
      ['or', '>=', 400],
    ]);
  });

  test('makes a storage of a junction that is given one, and says what a SWMM file cannot', async () => {
    const { read, left, text } = await exported([
      { id: 'n', kind: 'node', node: 'B', storageAreaM2: 12, type: 'grate', count: 3, cloggedShare: 0.2 },
    ]);
    const node = things(read).nodes.B as { shape: { constantM2: number } };
    expect(node).toMatchObject({ kind: 'storage', invertM: 0.3, rimM: 2 });
    // Its own shaft of 12.57 ft² and what was added.
    expect(node.shape.constantM2).toBeCloseTo(12 + 1.167, 3);
    expect(left).toEqual(['Street inlets at B (opening 0.23 m2, 3 inlets, 20 % clogged) are not part of this file.']);
    expect(text).toContain(left[0]);
  });
});

/** Of a link what a file must say: its ends, section, levels. */
function pick(link: object): object {
  const { kind, from, to, section, lengthM, manning, fromLevelM, toLevelM, barrels, crestLevelM } = link as Record<
    string,
    unknown
  >;
  return JSON.parse(
    JSON.stringify({ kind, from, to, section, lengthM, manning, fromLevelM, toLevelM, barrels, crestLevelM }),
  );
}

function level(node: object): object {
  const { kind, invertM, rimM, shape } = node as Record<string, unknown>;
  return JSON.parse(JSON.stringify({ kind, invertM, rimM, shape }));
}
