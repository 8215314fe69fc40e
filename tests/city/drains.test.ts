import { beforeAll, describe, expect, it } from 'vitest';
import type { Position } from '../../src/city/index.ts';
import { type Inlet, landOf } from '../../workers/city/land.ts';
import { CitySession } from '../../workers/city/session.ts';
import type { SceneGround } from '../../workers/scene/ground.ts';
import { FAULTY_DRAINS } from '../browser/faultyDrains.ts';
import { labCity } from '../browser/labCity.ts';

const LINKS = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6'];
const NODES = ['J1', 'J2', 'J3', 'J4', 'J9', 'B1', 'K1', 'K2', 'O1'];
const link = (id: string): number => LINKS.indexOf(id);
const node = (id: string): number => LINKS.length + NODES.indexOf(id);

describe('the drains of an open city', () => {
  const session = new CitySession();
  beforeAll(async () => {
    const pack = new Blob([labCity({}, FAULTY_DRAINS) as Uint8Array<ArrayBuffer>]);
    await session.open({ kind: 'files', label: 'lab', files: [{ path: 'lab.twin.zip', file: pack }] });
  });

  it('have the faults that were put in, each with its place in the scene', async () => {
    const drains = await session.findings(['drainage']);
    expect(drains.map(({ code, feature, place }) => [code, feature, place?.index]).sort()).toEqual([
      ['adverse-slope', 'C3', link('C3')],
      ['diameter-drop', 'C4', link('C4')],
      ['no-outfall', 'K1', node('K1')],
      ['orphan-node', 'J9', node('J9')],
    ]);
  });
  it('are traced up to their heads and down to the outfall', async () => {
    const trace = await session.traceDrains(node('J3'));
    expect(trace).toMatchObject({
      id: 'J3',
      item: 'node',
      up: { pipes: 3, lengthM: 180 },
      down: { pipes: 2, lengthM: 140 },
    });
    expect(trace?.outfalls.map(({ id, index }) => [id, index])).toEqual([['O1', node('O1')]]);
    expect(trace?.statedM2).toBe(13000);
    expect(trace?.up.lines.starts.length).toBe(3);
    expect((await session.traceDrains(link('C6')))?.outfalls).toEqual([]);
    expect(await session.traceDrains(99)).toBeUndefined();
  });
  it('have the land whose water comes to their inlets', async () => {
    const area = async (id: string): Promise<number> => (await session.traceDrains(node(id)))?.landM2 ?? Number.NaN;
    const [head, all] = [await area('J1'), await area('O1')];
    // A bowl: all runs to its middle, little past its head.
    expect(head).toBeGreaterThan(50);
    expect(all).toBeGreaterThan(20 * head);
    // The whole city is 320 × 240 m, and K1 and K2 have land of their own.
    expect(all).toBeLessThan(320 * 240);
    const other = await area('K2');
    expect(all + other).toBeLessThanOrEqual(320 * 240 * 1.01);
    const mask = (await session.traceDrains(node('O1')))?.land;
    expect([mask?.cells.some((v) => v === 1), mask?.cells.some((v) => v === 2)]).toEqual([true, true]);
  });
  it('have a long profile between nodes that are connected, and say where they are not', async () => {
    const found = await session.drainProfile(node('J1'), node('O1'));
    expect(found?.profile?.pipes.map(({ id }) => id)).toEqual(['C1', 'C2', 'C3', 'C4']);
    expect(found?.profile?.nodes.at(-1)?.outsideM).toBe(0.6);
    expect(found?.profile?.ground.levelM.length).toBeGreaterThan(10);
    const apart = await session.drainProfile(node('J1'), node('K1'));
    expect([apart?.from, apart?.to, apart?.profile]).toEqual(['J1', 'K1', undefined]);
  });
});

describe('land that drains to inlets', () => {
  const crs = {
    toLonLat: ([x, y]: Position) => [x / 1e5, y / 1e5],
    fromLonLat: ([x, y]: Position) => [x * 1e5, y * 1e5],
  };
  /** Ground within 0 … 400 m × 0 … 300 m; none beyond. */
  const groundOf = (levelM: (x: number, y: number) => number, water = (_: number, __: number) => false): SceneGround =>
    ({
      crs,
      levelAt: (x: number, y: number) => (x > 0 && x < 400 && y > 0 && y < 300 ? levelM(x, y) : Number.NaN),
      waterLevelAt: (x: number, y: number) => (water(x, y) ? 0 : Number.NaN),
    }) as unknown as SceneGround;
  const street = (y: number, nodes: [number, number] = [0, 0]): Inlet => ({
    path: [
      [0.5, y],
      [399.5, y],
    ],
    nodes,
  });
  const areaOf = (inlets: readonly Inlet[], chosen: number, ground: SceneGround): number =>
    landOf(inlets, new Set([chosen]), ground).areaM2;

  it('lies above them on a slope, and what a higher street takes is not theirs', () => {
    const slope = groundOf((_, y) => 0.02 * y);
    expect(areaOf([street(100)], 0, slope) / (400 * 200)).toBeCloseTo(1, 1);
    const both = [street(100), street(220, [1, 1])];
    expect(areaOf(both, 0, slope) / (400 * 120)).toBeCloseTo(1, 1);
    expect(areaOf(both, 1, slope) / (400 * 80)).toBeCloseTo(1, 1);
  });

  it('ends at a ridge, however near they are to it, and reaches over a hollow that spills their way', () => {
    const ridge = groundOf((x, y) => 5 - 0.02 * Math.abs(x - 130) + 0.0001 * y);
    const west: Inlet = {
      path: [
        [20, 5],
        [20, 295],
      ],
      nodes: [0, 0],
    };
    const east: Inlet = {
      path: [
        [380, 5],
        [380, 295],
      ],
      nodes: [1, 1],
    };
    const [w, e] = [0, 1].map((node) => areaOf([west, east], node, ridge));
    expect(w / (110 * 300)).toBeCloseTo(1, 1);
    expect(e / (250 * 300)).toBeCloseTo(1, 1);
    const pitted = groundOf((x, y) => 0.02 * y - (Math.hypot(x - 200, y - 200) < 30 ? 1.5 : 0));
    expect(areaOf([street(100)], 0, pitted) / (400 * 200)).toBeCloseTo(1, 1);
  });

  it('is shared in halves by the ends of a pipe; water is nobody’s land', () => {
    const slope = groundOf((_, y) => 0.02 * y);
    const halves = [street(100, [0, 1])];
    expect(areaOf(halves, 0, slope) / areaOf(halves, 1, slope)).toBeCloseTo(1, 1);
    const lake = groundOf(
      (_, y) => 0.02 * y,
      (x, y) => x > 100 && x < 300 && y > 150 && y < 250,
    );
    expect(areaOf([street(100)], 0, slope) - areaOf([street(100)], 0, lake)).toBeGreaterThan(200 * 100);
  });
});
