import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { editSwmm, readModel, type SwmmEdit } from '../../src/city/inp/swmm/index.ts';
import { parseInp, readInp, textOf } from '../../src/city/inp/tokens.ts';
import { byId, FT, refusal } from './swmmRead.ts';

const TOWN = `[TITLE]
Town ; a title may say anything

[OPTIONS]
FLOW_UNITS  CMS
[JUNCTIONS]
;;Name  Elev   Depth
A       10     3.5    0   0 ; corner of Bạch Đằng
B       9
[OUTFALLS]
O       8      FREE
[STORAGE]
T       7      4      0   TABULAR bowl 0 0
[CONDUITS]
C1      A      B      100       0.013   0   0
C2\tB\tO\t80\t0.013\t*\t0
[PUMPS]
P1      T      B      lift      ON  1 0.5
[XSECTIONS]
C1      CIRCULAR      0.8       0  0  0   ;  old
C2      RECT_CLOSED   1         2  0  0  2
[LOSSES]
C1      0  0  0  YES

[INFLOWS]
A FLOW Q
[CURVES]
bowl Storage 0 10
bowl 4 20

lift Pump2 0 0.1 1 0.3
[TIMESERIES]
Q 0 1
Q 1 0
[TAGS]
Node A clogged
Link C1 old
[VENDOR]
  kept ; as it is
[COORDINATES]
A 0 0
B 1 0
O 2 0
T 1 1
[VERTICES]
C1 0.5 0.5
`;
const edit = (text: string, ...edits: SwmmEdit[]): string => textOf(editSwmm(parseInp(text, 'town.inp'), edits));
/** Lines that differ: those that went with −, those that came with +. */
function difference(before: string, after: string): string[] {
  const old = before.split('\n');
  const now = after.split('\n');
  const gone = old.filter((line) => !now.includes(line)).map((line) => `- ${line}`);
  return [...gone, ...now.filter((line) => !old.includes(line)).map((line) => `+ ${line}`)];
}
const changes = (...edits: SwmmEdit[]): string[] => difference(TOWN, edit(TOWN, ...edits));

describe('a value that changes', () => {
  it('is written in its place: columns, comment and neighbours stay', () => {
    expect(changes({ do: 'section', link: 'C1', values: { heightM: 1.25 } })).toEqual([
      '- C1      CIRCULAR      0.8       0  0  0   ;  old',
      '+ C1      CIRCULAR      1.25      0  0  0   ;  old',
    ]);
    expect(changes({ do: 'set', section: 'CONDUITS', id: 'c2', values: { manning: 0.02 } })).toEqual([
      '- C2\tB\tO\t80\t0.013\t*\t0',
      '+ C2\tB\tO\t80\t0.02\t*\t0',
    ]);
  });
  it('may be a rim, which is a depth in the file', () => {
    expect(changes({ do: 'rim', node: 'A', levelM: 14.2 })).toEqual([
      '- A       10     3.5    0   0 ; corner of Bạch Đằng',
      '+ A       10     4.2    0   0 ; corner of Bạch Đằng',
    ]);
    expect(changes({ do: 'rim', node: 'T', levelM: 10 })).toEqual([
      '- T       7      4      0   TABULAR bowl 0 0',
      '+ T       7      3      0   TABULAR bowl 0 0',
    ]);
  });
  it('stands behind what its row lacks, before the comment', () => {
    expect(changes({ do: 'set', section: 'JUNCTIONS', id: 'A', values: { pondedAreaM2: 50 } })).toEqual([
      '- A       10     3.5    0   0 ; corner of Bạch Đằng',
      '+ A       10     3.5    0   0 50 ; corner of Bạch Đằng',
    ]);
    expect(changes({ do: 'set', section: 'JUNCTIONS', id: 'B', values: { initialDepthM: 0.1 } })).toContain(
      '+ B       9 0 0.1',
    );
    expect(changes({ do: 'set', section: 'LOSSES', id: 'C1', values: { seepageMmH: 2 } })).toContain(
      '+ C1      0  0  0  YES 2',
    );
  });
  it('may change the kind of its row', () => {
    expect(
      changes({ do: 'set', section: 'OUTFALLS', id: 'O', values: { stage: { type: 'FIXED', levelM: 9.5 } } }),
    ).toEqual(['- O       8      FREE', '+ O       8      FIXED 9.5 NO']);
    const shape = { type: 'FUNCTIONAL', coefficient: 0, exponent: 0, constantM2: 50 } as const;
    const text = edit(TOWN, { do: 'set', section: 'STORAGE', id: 'T', values: { shape } });
    expect(byId(readModel(parseInp(text, 't')).nodes, 'T')).toMatchObject({ shape, depthM: 4 });
    const back = edit(text, {
      do: 'set',
      section: 'STORAGE',
      id: 'T',
      values: { shape: { type: 'TABULAR', curve: 'bowl' } },
    });
    expect(byId(readModel(parseInp(back, 't')).nodes, 'T')).toMatchObject({ shape: { type: 'TABULAR' } });
    expect(changes({ do: 'section', link: 'C1', values: { shape: 'RECT_CLOSED', widthM: 2 } })).toContain(
      '+ C1      RECT_CLOSED   0.8       2  0  0   ;  old',
    );
  });
  it('is written in the units of the file with the digits that it needs', () => {
    const feet = TOWN.replace('CMS', 'CFS');
    const text = edit(
      feet,
      { do: 'section', link: 'C1', values: { heightM: 3 * FT } },
      { do: 'rim', node: 'A', levelM: 13 },
    );
    expect(difference(feet, text)).toContain('+ C1      CIRCULAR      3         0  0  0   ;  old');
    const node = byId(readModel(parseInp(text, 't')).nodes, 'A');
    expect(node.invertM + node.depthM).toBeCloseTo(13, 9);
  });
  it('may be an option, there or not', () => {
    expect(changes({ do: 'options', values: { routing: 'DYNWAVE', durationS: 7200 } })).toEqual([
      '+ FLOW_ROUTING DYNWAVE',
      '+ END_DATE 01/01/2004',
      '+ END_TIME 02:00:00',
    ]);
  });
  it('may be a whole curve or time series', () => {
    const curve = { id: 'bowl', type: 'STORAGE', x: [0, 5], y: [12, 24] } as const;
    expect(changes({ do: 'curve', curve })).toEqual([
      '- bowl Storage 0 10',
      '- bowl 4 20',
      '+ bowl STORAGE 0 12',
      '+ bowl 5 24',
    ]);
    expect(changes({ do: 'series', id: 'R', timesS: [0, 1800], values: [5, 0] })).toEqual([
      '+ R 00:00:00 5',
      '+ R 00:30:00 0',
    ]);
  });
});

describe('offsets that are levels', () => {
  const levels = TOWN.replace('CMS', 'CMS\nLINK_OFFSETS ELEVATION').replace('0.013   0   0', '0.013   10.5   *');
  it('are written as levels, and * stays', () => {
    const text = edit(levels, { do: 'set', section: 'CONDUITS', id: 'C1', values: { fromOffsetM: 0.1, lengthM: 90 } });
    expect(text).toContain('C1      A      B      90        0.013   10.1   *');
  });
});

describe('something new', () => {
  const node = {
    id: 'New 1',
    kind: 'junction',
    invertM: 9.5,
    depthM: 2,
    initialDepthM: 0,
    surchargeDepthM: 0,
    pondedAreaM2: 0,
  } as const;
  const losses = { entryLoss: 0.5, exitLoss: 1, averageLoss: 0, flapGate: false, seepageMmH: 0 };
  const conduit = {
    id: 'C9',
    kind: 'conduit',
    from: 'New 1',
    to: 'B',
    lengthM: 50,
    manning: 0.013,
    fromOffsetM: 0,
    toOffsetM: 0.2,
    initialFlowM3s: 0,
    maxFlowM3s: 0,
    section: { shape: 'CIRCULAR', heightM: 0.6, barrels: 1, culvertCode: 0 },
    ...losses,
  } as const;
  it('is appended to its sections', () => {
    const text = edit(
      TOWN,
      { do: 'addNode', node, at: [3, 4] },
      { do: 'addLink', link: conduit, points: [[2, 2]] },
      { do: 'curve', curve: { id: 'ideal', type: 'PUMP4', x: [0, 1], y: [0, 0.5] } },
      {
        do: 'addLink',
        link: {
          id: 'P9',
          kind: 'pump',
          from: 'T',
          to: 'A',
          curve: 'ideal',
          initiallyOn: true,
          onDepthM: 1,
          offDepthM: 0.5,
        },
      },
    );
    expect(difference(TOWN, text)).toEqual([
      '+ "New 1" 9.5 2 0 0 0',
      '+ C9\t"New 1"\tB\t50\t0.013\t0\t0.2\t0\t0',
      '+ P9 T A ideal ON 1 0.5',
      '+ C9 CIRCULAR 0.6 0 0 0 1 0',
      '+ C9 0.5 1 0 NO 0',
      '+ ideal PUMP4 0 0',
      '+ ideal 1 0.5',
      '+ "New 1" 3 4',
      '+ C9 2 2',
    ]);
    expect(byId(readModel(parseInp(text, 't')).links, 'C9')).toEqual(conduit);
  });
  it('gets a section of its own where the file has none, and line ends as the others', () => {
    const windows = TOWN.replaceAll('\n', '\r\n');
    const text = edit(windows, { do: 'add', section: 'DWF', row: { node: 'A', meanM3s: 0.01, patterns: [] } });
    expect(text).toBe(`${windows}\r\n[DWF]\r\n;;Node Constituent Baseline Patterns\r\nA FLOW 0.01\r\n`);
    const open = edit('[JUNCTIONS]\nA 1 1', {
      do: 'add',
      section: 'DWF',
      row: { node: 'A', meanM3s: 0.01, patterns: [] },
    });
    expect(open.split('\n').slice(0, 3)).toEqual(['[JUNCTIONS]', 'A 1 1', '']);
  });
  it.each<[string, SwmmEdit, RegExp]>([
    [
      'a name that is taken',
      { do: 'addNode', node: { ...node, id: 'B' } },
      /expected a name that no other node has, found "B" again/,
    ],
    [
      'a node that is not there',
      { do: 'addLink', link: conduit },
      /\[CONDUITS\]: expected the name of a node of this file, found "New 1"/,
    ],
    [
      'a name that cannot be spelt',
      { do: 'addNode', node: { ...node, id: 'a;b' } },
      /expected a name without quotes, semicolons/,
    ],
  ])('is refused with %s', (_, change, message) => {
    expect(refusal(() => edit(TOWN, change))).toMatch(message);
  });
});

describe('what goes', () => {
  it('takes along what was only about it', () => {
    expect(changes({ do: 'removeLink', id: 'C1' })).toEqual([
      '- C1      A      B      100       0.013   0   0',
      '- C1      CIRCULAR      0.8       0  0  0   ;  old',
      '- C1      0  0  0  YES',
      '- Link C1 old',
      '- C1 0.5 0.5',
    ]);
  });
  it('takes its links along if it is a node', () => {
    const gone = changes({ do: 'removeNode', id: 'A' });
    expect(gone).toContain('- C1      A      B      100       0.013   0   0');
    expect(gone).toContain('- A FLOW Q');
    expect(gone).toContain('- Node A clogged');
    expect(gone).toContain('- A 0 0');
    expect(gone).toHaveLength(9);
    expect(readModel(parseInp(edit(TOWN, { do: 'removeNode', id: 'A' }), 't')).links.map(({ id }) => id)).toEqual([
      'C2',
      'P1',
    ]);
  });
  it('may be one row alone', () => {
    expect(changes({ do: 'remove', section: 'LOSSES', id: 'C1' })).toEqual(['- C1      0  0  0  YES']);
  });
  it('stays as long as a rule or a subcatchment needs it', () => {
    const ruled = `${TOWN}[CONTROLS]\nRULE 1\nIF NODE A DEPTH > 1\nTHEN PUMP P1 STATUS = OFF\n[SUBCATCHMENTS]\nS * B 1 50 10 1\n`;
    expect(refusal(() => edit(ruled, { do: 'removeLink', id: 'P1' }))).toMatch(
      /town\.inp, line 50, \[CONTROLS\]: expected nothing that needs "P1", which is to be removed/,
    );
    expect(refusal(() => edit(ruled, { do: 'removeNode', id: 'A' }))).toMatch(/line 49, \[CONTROLS\]/);
    expect(refusal(() => edit(ruled, { do: 'removeNode', id: 'B' }))).toMatch(/line 52, \[SUBCATCHMENTS\]/);
    // The pump's rule counts too when its well goes.
    expect(refusal(() => edit(ruled, { do: 'removeNode', id: 'T' }))).toMatch(/line 50, \[CONTROLS\]/);
  });
});

it.each<[SwmmEdit, RegExp]>([
  [
    { do: 'set', section: 'CONDUITS', id: 'X', values: { lengthM: 1 } },
    /town\.inp, \[CONDUITS\]: expected a row for "X" to change, found none/,
  ],
  [{ do: 'rim', node: 'X', levelM: 1 }, /expected a row for "X" to change/],
  [{ do: 'rim', node: 'A', levelM: 9 }, /line 8, \[JUNCTIONS\]: expected a rim above the invert, 10 m, found 9 m/],
  [{ do: 'removeNode', id: 'X' }, /expected a node "X" to remove, found none/],
  [
    { do: 'set', section: 'PUMPS', id: 'P1', values: { curve: 'none such' } },
    /\[PUMPS\]: expected the name of a curve of this file, found "none such"/,
  ],
  [
    { do: 'set', section: 'CONDUITS', id: 'C1', values: { lengthM: Number.NaN } },
    /expected a number \(length\), found NaN/,
  ],
  [{ do: 'section', link: 'C1', values: { shape: 'TRAPEZOIDAL' } }, /expected a number \(width\), found undefined/],
  [{ do: 'options', values: { durationS: -60 } }, /expected an end after the start/],
])('an edit that means nothing is refused: %j', (change, message) => {
  expect(refusal(() => edit(TOWN, change))).toMatch(message);
});

const TREE = '../shared/data/drainage/inp/tree2k.inp';
if (!existsSync(TREE)) console.log(`${TREE} is not here: it is not edited`);
it.skipIf(!existsSync(TREE))('in a network of 2,000 pipes fifty edits touch fifty lines', () => {
  const document = readInp(readFileSync(TREE), 'tree2k.inp');
  const began = performance.now();
  const edited = editSwmm(
    document,
    Array.from({ length: 50 }, (_, i): SwmmEdit => ({ do: 'section', link: `C${i}`, values: { heightM: 3 } })),
  );
  console.log(`50 edits in ${Math.round(performance.now() - began)} ms`);
  expect(edited.lines.filter((line, i) => line !== document.lines[i])).toHaveLength(50);
});
