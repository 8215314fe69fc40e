import { describe, expect, test } from 'vitest';
import { type Domain, runFlood, type Structure } from '../../workers/flood/index.ts';
import { type FaceFlow, rateStructure } from '../../workers/flood/structures.ts';
import { domainOf, inflowOf, levelOf } from './build.ts';
import { everyEngine } from './engines.ts';

const face = (rest: Partial<Structure>): Structure => ({
  id: 's',
  cells: Uint32Array.of(0),
  south: Uint8Array.of(0),
  widthShare: 1,
  ...rest,
});
const weirAt = (crestM: number, coefficient = 1.7) => ({ crestM: Float32Array.of(crestM), coefficient });
const gateOf = (sillM: number, heightM: number) => ({
  sillM,
  heightM,
  coefficient: 0.6,
  timesS: Float64Array.of(0),
  openShare: Float64Array.of(1),
});

/** Steady flux between two levels over beds at 0. */
function rated(structure: Structure, levelM: number, besideLevelM: number, openShare = 1): number {
  const flow: FaceFlow = { fluxM2S: 0, depthM: 0 };
  rateStructure(structure, 0, openShare, { bedM: 0, levelM, besideBedM: 0, besideLevelM }, flow);
  return flow.fluxM2S;
}

describe('the flux of a structure', () => {
  test('over a free weir is C·H^1.5, over a drowned one less by Villemonte', () => {
    const weir = face({ weir: weirAt(1) });
    expect(rated(weir, 1.64, 0.5)).toBeCloseTo(1.7 * 0.512, 9);
    // H2/H1 = 0.49: 1 − 0.343 = 0.657; 0.657^0.385 = 0.8507.
    expect(rated(weir, 2, 1.49)).toBeCloseTo(1.7 * 0.8507, 3);
    expect(rated(weir, 1.49, 2)).toBe(-rated(weir, 2, 1.49));
    expect(rated(weir, 1, 0)).toBe(0);
    expect(rated(weir, 2, 2)).toBe(0);
    expect(rated({ ...weir, widthShare: 0.25 }, 2, 0)).toBeCloseTo(1.7 / 4, 9);
  });

  test('under a gate is that of an orifice, free or drowned, by what is open of it', () => {
    const gate = face({ gate: gateOf(0.2, 1) });
    expect(rated(gate, 3.2, 0, 0.5)).toBeCloseTo(0.6 * 0.5 * Math.sqrt(19.62 * (3 - 0.25)), 9);
    expect(rated(gate, 3.2, 2.2, 0.5)).toBeCloseTo(0.6 * 0.5 * Math.sqrt(19.62), 9);
    expect(rated(gate, 3.2, 2.2, 0)).toBe(0);
  });

  test('under a gate grows without a step while the water rises to its leaf and above', () => {
    const gate = face({ gate: gateOf(0, 1) });
    expect(rated(gate, 1 + 1e-9, 0)).toBeCloseTo(rated(gate, 1 - 1e-9, 0), 6);
    let last = 0;
    for (let level = 0.05; level < 3; level += 0.05) {
      expect(rated(gate, level, 0)).toBeGreaterThan(last);
      last = rated(gate, level, 0);
    }
  });

  test('stands on the higher bed where crest or sill lie below it', () => {
    const flow: FaceFlow = { fluxM2S: 0, depthM: 0 };
    rateStructure(face({ weir: weirAt(-3) }), 0, 1, { bedM: 0, levelM: 1.5, besideBedM: 0.5, besideLevelM: 0.5 }, flow);
    expect(flow.fluxM2S).toBeCloseTo(1.7, 9);
    expect(flow.depthM).toBeCloseTo(1, 9);
  });
});

/** A channel of 20 × 3 cells of 5 m, a structure across it after column 9. */
const cols = 20;
const across = {
  cells: Uint32Array.from([0, 1, 2], (row) => row * cols + 9),
  south: new Uint8Array(3),
};
const crestOf = (crestM: number) => ({ crestM: new Float32Array(3).fill(crestM), coefficient: 1.7 });
const column = (col: number): number[] => [0, 1, 2].map((row) => row * cols + col);
const channel = (rest: Partial<Domain>): Domain =>
  domainOf({ cols, rows: 3, manning: 0.01, durationS: 3600, outputEveryS: 300, ...rest });

everyEngine('a weir across a channel', ({ compute }) => {
  test('with a free fall stands at H = (q/C)^⅔ above its crest', async () => {
    const run = await compute(
      channel({
        structures: [{ id: 'w', ...across, widthShare: 1, weir: crestOf(1) }],
        inflows: [inflowOf(0.5 * 15, ...column(0))],
        levels: [levelOf(0.2, ...column(19))],
      }),
    );
    expect(run.last.depthM[cols + 9]).toBeCloseTo(1 + (0.5 / 1.7) ** (2 / 3), 2);
    expect(run.summary.massErrorRel).toBeLessThan(1e-9);
  });

  test('drowned stands where Villemonte’s reduction passes the river', async () => {
    const run = await compute(
      channel({
        structures: [{ id: 'w', ...across, widthShare: 1, weir: crestOf(1) }],
        inflows: [inflowOf(0.5 * 15, ...column(0))],
        levels: [levelOf(1.6, ...column(19))],
        durationS: 7200,
      }),
    );
    const [up, down] = [run.last.depthM[cols + 9] - 1, run.last.depthM[cols + 10] - 1];
    expect(down).toBeGreaterThan(0.5);
    expect(1.7 * up ** 1.5 * (1 - (down / up) ** 1.5) ** 0.385).toBeCloseTo(0.5, 2);
  });

  test('keeps what is below its crest, and levels what is above without sloshing', async () => {
    const initialDepthM = Float32Array.from({ length: 3 * cols }, (_, cell) => (cell % cols < 10 ? 2 : 0.5));
    const run = await compute(
      channel({ structures: [{ id: 'w', ...across, widthShare: 1, weir: crestOf(1.1) }], initialDepthM }),
    );
    // 20 columns hold 1.25 m each on average, above the crest.
    expect(run.last.depthM[cols]).toBeCloseTo(1.25, 2);
    expect(run.last.depthM[2 * cols - 1]).toBeCloseTo(1.25, 2);
    expect(Math.max(...run.last.speedMS)).toBeLessThan(0.02);
    const high = await compute(
      channel({ structures: [{ id: 'w', ...across, widthShare: 1, weir: crestOf(1.5) }], initialDepthM }),
    );
    expect(high.last.depthM[cols + 5]).toBeCloseTo(1.5, 2);
    expect(high.last.depthM[cols + 15]).toBeCloseTo(1, 2);
    expect(high.summary.massErrorRel).toBeLessThan(1e-9);
  });

  test('of width 0, or with neither weir nor gate, is a wall; of two on a face the later counts', async () => {
    const initialDepthM = Float32Array.from({ length: 3 * cols }, (_, cell) => (cell % cols < 10 ? 2 : 0));
    const wall = { id: 'wall', ...across, widthShare: 1 };
    const weir = { id: 'w', ...across, widthShare: 1, weir: crestOf(0) };
    for (const structures of [[wall], [{ ...weir, widthShare: 0 }], [weir, wall]]) {
      const run = await compute(channel({ structures, initialDepthM, durationS: 300 }));
      expect(run.last.depthM[cols + 10]).toBe(0);
      expect(run.last.depthM[cols + 9]).toBe(2);
    }
    const open = await compute(channel({ structures: [wall, weir], initialDepthM, durationS: 300 }));
    expect(open.last.depthM[cols + 15]).toBeGreaterThan(0.5);
  });

  test('in still water moves nothing', async () => {
    const run = await compute(
      channel({ structures: [{ id: 'w', ...across, widthShare: 1, weir: crestOf(1) }], initialDepthM: 3 }),
    );
    expect(Math.max(...run.maps.speedMaxMS)).toBe(0);
  });
});

everyEngine('a gate across a channel', ({ compute }) => {
  const gate = {
    sillM: 0,
    heightM: 1,
    coefficient: 0.6,
    timesS: Float64Array.of(0, 600, 601, 1200, 1201),
    openShare: Float64Array.of(0, 0, 0.4, 0.4, 0),
  };
  const sea = [levelOf(3, ...column(0)), { ...levelOf(2, ...column(19)), id: 'low' }];
  const initialDepthM = Float32Array.from({ length: 3 * cols }, (_, cell) => (cell % cols < 10 ? 3 : 2));

  test('lets through by its opening over time: nothing, then an orifice', async () => {
    const run = await compute(
      channel({
        structures: [{ id: 'g', ...across, widthShare: 1, gate }],
        levels: sea,
        initialDepthM,
        durationS: 2400,
      }),
    );
    const at = (timeS: number) => run.frames[timeS / 300];
    expect(Math.max(...at(600).speedMS)).toBe(0);
    const open = at(1200).depthM;
    const flux = 0.6 * 0.4 * Math.sqrt(19.62 * (open[cols + 9] - open[cols + 10]));
    expect(at(1200).speedMS[cols + 5] * open[cols + 5]).toBeCloseTo(flux, 2);
    expect(flux).toBeGreaterThan(0.9);
  });

  test('keeps what it has let through once it is shut', async () => {
    const run = await compute(
      channel({
        structures: [{ id: 'g', ...across, widthShare: 1, gate }],
        levels: [sea[0]],
        initialDepthM,
        durationS: 1800,
      }),
    );
    const behind = run.frames.map(({ depthM }) =>
      depthM.reduce((sum, depth, cell) => (cell % cols > 9 ? sum + depth / 30 : sum), 0),
    );
    expect(behind[2]).toBeCloseTo(2, 6);
    expect(behind[4]).toBeGreaterThan(2.5);
    expect(behind[6]).toBeCloseTo(behind[5], 6);
  });

  test('shut and overtopped is a weir at its crest', async () => {
    const shut = { ...gate, timesS: Float64Array.of(0), openShare: Float64Array.of(0) };
    const run = await compute(
      channel({
        structures: [{ id: 'g', ...across, widthShare: 1, gate: shut, weir: crestOf(2.5) }],
        levels: sea,
        initialDepthM,
      }),
    );
    const { depthM, speedMS } = run.last;
    expect(speedMS[cols + 5] * depthM[cols + 5]).toBeCloseTo(1.7 * (depthM[cols + 9] - 2.5) ** 1.5, 2);
  });

  test('that makes no sense is refused', async () => {
    const refused = (structure: Partial<Structure>) =>
      expect(runFlood(channel({ structures: [{ id: 'g', ...across, widthShare: 1, ...structure }] }))).rejects;
    await refused({ gate: { ...gate, openShare: Float64Array.of(0, 0, 2, 0, 0) } }).toThrow(/openShare is 2/);
    await refused({ gate, weir: crestOf(0.5) }).toThrow(/crest above the opening/);
    await refused({ cells: Uint32Array.of(1, 2, cols - 1) }).toThrow(/face 3 lies on the rim/);
    await refused({ widthShare: 1.2 }).toThrow(/widthShare is 1.2/);
  });
});
