import { describe, expect, it } from 'vitest';
import { DIAMETERS_MM, makeWaterSupply, SUPPLY_RULES } from '../../data/build/networks/supply.ts';
import { makeTown } from './town.ts';

const town = makeTown();
const plants = [
  { id: 'EAST', name: 'East', at: [9000, 700] as const, capacityM3d: 290_000 },
  { id: 'SMALL', name: 'Small', at: [400, 300] as const, capacityM3d: 9_000 },
];
const { model, inp, demandLs } = makeWaterSupply(town.ground, town.streets, plants);
const nodes = new Map(model.nodes.map((node) => [node.id, node]));

describe('the water supply of a town', () => {
  it('reaches every node from every plant', () => {
    const beside = new Map<string, string[]>();
    for (const { from, to } of [...model.pipes, ...model.valves]) {
      beside.set(from, [...(beside.get(from) ?? []), to]);
      beside.set(to, [...(beside.get(to) ?? []), from]);
    }
    for (const plant of plants) {
      const reached = new Set<string>();
      const queue = [plant.id];
      for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
        if (reached.has(id)) continue;
        reached.add(id);
        queue.push(...(beside.get(id) ?? []));
      }
      expect(reached.size).toBe(model.nodes.length);
    }
  });

  it('asks for the stated share of the city’s peak day, to the printed thousandth', () => {
    const printed = [...inp.matchAll(/^N\S+ -?[\d.]+ ([\d.]+) DAY$/gm)].reduce(
      (sum, [, ls]) => sum + Math.round(Number(ls) * 1000),
      0,
    );
    expect(printed).toBe(Math.round(demandLs * 1000));
    expect(demandLs * 86.4).toBeCloseTo(SUPPLY_RULES.peakDemandM3d * SUPPLY_RULES.modelledShare, 6);
  });

  it('lets a plant outside the extent come in at its edge', () => {
    expect(nodes.get('EAST')?.at[0]).toBe(town.ground.bounds[2] - 5);
    expect(nodes.get('EAST')?.kind).toBe('reservoir');
  });

  it('uses standard sizes, none smaller on a main street than on a local one is allowed', () => {
    for (const pipe of model.pipes) expect(DIAMETERS_MM).toContain(pipe.diameterMm);
    for (const edge of town.streets.edges.filter((e) => e.class === 'arterial')) {
      const i = town.streets.edges.indexOf(edge);
      const pipe = model.pipes.find((p) => p.id === `P${i + 1}`);
      if (pipe) expect(pipe.diameterMm).toBeGreaterThanOrEqual(300);
    }
    const largest = Math.max(...model.pipes.map((pipe) => pipe.diameterMm));
    expect(model.pipes.find((pipe) => pipe.id === 'P-EAST')?.diameterMm).toBe(largest);
  });

  it('has valves, tanks, and hydrants at their distance', () => {
    expect(model.valves.length).toBeGreaterThan(0);
    expect(model.nodes.some((node) => node.kind === 'tank')).toBe(true);
    const hydrants = model.nodes.filter((node) => node.tag === 'HYDRANT').map((node) => node.at);
    expect(hydrants.length).toBeGreaterThan(20);
    for (const [i, a] of hydrants.entries()) {
      for (const b of hydrants.slice(i + 1)) {
        expect(Math.hypot(a[0] - b[0], a[1] - b[1])).toBeGreaterThanOrEqual(SUPPLY_RULES.hydrantEveryM);
      }
    }
  });

  it('has a mean of one in its day', () => {
    expect(model.pattern).toHaveLength(24);
    expect(model.pattern.reduce((sum, value) => sum + value, 0) / 24).toBeCloseTo(1, 2);
    expect(Math.max(...model.pattern)).toBe(SUPPLY_RULES.peakHourFactor);
  });

  it('is the same every time, and has only numbers where numbers stand', () => {
    const again = makeTown();
    expect(makeWaterSupply(again.ground, again.streets, plants).inp).toBe(inp);
    expect(inp).not.toMatch(/NaN|Infinity|undefined/);
  });
});
