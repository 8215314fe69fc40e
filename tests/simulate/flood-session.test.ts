import { describe, expect, it } from 'vitest';
import { FloodSession } from '../../workers/city/flood.ts';
import { FrameKeeper } from '../../workers/city/keeper.ts';
import type { Frame } from '../../workers/flood/types.ts';
import { bowl } from './threadless.ts';

const deaf = { onFrame: () => {}, onCheckpoint: () => {} };
const nothing = () => {};

describe('a flood session and its keeper', () => {
  it('keep the frames that were computed and give them back to the millimetre', async () => {
    const frames: (Frame | undefined)[] = [];
    const keeper = new FrameKeeper({ ...deaf, onFrame: (_, frame) => frames.push(frame) });
    const domain = bowl();
    await keeper.open(domain.grid, []);
    await new FloodSession().run(domain, keeper, nothing);
    expect(frames.map((frame) => frame?.timeS)).toEqual([0, 300, 600, 900, 1200, 1500, 1800]);
    const middle = 10 * 20 + 10;
    const again = await keeper.frame(4);
    expect(Math.abs(again.depthM[middle] - (frames[4]?.depthM[middle] ?? 0))).toBeLessThanOrEqual(0.0005);
    const series = await keeper.series(middle);
    expect(series.timesS).toHaveLength(7);
    expect(series.depthM[6]).toBeGreaterThan(series.depthM[1]);
  });

  it('open again from what they stored', async () => {
    const first = new FrameKeeper(deaf);
    await first.open(bowl().grid, []);
    await new FloodSession().run(bowl(), first, nothing);
    const second = new FrameKeeper(deaf);
    expect(await second.open(undefined, [await first.stored()])).toEqual([0, 300, 600, 900, 1200, 1500, 1800]);
    expect((await second.frame(6)).depthM).toEqual((await first.frame(6)).depthM);
  });

  it('send a listener that is behind the times of frames, not their water', async () => {
    const got: (Frame | undefined)[] = [];
    let wake = nothing;
    const behind = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const keeper = new FrameKeeper({
      ...deaf,
      onFrame: (_, frame) => {
        got.push(frame);
        return behind;
      },
    });
    await keeper.open(bowl().grid, []);
    const ended = new FloodSession().run(bowl(), keeper, nothing);
    while (got.length < 7) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(got.filter((frame) => frame !== undefined)).toHaveLength(3);
    wake();
    await ended;
  });

  it('can be held, read meanwhile, let go on, and cancelled within 200 ms', async () => {
    const session = new FloodSession();
    const keeper = new FrameKeeper(deaf);
    const domain = bowl({ durationS: 1e9, outputEveryS: 1e7 });
    await keeper.open(domain.grid, []);
    const times: number[] = [];
    let asked = 0;
    const ended = session
      .run(domain, keeper, ({ timeS }) => {
        times.push(timeS);
        if (times.length === 1) session.pause();
        if (times.length === 2) {
          asked = performance.now();
          session.cancel();
        }
      })
      .then(
        () => 'done',
        (error: Error) => error.name,
      );
    while (times.length < 1) await new Promise((resolve) => setTimeout(resolve, 10));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(times).toHaveLength(1);
    expect((await keeper.series(0)).timesS).toEqual([0]);
    session.resume();
    expect(await ended).toBe('AbortError');
    expect(times[1]).toBeGreaterThan(times[0]);
    expect(performance.now() - asked).toBeLessThan(200);
  });
});
