import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Catchment,
  createStorm,
  type Infiltration,
  type LidDesign,
  type LidUnit,
} from '../../workers/drainage/index.ts';
import { columnOf } from '../../workers/drainage/lid/column.ts';
import { groundOf } from '../../workers/drainage/runoff/infiltration.ts';
import { chain } from './build.ts';

const surface = { bermMm: 50, vegetationShare: 0.1, manning: 0.1, slope: 0.01, sideSlope: 3 };
const soil = {
  thicknessMm: 400,
  porosity: 0.45,
  fieldCapacity: 0.2,
  wiltingPoint: 0.1,
  conductivityMmH: 40,
  conductivitySlope: 10,
  suctionMm: 60,
};
const storage = { heightMm: 200, voidRatio: 0.75, seepageMmH: 5, covered: true };
const drain = { coefficient: 1, exponent: 0.5, offsetMm: 50, delayH: 6 };
const DESIGNS: readonly LidDesign[] = [
  { kind: 'bioretention', surface, soil, storage, drain },
  { kind: 'rainGarden', surface, soil },
  { kind: 'greenRoof', surface, soil, drainMat: { thicknessMm: 30, voidShare: 0.5, manning: 0.1 } },
  { kind: 'trench', surface, storage, drain },
  {
    kind: 'pavement',
    surface: { ...surface, manning: 0 },
    pavement: { thicknessMm: 100, voidRatio: 0.2, imperviousShare: 0, permeabilityMmH: 500 },
    soil,
    storage,
    drain,
  },
  { kind: 'barrel', storage: { ...storage, heightMm: 1000 }, drain },
  { kind: 'roof', surface, drain: { ...drain, coefficient: 10 } },
  { kind: 'swale', surface },
  {
    kind: 'pavement',
    surface: { ...surface, manning: 0 },
    pavement: {
      thicknessMm: 100,
      voidRatio: 0.2,
      imperviousShare: 0,
      permeabilityMmH: 500,
      cloggingFactor: 20,
      cleaning: { everyDays: 1, share: 0.5 },
    },
    storage: { ...storage, cloggingFactor: 10 },
    drain: { ...drain, openMm: 120, closedMm: 60, factorOfHeadMm: { x: [0, 100, 200], y: [0.2, 1, 2] } },
  },
];
const GROUNDS: readonly Infiltration[] = [
  { method: 'horton', mostMmH: 75, leastMmH: 10, decayPerH: 4, dryingDays: 7, mostMm: 0 },
  { method: 'modifiedHorton', mostMmH: 75, leastMmH: 10, decayPerH: 4, dryingDays: 7, mostMm: 0 },
  { method: 'greenAmpt', suctionMm: 110, conductivityMmH: 6, deficit: 0.25 },
  { method: 'modifiedGreenAmpt', suctionMm: 110, conductivityMmH: 6, deficit: 0.25 },
  { method: 'curveNumber', curveNumber: 75, dryingDays: 5 },
];

const unit = (design: LidDesign, more: Partial<LidUnit> = {}): LidUnit => ({
  design,
  count: 2,
  areaM2: 200,
  widthM: 10,
  initialSaturation: 0.2,
  fromImperviousShare: 0.4,
  fromPerviousShare: 0,
  toPervious: false,
  ...more,
});
const catchment = (more: Partial<Catchment> = {}): Catchment => ({
  id: 'S',
  outlet: 'N0',
  gauge: 'R',
  areaM2: 10_000,
  widthM: 100,
  slope: 0.01,
  imperviousShare: 0.5,
  flatShare: 0.25,
  imperviousManning: 0.015,
  perviousManning: 0.1,
  imperviousHollowMm: 1.5,
  perviousHollowMm: 5,
  routeTo: 'outlet',
  routedShare: 0,
  infiltration: GROUNDS[0],
  lids: [],
  ...more,
});
const storm = (catchments: readonly Catchment[], mmH = 60, evaporationMmDay = 0) =>
  createStorm(chain(3, 0.3), {
    gauges: [{ id: 'R', intervalS: 3600, series: { timesS: [0, 3600], values: [mmH, mmH / 3] } }],
    catchments,
    evaporationMmDay: [evaporationMmDay],
    evaporatesWhenDryOnly: false,
    stepS: 60,
    startMs: 0,
  });
const rained = (hours: number, ...args: Parameters<typeof storm>) => {
  const running = storm(...args);
  for (let s = 0; s < hours * 720; s++) running.step(5);
  return running;
};

describe('rain on ground', () => {
  test('is kept, taken in, dried or run off to the last drop, with any measure, ground and routing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...DESIGNS),
        fc.constantFrom(...GROUNDS),
        fc.constantFrom('outlet', 'impervious', 'pervious'),
        fc.double({ min: 0, max: 150, noNaN: true }),
        fc.boolean(),
        (design, infiltration, routeTo, mmH, toPervious) => {
          const upper = catchment({
            id: 'U',
            outlet: 'S',
            infiltration,
            routeTo,
            routedShare: 0.6,
            lids: [unit(design, { toPervious })],
          });
          const running = rained(3, [upper, catchment({ infiltration })], mmH, 4);
          const { errorM3, rainM3, runoffM3, infiltrationM3, storedM3 } = running.runoff.balance();
          expect(Math.abs(errorM3)).toBeLessThan(1e-8 * (rainM3 + 100));
          for (const value of [runoffM3, infiltrationM3, storedM3]) expect(value).toBeGreaterThanOrEqual(0);
          // The network received exactly what the ground gave.
          expect(running.drainage.massBalance().inflowM3).toBeCloseTo(runoffM3, 6);
        },
      ),
      { numRuns: 60, seed: 9 },
    );
  });

  test('runs off a roof at the rate at which it falls', () => {
    const running = rained(1, [catchment({ imperviousShare: 1 })]);
    expect(running.runoff.catchments[0].outflowM3s).toBeCloseTo((0.06 / 3600) * 10_000, 4);
  });

  test('more rain never gives less runoff', () => {
    const volumes = [10, 40, 80].map((mmH) => rained(3, [catchment()], mmH).runoff.balance().runoffM3);
    expect(volumes[0]).toBeLessThan(volumes[1]);
    expect(volumes[1]).toBeLessThan(volumes[2]);
  });

  // A drain that opens above a head lets go at once what it has held.
  const steady = DESIGNS.filter(({ kind, drain: own }) => kind !== 'roof' && own?.openMm === undefined);
  test.each(steady.map((design) => [design.kind, design] as const))(
    'a %s on part of a roof takes off its peak',
    (_, design) => {
      const peak = (lids: readonly LidUnit[]): number => {
        const running = storm([catchment({ imperviousShare: 0.8, lids })], 40);
        let most = 0;
        for (let s = 0; s < 720; s++) {
          running.step(5);
          most = Math.max(most, running.runoff.catchments[0].outflowM3s);
        }
        return most;
      };
      expect(peak([unit(design)])).toBeLessThan(peak([]));
    },
  );

  test('a storm restored continues as if nothing had been', () => {
    const [straight, forked] = [0, 1].map(() =>
      storm(
        [
          catchment({
            lids: DESIGNS.map((design) => unit(design, { count: 1, areaM2: 50, fromImperviousShare: 0.1 })),
          }),
        ],
        60,
        3,
      ),
    );
    for (const one of [straight, forked]) for (let s = 0; s < 240; s++) one.step(5);
    const kept = forked.snapshot();
    for (let s = 0; s < 60; s++) forked.step(4);
    forked.restore(kept);
    for (const one of [straight, forked]) for (let s = 0; s < 240; s++) one.step(5);
    expect(forked.snapshot()).toEqual(straight.snapshot());
  });
});

describe('infiltration', () => {
  const taken = (ground: Infiltration, mmH: number, minutes: number): number => {
    const bed = groundOf(ground);
    let sum = 0;
    for (let i = 0; i < minutes; i++) sum += 60 * bed.take(mmH / 3.6e6, 0, 60);
    return 1000 * sum;
  };

  test('Horton under much rain is his curve', () => {
    const wanted = 10 * 2 + (65 / 4) * (1 - Math.exp(-8));
    expect(taken(GROUNDS[0], 500, 120)).toBeCloseTo(wanted, 6);
  });

  test('Green and Ampt under much rain is their equation', () => {
    const depth = taken(GROUNDS[2], 500, 120) / 1000;
    const pull = 0.25 * 0.11;
    const ponded = (0.006 * pull) / (0.5 - 0.006);
    // Saturated after the ponding time; the equation then holds for what follows, up to the step in which it ponds.
    const time = 2 - ponded / 0.5;
    expect(depth - ponded - pull * Math.log((depth + pull) / (ponded + pull))).toBeCloseTo(0.006 * time, 3);
  });

  test('the curve number gives SCS runoff', () => {
    const room = (1000 / 75 - 10) * 25.4;
    expect(taken(GROUNDS[4], 60, 60)).toBeCloseTo(60 - 60 ** 2 / (60 + room), 6);
  });

  test('light rain is taken in whole; dry ground recovers', () => {
    for (const ground of GROUNDS.slice(0, 4)) expect(taken(ground, 3, 60)).toBeCloseTo(3, 6);
    const bed = groundOf(GROUNDS[0]);
    for (let i = 0; i < 120; i++) bed.take(1, 0, 60);
    const wet = bed.take(1, 0, 60);
    for (let i = 0; i < 7 * 1440; i++) bed.take(0, 0, 60);
    expect(bed.take(1, 0, 60)).toBeGreaterThan(2 * wet);
  });
});

describe('built measures as they age and as they are set', () => {
  const mm = 1e-3;
  /** Rates over a unit after so many hours of steady rain, mm/h. */
  const ratesAfter = (design: LidDesign, hours: number, mmH: number) => {
    const lid = columnOf(unit(design, { initialSaturation: 0 }));
    for (let k = 0; k < 60 * hours; k++) lid.step((mmH * mm) / 3600, 0, 0, 60);
    const { surfaceMS, infiltrationMS, drainMS } = lid.flows;
    return { surface: (surfaceMS * 3600) / mm, seep: (infiltrationMS * 3600) / mm, drain: (drainMS * 3600) / mm };
  };
  const paved = (cloggingFactor: number, cleaning?: { everyDays: number; share: number }): LidDesign => ({
    kind: 'pavement',
    surface: { ...surface, bermMm: 0, manning: 0 },
    pavement: {
      thicknessMm: 100,
      voidRatio: 1,
      imperviousShare: 0,
      permeabilityMmH: 100,
      cloggingFactor,
      ...(cleaning && { cleaning }),
    },
    storage: { heightMm: 5000, voidRatio: 1, seepageMmH: 1000, covered: false },
  });

  test('a pavement loses its permeability in proportion to the water that it took, and gets a share back by cleaning', () => {
    // 50 mm of voids forty times: 2,000 mm. After 20 h of 60 mm/h a fifth of 100 mm/h passes; 40 are left.
    expect(ratesAfter(paved(0), 20, 60).surface).toBeCloseTo(0, 6);
    expect(ratesAfter(paved(40), 20, 60).surface).toBeCloseTo(60 - 40, 0);
    expect(ratesAfter(paved(40), 40, 60).surface).toBeCloseTo(60, 6);
    const cleaned = ratesAfter(paved(40, { everyDays: 1, share: 1 }), 26, 60).surface;
    expect(cleaned).toBeCloseTo(0, 6);
  });

  test('a store seeps less for the water that it took', () => {
    const trench = (cloggingFactor: number): LidDesign => ({
      kind: 'trench',
      surface: { ...surface, bermMm: 0, manning: 0 },
      storage: { heightMm: 1000, voidRatio: 1, seepageMmH: 40, cloggingFactor, covered: false },
    });
    expect(ratesAfter(trench(0), 50, 10).seep).toBeCloseTo(10, 6);
    // 500 mm of voids twice: 1,000 mm; after 900 mm a tenth of 40 mm/h is left.
    expect(ratesAfter(trench(2), 90, 10).seep).toBeCloseTo(4, 0);
  });

  test('an underdrain opens above one head, shuts below another and follows its control curve', () => {
    const tank = (more: object): LidDesign => ({
      kind: 'trench',
      surface,
      storage: { heightMm: 1000, voidRatio: 0, seepageMmH: 0, covered: false },
      drain: { coefficient: 3, exponent: 0.5, offsetMm: 0, delayH: 0, ...more },
    });
    const filledTo = (more: object) => {
      const lid = columnOf(unit(tank(more), { initialSaturation: 0 }));
      const heads: number[] = [];
      for (let k = 0; k < 600; k++) {
        lid.step(k < 200 ? (60 * mm) / 3600 : 0, 0, 0, 60);
        heads.push(lid.storedM() / mm);
      }
      return heads;
    };
    const free = filledTo({});
    const gated = filledTo({ openMm: 100, closedMm: 40 });
    expect(Math.max(...free.slice(0, 90))).toBeLessThan(85);
    // Rain alone fills it to where it opens, and it stays where it shuts.
    expect(gated[90]).toBeCloseTo(91, 0);
    expect(gated.at(-1)).toBeLessThanOrEqual(40);
    expect(gated.at(-1)).toBeGreaterThan(38);
    expect(free.at(-1)).toBeLessThan(2);
    const flow = (factorOfHeadMm?: object): number => {
      const lid = columnOf(unit(tank({ ...(factorOfHeadMm && { factorOfHeadMm }) }), { initialSaturation: 0.1 }));
      lid.step(0, 0, 0, 1);
      return lid.flows.drainMS;
    };
    expect(flow({ x: [0, 200], y: [0, 1] }) / flow()).toBeCloseTo(0.5, 6);
  });
});
