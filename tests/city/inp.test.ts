import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/city/errors.ts';
import { readNetwork } from '../../src/city/open.ts';
import { resolveCrs } from '../../src/crs/index.ts';
import { bytesOf } from './cityBuilder.ts';

const LOCAL = { crs: resolveCrs('local'), bounds: undefined };
const drains = (text: string) => readNetwork(bytesOf(text), 'drains.inp', 'drainage', LOCAL).layer;
const supply = (text: string) => readNetwork(bytesOf(text), 'supply.inp', 'water-supply', LOCAL).layer;
const refusal = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).message;
  }
  throw new Error('it was accepted');
};

const SMALL = `[OPTIONS]
FLOW_UNITS CMS
[JUNCTIONS]
M1 2.0 3.5 0 0 0
M2 1.5 ; depth left to the conduits
[OUTFALLS]
O1 0.2 FIXED 1.1 YES
[CONDUITS]
C1 M1 M2 100 0.013 0 0.3
C2 M2 O1 80.5 0.014 * 0 0 0
[XSECTIONS]
C1 CIRCULAR 0.8 0 0 0
C2 RECT_CLOSED 1.2 2 0 0 2
[LOSSES]
C2 0 0 0 YES
[COORDINATES]
M1 0 0
M2 100 0
O1 180 0
[VERTICES]
C1 50 10
`;

describe('a SWMM file', () => {
  it('becomes nodes and links with levels in metres and paths through their vertices', () => {
    const { nodes, links } = drains(SMALL);
    expect(nodes.map(({ id, kind, at, properties: p }) => [id, kind, at, p.invertM, p.rimM])).toEqual([
      ['M1', 'junction', [0, 0], 2, 5.5],
      ['M2', 'junction', [100, 0], 1.5, 2.7],
      ['O1', 'outfall', [180, 0], 0.2, undefined],
    ]);
    expect(nodes[2].properties.flapGate).toBe(true);
    expect(links[0].path).toEqual([
      [0, 0],
      [50, 10],
      [100, 0],
    ]);
    expect(links[0].properties).toMatchObject({
      shape: 'CIRCULAR',
      heightM: 0.8,
      widthM: 0.8,
      barrels: 1,
      lengthM: 100,
      manning: 0.013,
      fromInvertM: 2,
      toInvertM: 1.8,
    });
    expect(links[1].properties).toMatchObject({
      shape: 'RECT_CLOSED',
      heightM: 1.2,
      widthM: 2,
      barrels: 2,
      fromInvertM: 1.5,
      toInvertM: 0.2,
      flapGate: true,
    });
  });

  it('in American units is metric all the same', () => {
    const { nodes, links } = drains(SMALL.replace('CMS', 'CFS'));
    expect(nodes[0].properties).toMatchObject({ invertM: 0.6096, rimM: 1.6764 });
    expect(links[0].properties).toMatchObject({ lengthM: 30.48, heightM: 0.2438, manning: 0.013 });
  });

  it('may give offsets as levels', () => {
    const { links } = drains(SMALL.replace('CMS', 'CMS\nLINK_OFFSETS ELEVATION').replace('0.013 0 0.3', '0.013 2.1 *'));
    expect(links[0].properties).toMatchObject({ fromInvertM: 2.1, toInvertM: 1.5 });
  });

  it('knows the capacity of its pumps from their curves', () => {
    const { links } = drains(`${SMALL}[PUMPS]\nP1 M1 M2 PC OFF 1 0.5\n[CURVES]\nPC PUMP4 0 0 1 0.4\nPC 2 0.75\n`);
    expect(links[2]).toMatchObject({ id: 'P1', kind: 'pump', properties: { capacityM3s: 0.75 } });
  });

  it('may be written with tabs, Windows line ends, mixed case and old letters', () => {
    const text = SMALL.replaceAll(' ', '\t')
      .replaceAll('\n', '\r\n')
      .replace('[JUNCTIONS]', '[Junctions]')
      .replaceAll('M1', 'M\xe9');
    const latin = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const { layer } = readNetwork(latin, 'drains.inp', 'drainage', LOCAL);
    expect(layer.nodes.map(({ id }) => id)).toEqual(['Mé', 'M2', 'O1']);
  });

  it('keeps its text for the solver', () => {
    expect(drains(SMALL).source).toBe(SMALL);
  });

  it.each([
    [
      'too few columns',
      SMALL.replace('C1 M1 M2 100 0.013 0 0.3', 'C1 M1 M2'),
      /drains\.inp, line 9, \[CONDUITS\]: expected name, from node, to node, length and roughness, found 3 values/,
    ],
    [
      'a word for a number',
      SMALL.replace('M1 2.0', 'M1 two'),
      /drains\.inp, line 4, \[JUNCTIONS\]: expected a number \(invert level\), found "two"/,
    ],
    ['an unknown flow unit', SMALL.replace('CMS', 'BUCKETS'), /line 2, \[OPTIONS\]: expected CFS.*found "BUCKETS"/],
    ['no sections', 'hello\n', /drains\.inp, line 1: expected a section such as \[JUNCTIONS\], found "hello"/],
    ['nothing', '', /expected an INP file with sections/],
  ])('with %s is refused by line and section', (_, text, message) => {
    expect(refusal(() => drains(text))).toMatch(message);
  });

  it('whose links end nowhere is opened with a note', () => {
    const { layer, notes } = readNetwork(
      bytesOf(SMALL.replace('C1 M1 M2', 'C1 M1 M9')),
      'drains.inp',
      'drainage',
      LOCAL,
    );
    expect(layer.links[0].path).toEqual([]);
    expect(notes[0]).toMatchObject({ code: 'inp.unknown-node', place: 'C1' });
  });

  it('in north-first coordinates of the city CRS is swapped, and says so', () => {
    const city = { crs: resolveCrs('EPSG:5899'), bounds: [545000, 1769000, 555000, 1781000] as const };
    const text = SMALL.replace('M1 0 0', 'M1 1776404 550937')
      .replace('M2 100 0', 'M2 1776404 551037')
      .replace('O1 180 0', 'O1 1776404 551117')
      .replace('C1 50 10', 'C1 1776414 550987');
    const { layer, notes } = readNetwork(bytesOf(text), 'drains.inp', 'drainage', city);
    expect(layer.nodes[0].at).toEqual([550937, 1776404]);
    expect(notes[0].code).toBe('axes.north-first');
  });
});

describe('an EPANET file', () => {
  const NET = `[JUNCTIONS]
J1 10 5
[RESERVOIRS]
R 50
[TANKS]
T 20 1 0 5 12 0
[PIPES]
P1 R J1 1000 300 130 0 CV
P2 J1 T 500 200 120 0
[PUMPS]
U R J1 HEAD 1
[VALVES]
V J1 T 150 PRV 20 0
[STATUS]
P2 Closed
[DEMANDS]
J1 2
J1 3.5
[OPTIONS]
Units LPS
[COORDINATES]
R 0 0
J1 1 0
T 1 1
`;
  it('becomes nodes and links in SI', () => {
    const { nodes, links } = supply(NET);
    expect(nodes.map(({ id, kind, properties: p }) => [id, kind, p.elevationM, p.demandLs])).toEqual([
      ['J1', 'junction', 10, 5.5],
      ['R', 'reservoir', 50, undefined],
      ['T', 'tank', 20, undefined],
    ]);
    expect(links.map(({ id, kind, properties: p }) => [id, kind, p.diameterM, p.status])).toEqual([
      ['P1', 'pipe', 0.3, 'CV'],
      ['P2', 'pipe', 0.2, 'CLOSED'],
      ['U', 'pump', undefined, 'OPEN'],
      ['V', 'valve', 0.15, 'ACTIVE'],
    ]);
  });
  it('without units is in gallons a minute, feet and inches', () => {
    const { nodes, links } = supply(NET.replace('Units LPS', ''));
    expect(nodes[0].properties).toMatchObject({ elevationM: 3.048, demandLs: 0.347 });
    expect(links[0].properties).toMatchObject({ lengthM: 304.8, diameterM: 7.62 });
  });
});

const SHARED = '../shared/data';
describe.skipIf(!existsSync(SHARED))('every model at hand', () => {
  const models = (folder: string) =>
    existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.inp')) : [];
  it.each(models(`${SHARED}/drainage/inp`))('drainage %s: every link has its nodes and conduits their size', (name) => {
    const bytes = readFileSync(`${SHARED}/drainage/inp/${name}`);
    const { layer, notes } = readNetwork(bytes, name, 'drainage', LOCAL);
    expect(notes).toEqual([]);
    const conduits = layer.links.filter(({ kind }) => kind === 'conduit');
    for (const { properties: p } of conduits) {
      expect(Number(p.heightM)).toBeGreaterThan(0);
      expect(Number(p.lengthM)).toBeGreaterThan(0);
      expect(typeof p.fromInvertM).toBe('number');
    }
  });
  it.each(models(`${SHARED}/epanet`))('water supply %s', (name) => {
    const { layer, notes } = readNetwork(readFileSync(`${SHARED}/epanet/${name}`), name, 'water-supply', LOCAL);
    expect(notes).toEqual([]);
    expect(layer.links.length).toBeGreaterThan(10);
    expect(layer.nodes.some(({ kind }) => kind === 'reservoir' || kind === 'tank')).toBe(true);
  });
  it('the 2,000-pipe tree is all there', () => {
    const { layer } = readNetwork(readFileSync(`${SHARED}/drainage/inp/tree2k.inp`), 'tree2k.inp', 'drainage', LOCAL);
    expect([layer.nodes.length, layer.links.length]).toEqual([2001, 2000]);
  });
});
