import { beforeAll, describe, expect, it } from 'vitest';
import { CitySession } from '../../workers/city/session.ts';
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
  it('have the land that is nearest to their inlets', async () => {
    const area = async (id: string): Promise<number> => (await session.traceDrains(node(id)))?.landM2 ?? Number.NaN;
    const [head, all] = [await area('J1'), await area('O1')];
    expect(head).toBeGreaterThan(2000);
    expect(all).toBeGreaterThan(head);
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
