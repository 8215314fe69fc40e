import { describe, expect, it } from 'vitest';
import { makeDrainage } from '../../data/build/networks/drainage.ts';
import { fullFlowM3s, leastSlope, RULES, SIZES } from '../../data/build/networks/sizing.ts';
import { readModel } from '../../src/city/inp/swmm/index.ts';
import { parseInp } from '../../src/city/inp/tokens.ts';
import { aboveGround, adverse, leastCoverM, stranded } from './drain-checks.ts';
import { makeTown } from './town.ts';

const town = makeTown();
const drainage = makeDrainage(town.ground, town.streets, town.waters, { manholeEveryM: 85, mostPipes: 700 });
const { model, layout, sized } = drainage;
const nodes = new Map(model.nodes.map((node) => [node.id, node]));

describe('the drains of a town', () => {
  it('lead from every manhole to an outfall', () => {
    expect(model.nodes.filter((node) => node.kind === 'outfall').length).toBeGreaterThan(3);
    expect(stranded(model)).toEqual([]);
  });

  it('end in the river and in the lake, and the lake drains on', () => {
    expect(new Set(layout.outfalls.map((site) => site.water.id))).toEqual(new Set(['river', 'lake']));
    for (const { at, water } of layout.outfalls) expect(town.ground.waterAt(at[0], at[1])).toBe(water.kind);
    expect(model.nodes.filter((node) => node.kind === 'storage').map((node) => node.id)).toEqual(['HO-LAKE']);
  });

  it('fall in the direction of their flow, each at least at the slope that keeps it clean', () => {
    for (const [i, pipe] of layout.pipes.entries()) {
      const slope = (sized[i].fromInvertM - sized[i].toInvertM) / pipe.lengthM;
      expect(slope).toBeGreaterThan(leastSlope(sized[i].designed) - 2e-5);
    }
    expect(adverse(model)).toEqual([]);
  });

  it('never rise at a manhole: what comes in lies at or above what goes out', () => {
    for (const [i, pipe] of layout.pipes.entries()) {
      if (pipe.outfall) continue;
      const out = layout.pipes.findIndex((other) => other.from === pipe.to);
      expect(sized[i].toInvertM + sized[i].designed.heightM).toBeGreaterThan(
        sized[out].fromInvertM + sized[out].designed.heightM - 2e-3,
      );
    }
  });

  it('lie under their cover: every crown at least 0.7 m below the street, every invert below the ground', () => {
    expect(leastCoverM(model)).toBeGreaterThan(RULES.coverM - 2e-3);
    expect(aboveGround(model)).toEqual([]);
    for (const conduit of model.conduits) {
      expect(conduit.fromInvertM).toBeGreaterThanOrEqual((nodes.get(conduit.from)?.invertM ?? 0) - 1e-9);
      expect(conduit.toInvertM).toBeGreaterThanOrEqual((nodes.get(conduit.to)?.invertM ?? 0) - 1e-9);
    }
  });

  it('carry their design flow, except the stated share that was built too small', () => {
    const small = sized.filter((pipe) => pipe.section !== pipe.designed).length / sized.length;
    expect(small).toBeGreaterThan(0.08);
    expect(small).toBeLessThan(0.2);
    for (const [i, pipe] of sized.entries()) {
      const slope = (pipe.fromInvertM - pipe.toInvertM) / layout.pipes[i].lengthM;
      expect(fullFlowM3s(pipe.designed, slope)).toBeGreaterThan(pipe.designFlowM3s * 0.99);
    }
  });

  it('take in the whole ground near streets once: what reaches the outfalls is what fell', () => {
    const arriving = sized.filter((_, i) => layout.pipes[i].outfall).reduce((sum, pipe) => sum + pipe.areaHa, 0);
    const [, , xMax, yMax] = town.ground.bounds;
    expect(arriving).toBeGreaterThan(0.85 * ((xMax - 60) * yMax * 1e-4));
    expect(arriving).toBeLessThan(xMax * yMax * 1e-4);
  });

  it('keep the tide out of river outfalls and leave lake ones open', () => {
    const ofWater = new Map(layout.outfalls.map((site, i) => [`CX${i + 1}`, site.water.kind]));
    for (const conduit of model.conduits) {
      const kind = ofWater.get(conduit.to);
      if (kind !== undefined) expect(conduit.flapGate).toBe(kind === 'river');
    }
  });

  it('do not use bridges', () => {
    expect(layout.pipes.some((pipe) => pipe.street === 'Bridge')).toBe(false);
  });

  it('have some blocked inlets, about the stated share', () => {
    const share = drainage.clogged.size / layout.manholes.length;
    expect(share).toBeGreaterThan(RULES.cloggedShare / 2);
    expect(share).toBeLessThan(RULES.cloggedShare * 2);
  });

  it('are the same every time', () => {
    const again = makeTown();
    expect(makeDrainage(again.ground, again.streets, again.waters, { manholeEveryM: 85, mostPipes: 700 }).inp).toBe(
      drainage.inp,
    );
  });
});

describe('drainage.inp', () => {
  const sections = new Map<string, string[]>();
  let rows: string[] = [];
  for (const line of drainage.inp.split('\n')) {
    const head = /^\[(\w+)\]$/.exec(line);
    if (head) {
      rows = [];
      sections.set(head[1], rows);
    } else if (line !== '' && !line.startsWith(';')) rows.push(line);
  }
  const ids = (name: string): string[] => (sections.get(name) ?? []).map((row) => row.split(' ')[0]);

  it('has a size for each conduit and a place for each node, and nothing twice', () => {
    expect(ids('XSECTIONS')).toEqual(ids('CONDUITS'));
    const all = [...ids('JUNCTIONS'), ...ids('OUTFALLS'), ...ids('STORAGE')];
    expect(new Set(all).size).toBe(all.length);
    expect(new Set(ids('COORDINATES'))).toEqual(new Set(all));
  });

  it('gives each outfall one link, as SWMM asks', () => {
    const ends = (sections.get('CONDUITS') ?? []).map((row) => row.split(' ')[2]);
    for (const outfall of ids('OUTFALLS')) expect(ends.filter((end) => end === outfall)).toHaveLength(1);
  });

  it('reads as a whole SWMM model, and as the network that was meant', () => {
    const read = readModel(parseInp(drainage.inp, 'drainage.inp'));
    expect(read.unsupported).toEqual([]);
    expect(read.title).toEqual(model.title);
    expect(read.nodes).toHaveLength(model.nodes.length);
    const levels = new Map(read.nodes.map(({ id, invertM }) => [id, invertM]));
    for (const conduit of model.conduits) {
      const found = read.links.find(({ id }) => id === conduit.id);
      if (found?.kind !== 'conduit') throw new Error(`no conduit ${conduit.id}`);
      expect((levels.get(found.from) ?? 0) + found.fromOffsetM).toBeCloseTo(conduit.fromInvertM, 2);
      expect(found.section).toMatchObject({ heightM: conduit.section.heightM, barrels: conduit.section.barrels });
      expect(found.flapGate).toBe(conduit.flapGate);
    }
  });

  it('has only numbers where numbers stand', () => {
    for (const name of ['JUNCTIONS', 'CONDUITS', 'COORDINATES', 'VERTICES', 'STORAGE']) {
      for (const row of sections.get(name) ?? []) expect(row).not.toMatch(/NaN|Infinity|undefined/);
    }
    expect(sections.get('OPTIONS')).toContain('FLOW_UNITS CMS');
    expect(sections.get('OPTIONS')).toContain('FLOW_ROUTING DYNWAVE');
  });
});

it('standard sizes carry more and more', () => {
  const flows = SIZES.map((size) => fullFlowM3s(size, 0.001));
  expect(flows).toEqual([...flows].sort((a, b) => a - b));
});
