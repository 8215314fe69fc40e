import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startVisit, type Visit } from './page.ts';

/** A stranger opens the page: Đà Nẵng stands there, rain falls, water moves; later the network is gone. */
describe('the first visit to the sample city', () => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await startVisit();
  });
  afterAll(() => visit?.close());

  test('shows seven layers, rains at once, moves the water, asks nothing of another host', async () => {
    const { page, context, errors, foreign } = await visit.open({ width: 960, height: 600 });
    const began = Date.now();
    await page.evaluate(() => window.twin.ready);
    const city = await page.evaluate(() => structuredClone(window.twin.city));
    expect(city?.name.vi).toBe('Đà Nẵng');
    const counts = Object.fromEntries(city?.layers.map(({ id, features }) => [id, features]) ?? []);
    expect(counts.construction).toBeGreaterThanOrEqual(40_000);
    expect(counts.lighting).toBeGreaterThanOrEqual(20_000);
    expect(counts.trees).toBeGreaterThanOrEqual(20_000);
    expect(counts.drainage).toBeGreaterThanOrEqual(1500);
    for (const id of ['land', 'transport', 'water-supply', 'wards', 'stations', 'facilities']) {
      expect(counts[id]).toBeGreaterThan(0);
    }
    expect(await page.evaluate(() => window.twin.scenarios().length)).toBeGreaterThanOrEqual(8);

    // Frames come while it computes: two hours into the storm there is water on a street of the Hàm Nghi bowl.
    await page.waitForFunction(
      () => new Promise((resolve) => window.twin.on('frame', ({ timeS }) => timeS >= 7200 && resolve(true))),
      undefined,
      { timeout: 200_000 },
    );
    const deepest = await page.evaluate(async () => {
      let depth = 0;
      for (let k = -6; k <= 6; k += 3) {
        for (let j = -6; j <= 6; j += 3) {
          const series = await window.twin.at(108.2098 + k * 0.0003, 16.0612 + j * 0.0003);
          depth = Math.max(depth, ...series.depthM);
        }
      }
      return depth;
    });
    expect(deepest).toBeGreaterThan(0.05);
    console.log(
      `Two hours of the storm after ${((Date.now() - began) / 1000).toFixed(0)} s, deepest ${deepest.toFixed(2)} m`,
    );
    expect(foreign).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });

  test('opens without a network the second time', async () => {
    const { page, context } = await visit.open({ path: '?flat', width: 480, height: 360, serviceWorkers: 'allow' });
    await page.evaluate(() => window.twin.ready);
    await page.waitForSelector('html[data-offline=ready]', { timeout: 200_000 });
    await visit.unplug();
    // The globe, which this visitor has never seen.
    await page.goto(visit.url, { waitUntil: 'commit', timeout: 120_000 });
    await page.waitForFunction(() => 'twin' in window, undefined, { timeout: 120_000 });
    await page.evaluate(() => window.twin.ready);
    expect(await page.evaluate(() => window.twin.city?.name.vi)).toBe('Đà Nẵng');
    expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true);
    await context.close();
  });
});
