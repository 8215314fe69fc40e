import { expect, test } from 'vitest';
import { CELL } from '../../workers/flood/index.ts';
import { domainOf, inflowOf, levelOf, rainOf, volumeOf } from './build.ts';
import { everyEngine } from './engines.ts';

everyEngine('rain', ({ compute }) => {
  test('falls on every open cell for as long as it holds, to the last drop', async () => {
    const domain = domainOf({
      cols: 7,
      rows: 5,
      rain: [{ timesS: Float64Array.of(100, 400), intensityMmH: Float64Array.of(36, 0) }],
    });
    const run = await compute(domain);
    expect(run.summary.volumeM3.rain).toBeCloseTo((0.036 / 3600) * 300 * 35 * 25, 8);
    expect(volumeOf(domain, run.last)).toBeCloseTo(run.summary.volumeM3.rain, 3);
    expect(run.frames[1].depthM.every((depth) => depth === 0)).toBe(true);
  });

  test('of a later zone replaces that of an earlier one, and only there', async () => {
    const cells = Uint32Array.of(0, 1, 2);
    const domain = domainOf({ cols: 3, rows: 3, manning: 5, rain: [rainOf(10), rainOf(0, cells)] });
    const run = await compute(domain);
    expect(run.summary.volumeM3.rain).toBeCloseTo((0.01 / 6) * 6 * 25, 8);
  });

  test('on a roof runs off to the open cell beside it', async () => {
    const kind = new Uint8Array(25).fill(CELL.active);
    for (const cell of [6, 7, 8, 11, 12, 13, 16, 17, 18]) kind[cell] = CELL.block;
    const run = await compute(domainOf({ cols: 5, rows: 5, kind, rain: [rainOf(30)] }));
    expect(run.summary.volumeM3.rain).toBeCloseTo((0.03 / 6) * 25 * 25, 8);
    expect(run.summary.cells).toBe(16);
    expect(run.last.depthM[12]).toBe(0);
    expect(run.summary.massErrorRel).toBeLessThan(1e-9);
  });

  test('on the sea is the sea’s own', async () => {
    const run = await compute(domainOf({ cols: 4, rows: 1, rain: [rainOf(30)], levels: [levelOf(0, 0, 1)] }));
    expect(run.summary.volumeM3.rain).toBeCloseTo((0.03 / 6) * 2 * 25, 8);
  });
});

everyEngine('losses', ({ compute }) => {
  test('take their rate from standing water and never more than is there', async () => {
    const deep = await compute(domainOf({ cols: 4, rows: 4, initialDepthM: 1, infiltrationMmH: 36 }));
    expect(deep.summary.volumeM3.infiltration).toBeCloseTo((0.036 / 6) * 16 * 25, 5);
    const film = await compute(domainOf({ cols: 4, rows: 4, initialDepthM: 0.001, infiltrationMmH: 3600 }));
    expect(film.summary.volumeM3.infiltration).toBeCloseTo(0.001 * 16 * 25, 6);
    expect(Math.max(...film.last.depthM)).toBe(0);
  });

  test('a block’s drains serve where its roof sheds to', async () => {
    const kind = Uint8Array.of(CELL.active, CELL.block);
    const run = await compute(
      domainOf({ cols: 2, rows: 1, kind, initialDepthM: Float32Array.of(1, 0), drainsMmH: Float32Array.of(12, 12) }),
    );
    expect(run.summary.volumeM3.toDrains).toBeCloseTo((0.024 / 6) * 25, 6);
  });
});

everyEngine('discharges', ({ compute }) => {
  test('enter exactly as their series says, spread over their cells', async () => {
    const inflow = {
      id: 'river',
      cells: Uint32Array.of(0, 1),
      timesS: Float64Array.of(0, 100, 100, 300),
      dischargeM3s: Float64Array.of(0, 2, 4, 0),
    };
    const run = await compute(domainOf({ cols: 10, rows: 10, inflows: [inflow] }));
    expect(run.summary.volumeM3.inflow).toBeCloseTo(100 + 400, 4);
    expect(run.summary.massErrorRel).toBeLessThan(1e-9);
  });

  test('of negative sign take water away, at most what is there, and are booked as outflow', async () => {
    const run = await compute(domainOf({ cols: 4, rows: 1, initialDepthM: 0.1, inflows: [inflowOf(-5, 0)] }));
    expect(run.summary.volumeM3.outflow).toBeGreaterThan(9);
    expect(run.summary.volumeM3.outflow).toBeLessThanOrEqual(10.0001);
    expect(run.summary.massErrorRel).toBeLessThan(1e-9);
  });

  test('a river that bursts onto dry ground does not tower over its cell', async () => {
    const run = await compute(domainOf({ cols: 41, rows: 41, inflows: [inflowOf(50, 20 * 41 + 20)], durationS: 60 }));
    expect(run.maps.depthMaxM[20 * 41 + 20]).toBeLessThan(3);
  });
});
