import { expect, test } from 'vitest';
import { chooseSolver, noteFroude } from '../../workers/flood/solver.ts';
import { compute, domainOf } from './build.ts';

/** A frame of cells given as depth, m, and Froude number. */
const frameOf = (...cells: readonly (readonly [number, number])[]) => ({
  timeS: 0,
  depthM: Float32Array.from(cells, ([depth]) => depth),
  speedMS: Float32Array.from(cells, ([depth, froude]) => froude * Math.sqrt(9.81 * depth)),
});

/** 1000 deep cells, so many of them fast. */
const preview = (fast: number): Float32Array =>
  Float32Array.from({ length: 1000 }, (_, cell) => (cell < fast ? 1.4 : 0.3));

test('the largest Froude number of deep water is kept, thin sheets do not count', () => {
  const froude = new Float32Array(4);
  noteFroude(froude, frameOf([1, 0.4], [0.05, 3], [0.2, 0], [0, 0]));
  noteFroude(froude, frameOf([0.5, 1.6], [0.02, 5], [0.3, 0], [0, 0]));
  noteFroude(froude, frameOf([2, 0.1], [0, 0], [0.3, 0], [0, 0]));
  expect(froude[0]).toBeCloseTo(1.6, 5);
  expect(froude[1]).toBe(0);
  expect(froude[2]).toBeGreaterThan(0);
  expect(froude[2]).toBeLessThan(0.01);
  expect(froude[3]).toBe(0);
});

test('fast flow in one deep cell of a hundred asks for the full equations', () => {
  expect(chooseSolver(preview(9)).solver).toBe('inertial');
  expect(chooseSolver(preview(10)).solver).toBe('full');
  expect(chooseSolver(preview(1000)).solver).toBe('full');
});

test('cells that were never deep do not thin the share', () => {
  const froude = new Float32Array(1e5);
  froude.set([2, 0.2, 0.2], 5);
  expect(chooseSolver(froude).solver).toBe('full');
  expect(chooseSolver(new Float32Array(10)).solver).toBe('inertial');
});

test('the reason is told in both languages with its number', () => {
  const { why } = chooseSolver(preview(25));
  expect(why.en).toContain('2.5 %');
  expect(why.vi).toContain('2,5 %');
  expect(chooseSolver(preview(0)).why.en).toContain(' 0 %');
});

test('a run that may choose computes a dam break with the full equations and a pond with the simple ones, and says why', async () => {
  const cols = 60;
  const dam = domainOf({
    cols,
    rows: 20,
    manning: 0.01,
    groundM: Float32Array.from({ length: cols * 20 }, (_, cell) => -0.1 * (cell % cols)),
    initialDepthM: Float32Array.from({ length: cols * 20 }, (_, cell) => (cell % cols < 15 ? 4 : 0)),
    durationS: 40,
    outputEveryS: 5,
    solver: 'auto',
  });
  const broken = await compute(dam);
  expect(broken.summary.solver).toBe('full');
  expect(broken.summary.warnings.join()).toContain('full shallow-water equations');
  const pond = await compute({ ...dam, groundM: new Float32Array(cols * 20), initialDepthM: 1 });
  expect(pond.summary.solver).toBe('inertial');
  expect(pond.warnings.map(({ vi }) => vi).join()).toContain('quán tính cục bộ');
});
