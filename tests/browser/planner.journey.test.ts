import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seriousFindings } from './axe.ts';
import { labCity } from './labCity.ts';
import { dropFiles, startVisit, type Visit, type Visitor, type VisitorOptions } from './page.ts';

describe('a planner with a small city', () => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await startVisit();
  });
  afterAll(() => visit?.close());

  const open = async (options: VisitorOptions = {}): Promise<Visitor> => {
    const visitor = await visit.open({
      path: '#/plan?city=lab.twin.zip',
      files: { 'lab.twin.zip': labCity() },
      ...options,
    });
    await visitor.page.evaluate(() => window.twin.ready);
    return visitor;
  };
  /** Panels are the same over the flat map, which leaves the processor to them where there is no card. */
  const FLAT = { path: '?flat#/plan?city=lab.twin.zip' };
  const runDone = (page: Page): Promise<unknown> =>
    page
      .getByText(/Xong lưới|grid done/)
      .first()
      .waitFor();

  test('sees the storm run by itself, scrubs the clock, reads the water at a click', async () => {
    const { page, context, errors } = await open({ width: 1300, height: 760 });
    await runDone(page);
    const clock = page.getByRole('slider', { name: 'Thời điểm' }).first();
    await clock.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    const before = await page.evaluate(() => window.twin.timeS);
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(3600);
    // A click in the middle of the free view reads a point there.
    await page.mouse.click(790, 300);
    await page.getByText('Sâu nhất').first().waitFor();
    await page.getByRole('button', { name: 'Lúc nước tới' }).click();
    await page.getByText('phút', { exact: false }).first().waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  test('changes the storm, undoes it, runs and stops', async () => {
    const { page, context } = await open({ ...FLAT, width: 1300, height: 760 });
    await runDone(page);
    const run = page.getByRole('button', { name: /^(Chạy|Chạy lại)$/ });
    await run.click();
    await runDone(page);
    const count = await page.evaluate(() => window.twin.scenarios().length);
    const csv = 'time_min,rain_mm_h\n0,30\n30,90\n60,0\n';
    await dropFiles(page, { 'rain.csv': new TextEncoder().encode(csv) });
    await page.waitForFunction((n) => window.twin.scenarios().length === n + 1, count);
    await page.keyboard.press('Control+z');
    await page.waitForFunction((n) => window.twin.scenarios().length === n, count);
    await page.keyboard.press('Control+y');
    await page.waitForFunction((n) => window.twin.scenarios().length === n + 1, count);
    await context.close();
  });

  test('makes a design storm, edits its IDF, takes it back; finds a house by its id', async () => {
    const { page, context, errors } = await open({ ...FLAT, width: 1300, height: 760 });
    await page.getByLabel('Mưa lịch sử').selectOption('design');
    const storm = page.locator('twin-storm .mm');
    const before = await storm.textContent();
    await page.getByRole('button', { name: 'IDF chưa kiểm chứng' }).click();
    await page.getByLabel('A', { exact: true }).fill('4340');
    // A click reaches only what is seen.
    await page.getByRole('button', { name: 'Được' }).click();
    await page.getByRole('button', { name: 'IDF tự nhập' }).waitFor();
    expect(Number.parseFloat((await storm.textContent()) ?? '')).toBeCloseTo(2 * Number.parseFloat(before ?? ''), -1);
    const years = page.getByLabel('Chu kỳ');
    await years.selectOption('50');
    await page.getByRole('button', { name: /^Hoàn tác/ }).click();
    await page.getByRole('button', { name: /^Hoàn tác/ }).click();
    expect(await years.inputValue()).toBe('10');
    expect(await storm.textContent()).toBe(before);

    await page.getByRole('combobox', { name: /^Tìm/ }).fill('n-2');
    await page.keyboard.press('Enter');
    await page.getByRole('row', { name: /N-2/ }).first().waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  test('copies a scenario, sends it as a link, and lets all that have no result run', async () => {
    const visitor = await open({ ...FLAT, width: 1300, height: 760 });
    const { page, context, errors } = visitor;
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await runDone(page);
    const scenarios = page.locator('twin-scenarios');
    const more = scenarios.getByRole('button', { name: 'Việc khác với kịch bản' });
    await page.getByRole('button', { name: 'Mưa và sông' }).or(page.getByTitle('Mưa và sông')).first().click();
    await page.locator('twin-rain').getByLabel('Gõ hoặc dán số liệu').fill('0 20\n30 120\n60 0');
    await page.getByRole('button', { name: 'Dùng chuỗi này' }).click();
    // An edit goes to a child and runs by itself.
    await page.waitForFunction(() => window.twin.scenarios().length === 2);
    await scenarios.getByText('70 mm trong 1 giờ', { exact: false }).waitFor();
    await page.waitForFunction(
      () => (document.querySelector('twin-app') as unknown as App).store.get().runs['storm-2']?.state === 'done',
    );
    expect(await seriousFindings(page)).toEqual([]);

    await more.click();
    await scenarios.getByRole('button', { name: 'Sao chép liên kết' }).click();
    await page.getByText('Đã sao chép liên kết').waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    for (let copies = 0; copies < 2; copies++) {
      await more.click();
      await scenarios.getByRole('button', { name: 'Nhân bản' }).click();
    }
    await page.waitForFunction(() => window.twin.scenarios().length === 4);
    await more.click();
    await scenarios.getByRole('button', { name: 'Chạy hết' }).click();
    await page.waitForFunction(() => {
      const { runs, book } = (document.querySelector('twin-app') as unknown as App).store.get();
      return book.entries.every(({ scenario }) => runs[scenario.id]?.state === 'done');
    });
    expect(errors).toEqual([]);
    await context.close();

    const other = await open({
      ...FLAT,
      path: `${new URL(link).search}${new URL(link).hash}`,
      width: 1300,
      height: 760,
    });
    await other.page.locator('twin-scenarios').getByText('70 mm trong 1 giờ', { exact: false }).waitFor();
    expect(await other.page.evaluate(() => window.twin.scenarios().map(({ id }) => id))).toEqual(['storm', 'storm-2']);
    await runDone(other.page);
    expect(other.page.url()).not.toContain('with=');
    await other.context.close();
  });

  test('drops a wrong file: told what was wrong, the city stays', async () => {
    const { page, context } = await open(FLAT);
    await dropFiles(page, { 'holiday.txt': new TextEncoder().encode('no city in here') });
    const alert = page.getByRole('alert');
    await alert.first().waitFor();
    expect(await alert.first().textContent()).toContain('holiday.txt');
    expect(await page.evaluate(() => window.twin.city?.name.vi)).toBe('Phòng thí nghiệm');
    await dropFiles(page, { 'cut.tif': labCity().subarray(0, 10) });
    await page.getByText('cut.tif').first().waitFor();
    expect(await page.evaluate(() => window.twin.city?.name.vi)).toBe('Phòng thí nghiệm');
    await context.close();
  });

  test('reloads in mid-run: the scenario is there and the run goes on or begins again', async () => {
    const { page, context } = await open(FLAT);
    await page.evaluate(() => {
      void window.twin
        .run({
          format: 'twin-scenario/1',
          id: 'long',
          name: { vi: 'Mưa dài', en: 'Long rain' },
          cellSizeM: 2.5,
          durationS: 3.6e6,
          outputEveryS: 3600,
          rain: [{ area: 'all', timesS: [0], intensityMmH: [10] }],
        } as never)
        .catch(() => undefined);
    });
    // Under way, however long that takes here.
    await page.waitForFunction(() => {
      const { runs } = (document.querySelector('twin-app') as unknown as App).store.get();
      return runs.long?.state === 'running' && runs.long.timeS > 0;
    });
    await page.waitForTimeout(1500);
    await page.reload();
    await page.evaluate(() => window.twin.ready);
    expect(await page.evaluate(() => window.twin.scenarios().map(({ id }) => id))).toContain('long');
    await page.getByText(/bị ngắt ở phút/).waitFor();
    await page.waitForFunction(() => new Promise((resolve) => window.twin.on('progress', () => resolve(true))));
    await context.close();
  });

  test('has no serious accessibility findings, dark and light, wide and phone', async () => {
    for (const options of [
      { width: 1300, height: 760, colorScheme: 'dark' },
      { width: 1300, height: 760, colorScheme: 'light' },
      { width: 390, height: 844, colorScheme: 'dark', touch: true },
    ] as const) {
      const { page, context } = await open({ ...FLAT, ...options });
      // The phone's sheet does not say it in words.
      if (!('touch' in options)) await runDone(page);
      expect(await seriousFindings(page)).toEqual([]);
      await context.close();
    }
  });

  test('on a phone: the sheet, the clock and the storm are under the thumb', async () => {
    const { page, context, errors } = await open({ ...FLAT, width: 390, height: 844, touch: true });
    const play = page.getByRole('button', { name: /Chạy diễn biến|Dừng diễn biến/ }).first();
    await play.waitFor();
    const box = await play.boundingBox();
    expect(box?.width).toBeGreaterThanOrEqual(44);
    expect(box?.height).toBeGreaterThanOrEqual(44);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(wide).toBe(false);
    expect(errors).toEqual([]);
    await context.close();
  });

  test('English words and the exhibit', async () => {
    const { page, context, errors } = await open({ path: '#/exhibit?lang=en&city=lab.twin.zip' });
    expect(await page.evaluate(() => window.twin.workspace)).toBe('exhibit');
    await page
      .getByText(/storm|rain/i)
      .first()
      .waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    expect(errors).toEqual([]);
    await context.close();
  });
});

interface App {
  readonly store: {
    get(): {
      readonly runs: Readonly<Record<string, { readonly state: string; readonly timeS: number } | undefined>>;
      readonly book: { readonly entries: readonly { readonly scenario: { readonly id: string } }[] };
    };
  };
}
