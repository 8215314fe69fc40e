import { describe, expect, test } from 'vitest';
import { createStorm, type Hydrology, type Network } from '../../workers/drainage/index.ts';
import { circular, outfall, pipe } from './build.ts';

const AIR: Hydrology = {
  gauges: [],
  catchments: [],
  evaporationMmDay: [24],
  evaporatesWhenDryOnly: false,
  stepS: 60,
  startMs: 0,
};
/** A tank of 100 m² with 1 m of water, its outlet 1.5 m up. */
const tank = (losses: object, initialDepthM = 1): Network => ({
  nodes: [
    {
      kind: 'storage',
      id: 'T',
      invertM: 0,
      rimM: 3,
      initialDepthM,
      shape: { kind: 'formula', constantM2: 100, coefficient: 0, exponent: 1 },
      losses: { evaporationShare: 0, ...losses },
    },
    outfall('O', 1.4),
  ],
  links: [pipe('P', 'T', 'O', [1.5, 1.4], { lengthM: 20, section: circular(0.3) })],
});

function lossAfter(hours: number, losses: object, initialDepthM?: number) {
  const storm = createStorm(tank(losses, initialDepthM), AIR);
  for (let k = 0; k < hours * 720; k++) storm.step(5);
  const balance = storm.drainage.massBalance();
  expect(balance.errorRel).toBeLessThan(1e-9);
  return { storm, fallM: (initialDepthM ?? 1) - storm.drainage.depthM(0), balance };
}

describe('what a storage loses', () => {
  test('to dry air by its surface, to the soil by its conductivity; the books tell of both', () => {
    expect(lossAfter(10, { evaporationShare: 0.5 }).fallM).toBeCloseTo(0.005, 5);
    const seeped = lossAfter(4, { seepage: { suctionMm: 0, conductivityMmH: 50, deficit: 0 } });
    expect(seeped.fallM).toBeCloseTo(0.2, 3);
    expect(seeped.balance.withdrawnM3).toBeCloseTo(20, 1);
  });

  test('with suction it seeps faster than its conductivity, and ever slower', () => {
    const seepage = { suctionMm: 100, conductivityMmH: 20, deficit: 0.3 };
    const falls = [0, 1, 2, 3].map((hours) => lossAfter(hours, { seepage }).fallM);
    const hourly = [1, 2, 3].map((k) => falls[k] - falls[k - 1]);
    expect(hourly[0]).toBeGreaterThan(hourly[1]);
    expect(hourly[1]).toBeGreaterThan(hourly[2]);
    expect(hourly[2]).toBeGreaterThan(0.02);
  });

  test('is never more than it holds, and a state taken up goes on alike', () => {
    const { storm } = lossAfter(3, { seepage: { suctionMm: 50, conductivityMmH: 400, deficit: 0.2 } }, 0.3);
    expect(storm.drainage.volumeM3[0]).toBeGreaterThanOrEqual(-1e-3);
    expect(storm.drainage.depthM(0)).toBeLessThan(0.01);
    const losses = { seepage: { suctionMm: 100, conductivityMmH: 20, deficit: 0.3 } };
    const going = lossAfter(1, losses).storm;
    const taken = createStorm(tank(losses), AIR);
    taken.restore(going.snapshot());
    for (let k = 0; k < 500; k++) {
      going.step(5);
      taken.step(5);
    }
    expect(taken.snapshot()).toEqual(going.snapshot());
  });
});
