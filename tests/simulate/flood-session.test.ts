import { describe, expect, it } from 'vitest';
import { FloodSession } from '../../workers/city/flood.ts';
import { CELL, type Domain, type Frame } from '../../workers/flood/types.ts';

/** A bowl of 20 × 20 cells under 60 mm/h. */
function bowl(durationS = 1800, outputEveryS = 300): Domain {
  const cols = 20;
  const groundM = new Float32Array(cols * cols).map(
    (_, i) => 0.004 * (((i % cols) - 10) ** 2 + (Math.floor(i / cols) - 10) ** 2),
  );
  return {
    grid: { cols, rows: cols, cellSizeM: 5, xMin: 0, yMin: 0 },
    kind: new Uint8Array(cols * cols).fill(CELL.active),
    groundM,
    manning: 0.03,
    infiltrationMmH: 0,
    drainsMmH: undefined,
    initialDepthM: 0,
    rain: [{ timesS: Float64Array.of(0), intensityMmH: Float64Array.of(60) }],
    inflows: [],
    levels: [],
    barriers: [],
    edges: 'closed',
    gauges: [],
    durationS,
    outputEveryS,
    solver: 'inertial',
    warnings: [],
  };
}

describe('a flood session', () => {
  it('keeps the frames that it computed and gives them back to the millimetre', async () => {
    const session = new FloodSession();
    const frames: Frame[] = [];
    await session.run(
      bowl(),
      (frame) => frames.push(frame),
      () => {},
    );
    expect(frames.map((frame) => frame.timeS)).toEqual([0, 300, 600, 900, 1200, 1500, 1800]);
    const middle = 10 * 20 + 10;
    const again = await session.frame(4);
    expect(Math.abs(again.depthM[middle] - frames[4].depthM[middle])).toBeLessThanOrEqual(0.0005);
    const series = await session.series(middle);
    expect(series.timesS).toHaveLength(7);
    expect(series.depthM[6]).toBeGreaterThan(series.depthM[1]);
  });

  it('opens again from what it stored', async () => {
    const first = new FloodSession();
    await first.run(
      bowl(),
      () => {},
      () => {},
    );
    const second = new FloodSession();
    expect(await second.load(await first.stored())).toEqual([0, 300, 600, 900, 1200, 1500, 1800]);
    expect((await second.frame(6)).depthM).toEqual((await first.frame(6)).depthM);
  });

  it('can be held, read meanwhile, let go on, and cancelled within 200 ms', async () => {
    const session = new FloodSession();
    const times: number[] = [];
    let asked = 0;
    const ended = session
      .run(
        bowl(1e9, 1e7),
        () => {},
        ({ timeS }) => {
          times.push(timeS);
          if (times.length === 1) session.pause();
          if (times.length === 2) {
            asked = performance.now();
            session.cancel();
          }
        },
      )
      .then(
        () => 'done',
        (error: Error) => error.name,
      );
    while (times.length < 1) await new Promise((resolve) => setTimeout(resolve, 10));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(times).toHaveLength(1);
    expect((await session.series(0)).timesS).toEqual([0]);
    session.resume();
    expect(await ended).toBe('AbortError');
    expect(times[1]).toBeGreaterThan(times[0]);
    expect(performance.now() - asked).toBeLessThan(200);
  });
});
