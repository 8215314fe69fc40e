import { describe, expect, test } from 'vitest';
import { FULL_ENGINES } from './engines.ts';
import { atMost, balance, type Drawn, within } from './evidence.ts';
import { compute, domainOf, record } from './support.ts';

const GRAVITY = 9.81;
const LENGTH_M = 1000;

/** Ritter (1892): depth `x` m from the dam after `t` s, onto dry ground. */
function ritter(x: number, t: number, left: number): number {
  const c = Math.sqrt(GRAVITY * left);
  if (x <= -c * t) return left;
  if (x >= 2 * c * t) return 0;
  return (2 * c - x / t) ** 2 / (9 * GRAVITY);
}

/** Stoker (1957): a rarefaction, a plateau and a shock; the plateau by bisection. */
function stoker(left: number, right: number) {
  const c = (h: number): number => Math.sqrt(GRAVITY * h);
  const speedBehind = (h: number): number => 2 * (c(left) - c(h));
  const speedAhead = (h: number): number => (h - right) * Math.sqrt((GRAVITY * (h + right)) / (2 * h * right));
  let [low, high] = [right, left];
  for (let k = 0; k < 200; k++) {
    const middle = (low + high) / 2;
    if (speedBehind(middle) > speedAhead(middle)) low = middle;
    else high = middle;
  }
  const plateauM = (low + high) / 2;
  const speedMS = speedBehind(plateauM);
  const shockMS = (plateauM * speedMS) / (plateauM - right);
  const depthAt = (x: number, t: number): number => {
    if (x <= -c(left) * t) return left;
    if (x < (speedMS - c(plateauM)) * t) return (2 * c(left) - x / t) ** 2 / (9 * GRAVITY);
    return x < shockMS * t ? plateauM : right;
  };
  return { plateauM, speedMS, shockMS, depthAt };
}

const dam = (right: number, durationS: number) =>
  domainOf({
    cols: LENGTH_M,
    rows: 1,
    cellSizeM: 1,
    manning: 0,
    initialDepthM: Float32Array.from({ length: LENGTH_M }, (_, col) => (col < LENGTH_M / 2 ? 10 : right)),
    durationS,
    outputEveryS: durationS,
  });

const fromDam = Float64Array.from({ length: LENGTH_M }, (_, col) => col + 0.5 - LENGTH_M / 2);
const drawn = (computed: Float32Array, wanted: (x: number) => number): Drawn => ({
  x: fromDam,
  computed,
  reference: fromDam.map(wanted),
});

/** Σ|h − wanted| / Σ wanted. */
function relativeL1(depthM: Float32Array, wanted: (x: number) => number): number {
  let off = 0;
  let all = 0;
  depthM.forEach((depth, col) => {
    const exact = wanted(fromDam[col]);
    off += Math.abs(depth - exact);
    all += exact;
  });
  return off / all;
}

describe.each(FULL_ENGINES)('$name', (engine) => {
  test('a dam breaks onto dry ground (Ritter)', async () => {
    const run = await compute(engine, dam(0, 20));
    const rows = [
      atMost(
        'relative L1 of depth at 20 s',
        relativeL1(run.lastDepthM, (x) => ritter(x, 20, 10)),
        0.1,
        '',
      ),
      balance(run),
    ];
    record(
      engine,
      'ritter',
      rows,
      drawn(run.lastDepthM, (x) => ritter(x, 20, 10)),
    );
    expect(rows.filter((row) => !row.pass)).toEqual([]);
  });

  test('a dam breaks onto water (Stoker)', async () => {
    const { plateauM, speedMS, shockMS, depthAt } = stoker(10, 1);
    expect(plateauM).toBeCloseTo(3.9617, 4);
    expect(speedMS).toBeCloseTo(7.341, 3);
    expect(shockMS).toBeCloseTo(9.819, 3);
    let speedsMS: Float32Array = new Float32Array(0);
    const run = await compute(engine, dam(1, 30), {
      onFrame: (frame) => {
        speedsMS = frame.speedMS;
      },
    });
    const onPlateau = LENGTH_M / 2 + 200;
    const shockCol = run.lastDepthM.findLastIndex((depth) => depth > (plateauM + 1) / 2);
    const rows = [
      atMost(
        'relative L1 of depth at 30 s',
        relativeL1(run.lastDepthM, (x) => depthAt(x, 30)),
        0.01,
        '',
      ),
      within('depth of the plateau', run.lastDepthM[onPlateau], plateauM, 0.01 * plateauM, 'm'),
      within('speed of the plateau', speedsMS[onPlateau], speedMS, 0.01 * speedMS, 'm/s'),
      within('speed of the shock', (shockCol + 1 - LENGTH_M / 2) / 30, shockMS, 0.1, 'm/s'),
      balance(run),
    ];
    record(
      engine,
      'stoker',
      rows,
      drawn(run.lastDepthM, (x) => depthAt(x, 30)),
    );
    expect(rows.filter((row) => !row.pass)).toEqual([]);
  });
});
