import { expect, test } from 'vitest';
import { pipeChangeOf } from '../../src/simulate/pipeChange.ts';
import type { PipeHistory } from '../../workers/domain/pipeLog.ts';

const history = (risingM3s: Readonly<Record<string, readonly number[]>>): PipeHistory => ({
  timesS: [0, 60, 120],
  headM: {},
  risingM3s: Object.fromEntries(Object.entries(risingM3s).map(([id, values]) => [id, Float32Array.from(values)])),
  flowM3s: {},
  speedMS: {},
});

test('drains that no longer spill, those that begin to, and all that comes up, by hand', () => {
  const before = history({ A: [0, 0.5, 0.25], B: [0, 0, 0.1], C: [0, -0.2, 0.001], D: [0, 0, 0] });
  const after = history({ A: [0, 0.5, 0], B: [0, -0.1, 0], C: [0, 0, 0], D: [0, 0.1, 0], E: [0, 0.2, 0] });
  const change = pipeChangeOf(before, after);
  expect([change.relieved, change.newlySpilling]).toEqual([1, 2]);
  expect(change.beforeM3).toBeCloseTo(60 * (0.5 + 0.25 + 0.1 + 0.001), 4);
  expect(change.afterM3).toBeCloseTo(60 * (0.5 + 0.1 + 0.2), 4);
  expect(pipeChangeOf(after, before)).toMatchObject({ relieved: 2, newlySpilling: 1 });
  expect(pipeChangeOf(before, before)).toMatchObject({ relieved: 0, newlySpilling: 0 });
});
