import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { labCity } from './labCity.ts';
import { startVisit, type Visit } from './page.ts';

/** Hours of drizzle on small cells, and a machine that was slow before: a preview is worth its time. */
const DRIZZLE = {
  durationS: 21_600,
  outputEveryS: 900,
  cellSizeM: 2.5,
  rain: [{ area: 'all', timesS: [0], intensityMmH: [6] }],
};

describe('a run that takes a while', () => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await startVisit();
  });
  afterAll(() => visit?.close());

  const open = () =>
    visit.open({
      width: 1300,
      height: 760,
      path: '?flat#/plan?city=lab.twin.zip',
      files: { 'lab.twin.zip': labCity(DRIZZLE) },
      kept: { 'danang-twin': JSON.stringify({ pace: { cells: 6e6, linkHours: 700 } }) },
    });
  const titleSays = (page: Page, text: string) => page.locator('twin-title').getByText(text);
  const fineDone = (page: Page) =>
    page
      .getByText(/Xong lưới 2,5 m|mở lại từ bộ nhớ/)
      .first()
      .waitFor({ timeout: 60_000 });
  const refining = (page: Page) => page.getByText('đang hiện bản xem trước 5 m').first().waitFor();

  test('shows a preview, which stays when it is stopped, and whose place the fine water takes at the same camera and time', async () => {
    const { page, context, errors } = await open();
    await refining(page);
    await page.getByRole('button', { name: 'Dừng', exact: true }).click();
    await page.getByText('mới có bản xem trước 5 m').first().waitFor();
    await page.evaluate(() => window.twin.ready);
    const bowl = () => page.evaluate(() => window.twin.at(162.5 / 111319.49, 117.5 / 111319.49));
    const before = await bowl();
    expect(before.timesS.at(-1)).toBe(21_600);
    await page.evaluate(() => window.twin.flyTo({ lon: 0.0014, lat: 0.001, heightM: 300, pitchDeg: -90 }));

    await page.getByRole('button', { name: 'Chạy lại' }).dblclick();
    await refining(page);
    await titleSays(page, 'xem trước lưới 5 m').waitFor();
    await page.getByRole('button', { name: 'Dừng diễn biến' }).first().click();
    await page.evaluate(() => {
      window.twin.timeS = 20_000;
    });
    // The address, which holds the camera, is written now and then.
    await page.waitForTimeout(600);
    const address = page.url();
    await fineDone(page);
    await titleSays(page, 'lưới 2,5 m').waitFor();
    expect(await titleSays(page, 'xem trước').count()).toBe(0);
    expect(await page.evaluate(() => window.twin.timeS)).toBe(20_000);
    expect(page.url()).toBe(address);
    const after = await bowl();
    expect(after.timesS).toEqual(before.timesS);
    expect(after.groundM).not.toBe(before.groundM);
    // The same storm in the same bowl: the level is the preview's within a few centimetres.
    expect(after.levelM.at(-1)).toBeCloseTo(before.levelM.at(-1) ?? 0, 1);
    expect(errors).toEqual([]);
    await context.close();
  });

  test('reloaded while it is refined, ends all the same', async () => {
    const { page, context, errors } = await open();
    await refining(page);
    await page.reload();
    await page.evaluate(() => window.twin.ready);
    await fineDone(page);
    expect(errors).toEqual([]);
    await context.close();
  });
});
