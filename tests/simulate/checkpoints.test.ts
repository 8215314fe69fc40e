import { expect, test } from 'vitest';
import { createCheckpointClock } from '../../workers/city/checkpoints.ts';

test('checkpoints come after ten seconds, fifteen seconds apart, and after five minutes ever more rarely', () => {
  let now = 100;
  const due = createCheckpointClock(() => now);
  const at: number[] = [];
  for (; now < 100 + 3600; now++) if (due()) at.push(now - 100);
  expect(at.slice(0, 4)).toEqual([10, 25, 40, 55]);
  for (const [k, time] of at.slice(1).entries()) {
    expect(time - at[k]).toBeGreaterThanOrEqual(15);
    expect(time - at[k]).toBeLessThanOrEqual(Math.max(16, 0.06 * time));
  }
  expect(at.length).toBeLessThan(80);
});
