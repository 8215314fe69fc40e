import { describe, expect, test } from 'vitest';
import { culvertDischarge, culvertVolumeM3 } from '../../workers/flood/culverts.ts';
import { type Culvert, runFlood } from '../../workers/flood/index.ts';
import { domainOf, inflowOf, levelOf, volumeOf } from './build.ts';
import { everyEngine } from './engines.ts';

/** A concrete pipe of 1 m, flat and short, but for what is given. */
const pipe = (rest: Partial<Culvert> = {}): Culvert => ({
  id: 'c',
  fromCells: Uint32Array.of(0),
  toCells: Uint32Array.of(1),
  fromInvertM: 0,
  toInvertM: 0,
  shape: 'circular',
  heightM: 1,
  widthM: 1,
  barrels: 1,
  lengthM: 20,
  manning: 0.013,
  entranceLoss: 0.5,
  exitLoss: 1,
  flap: false,
  ...rest,
});

describe('the discharge of a culvert', () => {
  test('drowned at both ends spends the fall on entrance, barrel and exit', () => {
    // R = 0.25 m: 2g·n²L/R^(4/3) = 19.62·0.013²·20/0.25^(4/3) = 0.4211; V = √(19.62·0.5/1.9211) = 2.2597 m/s.
    expect(culvertDischarge(pipe(), 3, 2.5)).toBeCloseTo(2.2597 * (Math.PI / 4), 3);
    expect(culvertDischarge(pipe({ barrels: 3 }), 3, 2.5)).toBeCloseTo(3 * 2.2597 * (Math.PI / 4), 2);
  });

  test('with a low inlet is critical flow: 1.705·B·H^1.5 over a box without entrance loss', () => {
    const box = pipe({ shape: 'box', widthM: 2, heightM: 2, entranceLoss: 0, toInvertM: -1, lengthM: 5 });
    expect(culvertDischarge(box, 0.9, -1)).toBeCloseTo(1.705 * 2 * 0.9 ** 1.5, 2);
  });

  test('with a drowned inlet and a free outlet is an orifice', () => {
    const steep = pipe({ toInvertM: -2 });
    expect(culvertDischarge(steep, 3, -2)).toBeCloseTo(0.6 * (Math.PI / 4) * Math.sqrt(19.62 * 2.5), 6);
  });

  test('of a long pipe, part full, nears Manning’s uniform flow', () => {
    const long = pipe({ shape: 'box', widthM: 3, heightM: 2, lengthM: 5000, toInvertM: -5, manning: 0.02 });
    const manning = ((3 * 1) / 0.02) * (3 / 5) ** (2 / 3) * Math.sqrt(0.001);
    expect(culvertDischarge(long, 1, -4) / manning).toBeCloseTo(1, 1);
  });

  test('grows with the head, falls with the tailwater, and both ways is the same', () => {
    let last = 0;
    for (let head = 0.05; head < 4; head += 0.05) {
      const now = culvertDischarge(pipe(), head, 0);
      expect(now).toBeGreaterThan(last);
      expect(culvertDischarge(pipe(), 0, head)).toBe(-now);
      last = now;
    }
    last = Number.POSITIVE_INFINITY;
    for (let tail = 0; tail <= 2; tail += 0.05) {
      const now = culvertDischarge(pipe(), 2, tail);
      expect(now).toBeLessThanOrEqual(last);
      last = now;
    }
    expect(culvertDischarge(pipe(), 2, 2)).toBe(0);
  });

  test('is none below its inverts, and none back through a flap', () => {
    expect(culvertDischarge(pipe({ fromInvertM: 1 }), 0.9, 0)).toBe(0);
    expect(culvertDischarge(pipe({ toInvertM: 2 }), 1.5, 0)).toBe(0);
    expect(culvertDischarge(pipe({ flap: true }), 1, 2)).toBe(0);
    expect(culvertDischarge(pipe({ flap: true }), 2, 1)).toBeGreaterThan(0);
  });

  test('moves no more than is there, and never past the level of the other end', () => {
    const end = (levelM: number, heldM3: number) => ({ levelM, heldM3, areaM2: 25 });
    expect(culvertVolumeM3(pipe(), end(2, 1), end(0, 0), 5)).toBe(1);
    expect(culvertVolumeM3(pipe(), end(2, 50), end(1.9, 50), 600)).toBeCloseTo(0.1 * 12.5, 9);
    const sea = { levelM: 1, heldM3: Number.POSITIVE_INFINITY, areaM2: Number.POSITIVE_INFINITY };
    expect(culvertVolumeM3(pipe(), sea, sea, 5)).toBe(0);
  });
});

/** Two ponds of 5 × 3 cells of 5 m with an embankment of one column between them. */
const cols = 11;
const pondCells = { fromCells: Uint32Array.of(cols + 4), toCells: Uint32Array.of(cols + 6) };
const ponds = (leftM: number, rightM: number) => ({
  cols,
  rows: 3,
  groundM: Float32Array.from({ length: 3 * cols }, (_, cell) => (cell % cols === 5 ? 5 : 0)),
  initialDepthM: Float32Array.from({ length: 3 * cols }, (_, cell) =>
    cell % cols === 5 ? 0 : cell % cols < 5 ? leftM : rightM,
  ),
  gauges: [
    { id: 'left', cell: cols },
    { id: 'right', cell: cols + 10 },
  ],
});

everyEngine('a culvert through an embankment', ({ compute }) => {
  test('levels two ponds, and neither loses nor sloshes', async () => {
    const domain = domainOf({ ...ponds(2, 0), culverts: [pipe(pondCells)], durationS: 3600 });
    const run = await compute(domain);
    const { depthM } = run.samples[run.samples.length - 1];
    expect(depthM[0]).toBeCloseTo(1, 2);
    expect(depthM[1]).toBeCloseTo(1, 2);
    expect(volumeOf(domain, run.last)).toBeCloseTo(run.summary.volumeM3.initial, 3);
    expect(run.summary.massErrorRel).toBeLessThan(1e-9);
    expect(Math.max(...run.last.speedMS)).toBeLessThan(0.02);
  });

  test('falls a pond as the discharge of its levels says', async () => {
    const culvert = pipe({ ...pondCells, heightM: 0.5, manning: 0, lengthM: 0 });
    const run = await compute(domainOf({ ...ponds(2, 1.2), culverts: [culvert], durationS: 300, outputEveryS: 300 }));
    // Drowned, with equal areas S: d(Δh)/dt = −2Q/S, Q = c·√Δh, so √Δh falls by c·t/S.
    const c = (Math.PI / 16) * Math.sqrt(19.62 / 1.5);
    const exact = (Math.sqrt(0.8) - (c * 300) / (15 * 25)) ** 2;
    const { depthM } = run.samples[1];
    expect(Math.abs((0.8 - (depthM[0] - depthM[1])) / (0.8 - exact) - 1)).toBeLessThan(0.015);
  });

  test('carries a steady river: the pond stands where inlet control passes it', async () => {
    const culvert = pipe({ ...pondCells, shape: 'box', widthM: 2, heightM: 1.5, toInvertM: -1, entranceLoss: 0 });
    const groundM = ponds(0, 0).groundM.map((ground, cell) => (cell % cols > 5 ? -3 : ground));
    const run = await compute(
      domainOf({
        ...ponds(0, 0),
        groundM,
        culverts: [culvert],
        inflows: [inflowOf(2, cols)],
        levels: [levelOf(-2, cols - 1, 2 * cols - 1, 3 * cols - 1)],
        durationS: 3600,
      }),
    );
    const headM = (2 / (1.705 * 2)) ** (2 / 3);
    expect(run.last.depthM[cols + 4]).toBeCloseTo(headM, 1);
    expect(culvertDischarge(culvert, run.last.depthM[cols + 4], -2)).toBeCloseTo(2, 1);
    expect(run.summary.massErrorRel).toBeLessThan(1e-9);
  });

  test('drains to a held sea through its flap, books it as outflow, and lets no tide in', async () => {
    const tide = {
      ...levelOf(0, cols + 6),
      timesS: Float64Array.of(0, 900, 1800, 3600),
      levelM: Float64Array.of(-1, -1, 3, 3),
    };
    const culvert = pipe({ ...pondCells, toInvertM: -1, flap: true });
    const run = await compute(domainOf({ ...ponds(0.5, 0), culverts: [culvert], levels: [tide], durationS: 3600 }));
    const { volumeM3, massErrorRel } = run.summary;
    expect(volumeM3.outflow).toBeGreaterThan(100);
    expect(run.last.depthM[cols]).toBeLessThan(0.2);
    expect(massErrorRel).toBeLessThan(1e-9);
    const open = await compute(
      domainOf({ ...ponds(0.5, 0), culverts: [{ ...culvert, flap: false }], levels: [tide], durationS: 3600 }),
    );
    expect(open.last.depthM[cols]).toBeGreaterThan(2);
  });

  test('whose end lies in a building or on the other end is refused', async () => {
    await expect(
      runFlood(domainOf({ ...ponds(1, 0), culverts: [pipe({ ...pondCells, toCells: pondCells.fromCells })] })),
    ).rejects.toThrow(/without a cell in common/);
    await expect(
      runFlood(domainOf({ ...ponds(1, 0), culverts: [pipe({ ...pondCells, toCells: Uint32Array.of(99) })] })),
    ).rejects.toThrow(/both ends on open ground/);
  });
});
