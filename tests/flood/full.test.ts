import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEngine } from '../../workers/flood/choose.ts';
import { CELL, type Domain, type Snapshot } from '../../workers/flood/index.ts';
import { drive } from '../../workers/flood/run.ts';
import { anything } from './anything.ts';
import { type Candidate, computeWith, domainOf, FULL_ENGINES, inflowOf, levelOf, rainOf } from './build.ts';

/** Numbers from 0 to 1, the same for a seed. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

/** A town of 70 × 50 cells of 5 m between a sea and an open edge: houses, rain, losses, a river, a wall for a while. */
function town(): Domain {
  const [cols, rows] = [70, 50];
  const next = noise(3);
  const groundM = Float32Array.from(
    { length: cols * rows },
    (_, cell) => 0.02 * (cell % cols) + Math.sin(cell % 17) * 0.3 + 0.1 * next(),
  );
  const kind = Uint8Array.from(groundM, () => (next() < 0.12 ? CELL.block : CELL.active));
  kind.fill(CELL.active, 25 * cols, 26 * cols);
  return domainOf({
    cols,
    rows,
    groundM,
    kind,
    manning: Float32Array.from(groundM, () => 0.02 + 0.03 * next()),
    initialDepthM: 0.02,
    infiltrationMmH: 5,
    drainsMmH: new Float32Array(cols * rows).fill(3),
    rain: [
      rainOf(80),
      rainOf(
        30,
        Uint32Array.from({ length: 900 }, (_, k) => k),
      ),
    ],
    inflows: [inflowOf(4, 25 * cols + 60)],
    levels: [levelOf(0.6, ...Array.from({ length: rows }, (_, row) => row * cols))],
    barriers: [{ id: 'b', cells: Uint32Array.of(1800, 1801), crestM: Float32Array.of(3, 3), fromS: 60, toS: 130 }],
    edges: 'open',
    durationS: 240,
    outputEveryS: 60,
  });
}

describe.each(FULL_ENGINES)('the full equations, $name', (engine) => {
  test('leave a lake at rest over any bed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1e6 }), fc.constantFrom(0.3, 3, 30), async (seed, reliefM) => {
        const next = noise(seed);
        const groundM = Float32Array.from({ length: 19 * 23 }, () => next() * reliefM);
        const kind = Uint8Array.from(groundM, () => (next() < 0.1 ? CELL.block : CELL.active));
        const levelM = reliefM * 0.6;
        const initialDepthM = groundM.map((ground) => Math.max(0, levelM - ground));
        const run = await computeWith(
          engine,
          domainOf({ cols: 19, rows: 23, groundM, kind, initialDepthM, durationS: 120, manning: 0 }),
        );
        const off = run.last.depthM.reduce(
          (most, depth, cell) =>
            kind[cell] === CELL.active ? Math.max(most, Math.abs(depth - initialDepthM[cell])) : most,
          0,
        );
        expect(off).toBeLessThanOrEqual(1e-6 * Math.max(1, reliefM));
        // The rounding of 32-bit depths is a wave of this speed.
        expect(Math.max(...run.last.speedMS)).toBeLessThanOrEqual(1e-5 * Math.max(1, reliefM));
      }),
      { numRuns: 10, seed: 8 },
    );
  });

  test('spread a dam break on flat ground alike in all four directions', async () => {
    const size = 61;
    const initialDepthM = new Float32Array(size * size).fill(0.2);
    for (let row = 25; row <= 35; row++) initialDepthM.fill(2, row * size + 25, row * size + 36);
    const { last } = await computeWith(
      engine,
      domainOf({ cols: size, rows: size, initialDepthM, durationS: 20, outputEveryS: 20 }),
    );
    const at = (row: number, col: number): number => last.depthM[row * size + col];
    for (let reach = 0; reach <= 30; reach++) {
      const [east, west, south, north] = [
        at(30, 30 + reach),
        at(30, 30 - reach),
        at(30 + reach, 30),
        at(30 - reach, 30),
      ];
      expect(Math.max(east, west, south, north) - Math.min(east, west, south, north)).toBeLessThan(1e-5);
    }
    expect(at(30, 30)).toBeLessThan(2);
  });

  test('carry a sheet of rain down a slope whose cells fall by many times its depth, at normal depth', async () => {
    const cols = 60;
    const groundM = Float32Array.from({ length: cols * 3 }, (_, cell) => 0.1 * 5 * (cols - (cell % cols)));
    const kind = new Uint8Array(cols * 3).fill(CELL.block);
    kind.fill(CELL.active, cols, 2 * cols);
    const channel = Uint32Array.from({ length: cols }, (_, col) => cols + col);
    const { last } = await computeWith(
      engine,
      domainOf({
        cols,
        rows: 3,
        kind,
        groundM,
        manning: 0.02,
        edges: 'open',
        rain: [rainOf(60, channel)],
        durationS: 1800,
        outputEveryS: 1800,
      }),
    );
    const normalM = (col: number): number => (((60 / 3.6e6) * 5 * (col + 0.5) * 0.02) / Math.sqrt(0.1)) ** 0.6;
    for (const col of [20, 40, 55]) expect(last.depthM[cols + col] / normalM(col)).toBeCloseTo(1, 1);
  });

  test('throw water back from a wall', async () => {
    // A slug that runs at a wall at 4 m/s: stopped there, it stands higher than it came.
    const cols = 40;
    const domain = domainOf({
      cols,
      rows: 1,
      manning: 0,
      initialDepthM: Float32Array.from({ length: cols }, (_, col) => (col >= 20 ? 1 : 0)),
      durationS: 8,
      outputEveryS: 1,
    });
    const still = await engine.create(domain);
    await still.settle();
    const start = await still.snapshot();
    still.close();
    const from: Snapshot = { ...start, fluxAt: 'centres', fluxX: start.depthM.map((depth) => depth * 4) };
    const run = await computeWith(engine, domain, from);
    // Shock against a wall: (h₁ − h)·√(g·(h₁ + h)/(2·h·h₁)) = u gives 2.55 m for 1 m at 4 m/s.
    expect(run.frames[6].depthM[cols - 1]).toBeGreaterThan(2.4);
    expect(run.frames[6].depthM[cols - 1]).toBeLessThan(2.6);
  });

  test('can be taken up again from any output time: the same bytes', async () => {
    const domain = town();
    const states: Snapshot[] = [];
    const whole = await through(engine, domain, undefined, (state) => states.push(state));
    const rest = await through(engine, domain, states[2], () => {});
    expect(rest.maps).toEqual(whole.maps);
    expect(rest.depthM).toEqual(whole.depthM);
    expect(rest.speedMS).toEqual(whole.speedMS);
  });
});

async function through(
  { create }: Candidate,
  domain: Domain,
  from: Snapshot | undefined,
  onState: (state: Snapshot) => void,
) {
  const engine = await create(domain, from);
  let depthM = new Float32Array(0);
  let speedMS = new Float32Array(0);
  const { maps } = await drive(
    engine,
    domain,
    {
      onFrame: (frame) => {
        depthM = Float32Array.from(frame.depthM);
        speedMS = Float32Array.from(frame.speedMS);
      },
      onState: async (take) => onState(await take()),
    },
    '',
  );
  engine.close();
  return { maps, depthM, speedMS };
}

describe('the compiled full engine', () => {
  const at = (build: 'ts' | 'simd', threads: number): Candidate => ({
    name: build,
    bits: 32,
    create: (domain, from) => createEngine({ ...domain, solver: 'full' }, { build, threads, ...(from && { from }) }),
  });

  test('gives the same bytes with any number of threads', async () => {
    const one = await computeWith(at('simd', 1), town());
    for (const threads of [2, 3]) {
      const more = await computeWith(at('simd', threads), town());
      expect(more.summary.threads).toBe(Math.min(threads, 3));
      expect(more.frames).toEqual(one.frames);
      expect(more.maps).toEqual(one.maps);
      expect(more.summary.volumeM3).toEqual(one.summary.volumeM3);
    }
  });

  test('agrees with the plain one to a few hundredths of a millimetre in a town with everything in it', async () => {
    const [plain, compiled] = [await computeWith(at('ts', 1), town()), await computeWith(at('simd', 2), town())];
    compiled.frames.forEach(({ depthM, speedMS }, k) => {
      const other = plain.frames[k];
      const apart = (a: Float32Array, b: Float32Array): number =>
        a.reduce((most, value, cell) => Math.max(most, Math.abs(value - b[cell])), 0);
      expect(apart(depthM, other.depthM)).toBeLessThan(3e-5);
      expect(apart(speedMS, other.speedMS)).toBeLessThan(1e-3);
    });
    for (const [name, volume] of Object.entries(plain.summary.volumeM3)) {
      const found = compiled.summary.volumeM3[name as keyof typeof plain.summary.volumeM3];
      expect(Math.abs(found - volume)).toBeLessThanOrEqual(1e-4 * Math.max(1, volume));
    }
    // Maps are rated every few steps only.
    plain.maps.depthMaxM.forEach((depth, cell) => {
      if (depth > 0.01) expect(compiled.maps.depthMaxM[cell] / depth).toBeGreaterThan(0.9);
    });
  });

  test('agrees with the plain one on wild ground, where neither stands on a knife’s edge', async () => {
    const agree: number[] = [];
    await fc.assert(
      fc.asyncProperty(anything, async (given) => {
        const domain = { ...given, culverts: [], structures: [] };
        const [plain, compiled] = [await computeWith(at('ts', 1), domain), await computeWith(at('simd', 2), domain)];
        const off = plain.last.depthM.reduce(
          (sum, depth, cell) => sum + Math.abs(depth - compiled.last.depthM[cell]),
          0,
        );
        const all = plain.last.depthM.reduce((sum, depth) => sum + depth, 0);
        agree.push(off / Math.max(all, 1e-3));
      }),
      { numRuns: 30, seed: 9 },
    );
    // Waterfalls of 100 m without friction part ways; most runs do not.
    agree.sort((a, b) => a - b);
    expect(agree[Math.floor(agree.length / 2)]).toBeLessThan(1e-5);
  }, 60_000);
});
