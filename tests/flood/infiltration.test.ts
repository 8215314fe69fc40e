import { describe, expect, test } from 'vitest';
import { capacityMS, INFILTRATION_EVERY_S } from '../../workers/flood/infiltration.ts';
import { CELL, type Domain, type Infiltration, type Soil } from '../../workers/flood/types.ts';
import { domainOf, rainOf } from './build.ts';
import { ENGINES, everyEngine, takenAt } from './engines.ts';

const SANDY_LOAM = { model: 'greenAmpt', suctionMm: 110.1, conductivityMmH: 10.9, deficit: 0.412 } as const;
const SAND = { model: 'greenAmpt', suctionMm: 49.5, conductivityMmH: 117.8, deficit: 0.417 } as const;
const HORTON = { model: 'horton', initialMmH: 75, finalMmH: 6, decayPerH: 4 } as const;

const soil = (infiltration: Infiltration, rest: Partial<Soil> = {}): Soil => ({
  infiltration,
  perviousShare: 1,
  abstractionMm: 0,
  ...rest,
});
const soilsOf = (cells: number, given: Soil): Domain['soils'] => ({
  index: new Uint16Array(cells).fill(1),
  table: [given],
});

/** F of F − m·ln(1 + F/m) = K·t, mm, by bisection. */
function greenAmptMm({ suctionMm, deficit, conductivityMmH }: typeof SANDY_LOAM | typeof SAND, hours: number): number {
  const m = suctionMm * deficit;
  let [low, high] = [0, 1e5];
  for (let k = 0; k < 100; k++) {
    const middle = (low + high) / 2;
    if (middle - m * Math.log(1 + middle / m) < conductivityMmH * hours) low = middle;
    else high = middle;
  }
  return low;
}

everyEngine('ponded ground takes in', ({ compute }) => {
  /** A basin that stays ponded: depth taken in, mm, at the end. */
  async function pondedMm(given: Soil, durationS: number): Promise<number> {
    const domain = domainOf({ cols: 3, rows: 2, initialDepthM: 2, soils: soilsOf(6, given), durationS });
    const run = await compute({ ...domain, outputEveryS: durationS });
    expect(run.summary.massErrorRel).toBeLessThan(1e-9);
    return (run.summary.volumeM3.infiltration / (6 * 25)) * 1000;
  }

  test('by Green and Ampt what their implicit equation says', async () => {
    for (const [hours, within] of [
      [0.05, 3e-3],
      [0.5, 1e-3],
      [3, 1e-3],
    ]) {
      const exact = greenAmptMm(SANDY_LOAM, hours);
      expect(Math.abs((await pondedMm(soil(SANDY_LOAM), hours * 3600)) / exact - 1)).toBeLessThan(within);
    }
    const sand = await pondedMm(soil(SAND), 3600);
    expect(Math.abs(sand / greenAmptMm(SAND, 1) - 1)).toBeLessThan(2e-3);
  });

  test('by Horton the integral of his curve', async () => {
    for (const hours of [0.25, 2]) {
      const exact = 6 * hours + ((75 - 6) / 4) * (1 - Math.exp(-4 * hours));
      expect((await pondedMm(soil(HORTON), hours * 3600)) / exact).toBeCloseTo(1, 3);
    }
    const sealing = await pondedMm(soil({ ...HORTON, finalMmH: 0 }), 20 * 3600);
    // 32 bits of what has gone in cannot tell the last trickle: a tenth of a millimetre in a day.
    expect(Math.abs(sealing - 75 / 4)).toBeLessThan(0.1);
  });

  test('at a constant rate that rate, on its pervious share', async () => {
    const given = soil({ model: 'constant', rateMmH: 36 }, { perviousShare: 0.25 });
    expect(await pondedMm(given, 1800)).toBeCloseTo(4.5, 3);
  });

  test('what leaves and hollows keep, at once and on all of the cell, then what its soil takes', async () => {
    expect(await pondedMm(soil(SANDY_LOAM, { perviousShare: 0, abstractionMm: 4 }), 600)).toBeCloseTo(4, 4);
    const both = await pondedMm(soil(SANDY_LOAM, { perviousShare: 0.4, abstractionMm: 4 }), 3600);
    const exact = 4 + 0.4 * greenAmptMm(SANDY_LOAM, 1 - INFILTRATION_EVERY_S / 3600);
    expect(both / exact).toBeCloseTo(1, 2);
  });

  test('never less than its constant capacity', async () => {
    const domain = domainOf({ cols: 3, rows: 2, initialDepthM: 2, soils: soilsOf(6, soil(HORTON)), durationS: 600 });
    const run = await compute({ ...domain, infiltrationMmH: 200 });
    expect(run.summary.volumeM3.infiltration / (6 * 25)).toBeCloseTo(0.2 / 6, 5);
  });
});

everyEngine('rain on a soil', ({ compute }) => {
  /** Rain falls `hours`, then nothing; what ran off instead of going in, mm. */
  async function runoffMm(given: Soil, rainMmH: number, hours: number, hoursInAll = hours): Promise<number> {
    const rain = [{ timesS: Float64Array.of(0, hours * 3600), intensityMmH: Float64Array.of(rainMmH, 0) }];
    const run = await compute(
      domainOf({ cols: 3, rows: 2, rain, soils: soilsOf(6, given), durationS: hoursInAll * 3600, outputEveryS: 1e5 }),
    );
    expect(run.summary.massErrorRel).toBeLessThan(1e-9);
    expect(run.summary.volumeM3.rain).toBeCloseTo((rainMmH / 1000) * hours * 6 * 25, 6);
    return (run.summary.volumeM3.stored / (6 * 25)) * 1000;
  }

  test('runs off by curve number as (P − Ia)²/(P − Ia + S), and not below Ia', async () => {
    const given = soil({ model: 'curveNumber', curveNumber: 80, abstractionShare: 0.2 });
    // CN 80: S = 63.5 mm, Ia = 12.7 mm; P = 100 mm gives Q = 87.3²/150.8 = 50.54 mm.
    expect(await runoffMm(given, 50, 2)).toBeCloseTo(50.54, 1);
    expect(await runoffMm(given, 50, 2, 4)).toBeCloseTo(50.54, 1);
    expect(await runoffMm(given, 12, 1)).toBeLessThan(0.01);
    expect(await runoffMm({ ...given, perviousShare: 0.6 }, 50, 2)).toBeCloseTo(0.4 * 100 + 0.6 * 50.54, 1);
  });

  test('that is lighter than its conductivity never runs off, heavier rain from its time of ponding on', async () => {
    expect(await runoffMm(soil(SANDY_LOAM), 10, 3)).toBeLessThan(0.01);
    // Mein and Larson (1973): ponds at F = K·m/(i − K); from there on the implicit equation, its time shifted.
    const m = 110.1 * 0.412;
    const K = 10.9;
    const rainMmH = 60;
    const pondMm = (K * m) / (rainMmH - K);
    const pondH = pondMm / rainMmH;
    const shiftH = (pondMm - m * Math.log(1 + pondMm / m)) / K - pondH;
    expect(await runoffMm(soil(SANDY_LOAM), rainMmH, 2)).toBeCloseTo(
      2 * rainMmH - greenAmptMm(SANDY_LOAM, 2 + shiftH),
      0,
    );
  });

  test('in a zone of its own counts for curve numbers there alone', async () => {
    const given = soil({ model: 'curveNumber', curveNumber: 80, abstractionShare: 0.2 });
    const domain = domainOf({
      cols: 7,
      rows: 1,
      kind: Uint8Array.from({ length: 7 }, (_, cell) => (cell === 3 ? CELL.block : CELL.active)),
      rain: [rainOf(50, Uint32Array.of(0, 1, 2)), rainOf(6, Uint32Array.of(4, 5, 6))],
      soils: soilsOf(7, given),
      durationS: 7200,
      outputEveryS: 7200,
    });
    const { last } = await compute(domain);
    expect(last.depthM[1] * 1000).toBeCloseTo(50.54, 1);
    expect(last.depthM[5] * 1000).toBeLessThan(0.01);
  });
});

describe('a soil', () => {
  test('takes in less the more it has taken in, whatever its model', () => {
    for (const model of [SANDY_LOAM, SAND, HORTON]) {
      let last = Number.POSITIVE_INFINITY;
      for (const soakedM of [0, 0.001, 0.005, 0.02, 0.1, 1]) {
        const now = capacityMS(soil(model), soakedM, 0);
        expect(now).toBeLessThanOrEqual(last);
        last = now;
      }
      expect(last).toBeLessThan(0.5 * capacityMS(soil(model), 0, 0));
    }
  });

  const wavy = domainOf({
    cols: 40,
    rows: 35,
    groundM: Float32Array.from({ length: 1400 }, (_, cell) => Math.sin(cell) * 0.3),
    rain: [rainOf(80)],
    soils: soilsOf(1400, soil(SANDY_LOAM, { perviousShare: 0.7, abstractionMm: 2 })),
    durationS: 600,
    outputEveryS: 300,
  });

  test.each(ENGINES)(
    'remembers what it took in when a run is taken up again: the same bytes ($name)',
    async (engine) => {
      const { whole, state } = await takenAt(engine, wavy, 300);
      expect(state.soakedM?.some((depth) => depth > 0.005)).toBe(true);
      const again = await engine.compute(wavy, { from: state });
      expect(again.last).toEqual(whole.last);
      expect(again.maps).toEqual(whole.maps);
    },
  );

  test('is the same in every engine', async () => {
    const [reference, ...others] = await Promise.all(ENGINES.map((engine) => engine.compute(wavy)));
    for (const { summary } of others) {
      const { infiltration, stored } = reference.summary.volumeM3;
      expect(summary.volumeM3.infiltration / infiltration).toBeCloseTo(1, 3);
      expect(summary.volumeM3.stored / stored).toBeCloseTo(1, 2);
    }
  });
});
