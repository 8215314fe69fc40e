import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { labCity } from './labCity.ts';
import { dropFiles, startVisit, type Visit } from './page.ts';

let visit: Visit;
beforeAll(async () => {
  visit = await startVisit();
});
afterAll(() => visit?.close());

/** Parts of the run that storage holds. */
const storedParts = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open('danang-twin');
        opening.onsuccess = () => {
          const count = opening.result.transaction('parts').objectStore('parts').count();
          count.onsuccess = () => {
            opening.result.close();
            resolve(count.result);
          };
        };
      }),
  );

// Clicks race with a run that goes on: where the machine lets one come too late, it is tried again.
test('a tab that is reloaded in mid-run goes on where it was, and can be forked and ended', {
  retry: 2,
  timeout: 100_000,
}, async () => {
  const { page, context, errors } = await visit.open({
    width: 1300,
    height: 760,
    // The flat map leaves the processor to the run.
    path: '?flat#/plan?city=lab.twin.zip',
    files: { 'lab.twin.zip': labCity() },
  });
  await page.evaluate(() => window.twin.ready);
  await page.evaluate(() => {
    const rain = [{ area: 'all', timesS: [0], intensityMmH: [2] }];
    const long = { format: 'twin-scenario/1', id: 'long', cellSizeM: 2.5, durationS: 3.6e7, outputEveryS: 3600, rain };
    void window.twin.run(long as never).catch(() => {});
  });
  // The first checkpoint comes after ten seconds.
  await expect.poll(() => storedParts(page), { timeout: 30_000 }).toBeGreaterThan(0);
  await page.reload();
  await page.evaluate(() => window.twin.ready);
  await page
    .getByText(/Tiếp tục từ phút/)
    .first()
    .waitFor();
  const reached =
    (
      await page
        .getByText(/Tiếp tục từ phút/)
        .first()
        .textContent()
    )?.match(/[\d.]+/)?.[0] ?? '';
  const minute = Number(reached.replaceAll('.', ''));
  expect(minute).toBeGreaterThanOrEqual(60);
  const middle = () => page.evaluate(() => window.twin.at(162.5 / 111319.49, 117.5 / 111319.49));
  await expect.poll(async () => (await middle()).timesS.length, { timeout: 20_000 }).toBeGreaterThan(0);
  const series = await middle();
  expect(series.timesS[0]).toBe(0);
  expect(series.timesS.at(-1)).toBeGreaterThanOrEqual(minute * 60);
  expect(series.timesS.every((timeS, k) => timeS === k * 3600)).toBe(true);
  expect(series.depthM.at(-1)).toBeGreaterThan(0.01);

  // Paused, the rain changed by a file: the run goes on from here with the change.
  await page.getByRole('button', { name: 'Tạm dừng' }).click();
  await page
    .getByText(/Tạm dừng ở phút/)
    .first()
    .waitFor();
  const pausedS = (await middle()).timesS.at(-1) ?? 0;
  await dropFiles(page, { 'rain.csv': new TextEncoder().encode('time_min,rain_mm_h\n0,30\n30,90\n60,0\n') });
  await page.getByRole('button', { name: /Tiếp tục từ phút .* với thay đổi/ }).click();
  await expect.poll(async () => (await middle()).timesS.at(-1), { timeout: 20_000 }).toBeGreaterThan(pausedS);
  await page
    .getByText(/đổi giữa chừng/)
    .first()
    .waitFor();

  await page.getByRole('button', { name: 'Dừng', exact: true }).click();
  await expect.poll(() => storedParts(page), { timeout: 10_000 }).toBe(0);
  expect(errors).toEqual([]);
  await context.close();
});
