import { describe, expect, it } from 'vitest';
import { carveStreets } from '../../data/build/carve.ts';
import { makeGround } from '../../data/build/ground.ts';
import { makeDrainage } from '../../data/build/networks/drainage.ts';
import { RULES } from '../../data/build/networks/sizing.ts';
import { makeWaterSupply, PLANTS, SUPPLY_RULES } from '../../data/build/networks/supply.ts';
import { makeStreets } from '../../data/build/streets.ts';
import { receivingWaters } from '../../data/build/water.ts';
import { aboveGround, adverse, leastCoverM, stranded } from './drain-checks.ts';

const base = makeGround();
const streets = makeStreets(base);
const ground = carveStreets(base, streets.edges);
const { model, layout, clogged } = makeDrainage(ground, streets, receivingWaters(base.waters));

describe('the drains of Đà Nẵng', () => {
  it('are 1,500 to 3,000 pipes', () => {
    expect(model.conduits.length).toBeGreaterThanOrEqual(1500);
    expect(model.conduits.length).toBeLessThanOrEqual(3000);
  });

  it('lead from every manhole to an outfall, never uphill, under their cover', () => {
    expect(stranded(model)).toEqual([]);
    expect(adverse(model)).toEqual([]);
    expect(aboveGround(model)).toEqual([]);
    expect(leastCoverM(model)).toBeGreaterThan(RULES.coverM - 2e-3);
  });

  it('reach the bay, the east beach, the rivers, the canal and all lakes', () => {
    const reached = new Set(layout.outfalls.map((site) => site.water.id));
    for (const id of ['sea', 'han', 'cam-le', 'phu-loc', 'thac-gian', 'cong-vien-29-3', 'dam-rong', 'do-xu']) {
      expect(reached).toContain(id);
    }
    const [west, , east] = ground.bounds;
    expect(layout.outfalls.some(({ at, water }) => water.kind === 'sea' && at[0] > west + 0.8 * (east - west))).toBe(
      true,
    );
  });

  it('have manholes at most 100 m apart', () => {
    const long = layout.pipes.filter((pipe) => !pipe.outfall && pipe.lengthM > 100.01);
    expect(long).toEqual([]);
  });

  it('are pumped at Thuận Phước and Yên Khê, two to ten cubic metres a second each', () => {
    for (const station of ['TB-THUAN-PHUOC', 'TB-YEN-KHE']) {
      const total = model.pumps
        .filter((pump) => pump.id.startsWith(station))
        .reduce((sum, pump) => sum + pump.capacityM3s, 0);
      expect(total).toBeGreaterThanOrEqual(2 - 1e-9);
      expect(total).toBeLessThanOrEqual(10);
    }
  });

  it('keep the tide out and have their stated faults', () => {
    const tidal = layout.outfalls.filter((site) => site.water.kind !== 'lake').length;
    expect(model.conduits.filter((conduit) => conduit.flapGate).length).toBeGreaterThanOrEqual(tidal);
    const undersized = model.conduits.filter((conduit) => conduit.tag === 'undersized').length / model.conduits.length;
    expect(undersized).toBeGreaterThan(0.12);
    expect(undersized).toBeLessThan(0.17);
    expect(clogged.size / layout.manholes.length).toBeCloseTo(RULES.cloggedShare, 1);
  });
});

describe('the water supply of Đà Nẵng', () => {
  const supply = makeWaterSupply(ground, streets);
  it('is 2,000 to 4,000 pipes from the named plants with the stated demand', () => {
    expect(supply.model.pipes.length).toBeGreaterThanOrEqual(2000);
    expect(supply.model.pipes.length).toBeLessThanOrEqual(4000);
    expect(supply.model.nodes.filter((node) => node.kind === 'reservoir').map((node) => node.id)).toEqual(
      PLANTS.map((plant) => plant.id),
    );
    const demandM3d = supply.model.nodes.reduce((sum, node) => sum + node.demandLs, 0) * 86.4;
    expect(demandM3d).toBeCloseTo(SUPPLY_RULES.peakDemandM3d * SUPPLY_RULES.modelledShare, -1);
  });
});
