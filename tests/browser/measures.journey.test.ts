import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seriousFindings } from './axe.ts';
import { FAULTY_DRAINS } from './faultyDrains.ts';
import { labCity } from './labCity.ts';
import { startVisit, type Visit, type Visitor, type VisitorOptions } from './page.ts';

/** What the shown scenario's last run says, once it is done. */
const result = async (page: Page): Promise<{ hash: string; areaM2: number }> => {
  await page.waitForFunction(() => {
    const { runs, book } = (document.querySelector('twin-app') as unknown as App).store.get();
    const run = runs[book.selected];
    return run?.state === 'done' && !run.isPreview;
  });
  return page.evaluate(() => {
    const { runs, book } = (document.querySelector('twin-app') as unknown as App).store.get();
    const run = runs[book.selected];
    return { hash: run.summary.hash, areaM2: run.wetMaxM2 };
  });
};
interface App {
  readonly store: {
    get(): {
      book: { selected: string; entries: readonly unknown[] };
      runs: Record<string, { state: string; isPreview: boolean; wetMaxM2: number; summary: { hash: string } }>;
    };
  };
}

describe('a planner with measures', () => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await startVisit();
  });
  afterAll(() => visit?.close());

  const open = async (options: VisitorOptions = {}): Promise<Visitor> => {
    const visitor = await visit.open({
      path: '?flat#/plan?city=lab.twin.zip',
      width: 1300,
      height: 860,
      files: { 'lab.twin.zip': labCity({}, FAULTY_DRAINS) },
      ...options,
    });
    await visitor.page.evaluate(() => window.twin.ready);
    return visitor;
  };

  test('draws a basin, sees what it changes, drags a corner, undoes it all and is back at the first run', async () => {
    const { page, context, errors } = await open();
    const before = await result(page);
    const measures = page.locator('twin-measures');
    await measures.getByText('Chưa có giải pháp nào', { exact: false }).waitFor();
    await measures.getByRole('button', { name: 'Thêm giải pháp' }).click();
    expect(await seriousFindings(page)).toEqual([]);
    await measures.getByRole('button', { name: 'Hồ điều tiết' }).click();
    await measures.getByText('0 điểm').waitFor();
    const stage = await page.locator('main.stage').boundingBox();
    if (!stage) throw new Error('The map has no size.');
    const [x, y] = [stage.x + 0.52 * stage.width, stage.y + 0.38 * stage.height];
    const corners = [
      [-60, -60],
      [60, -60],
      [60, 60],
      [-60, 60],
    ] as const;
    for (const [i, [dx, dy]] of corners.entries()) {
      await page.mouse.click(x + dx, y + dy);
      await measures.getByText(`${i + 1} điểm`).waitFor();
    }
    await page.keyboard.press('Enter');
    const form = measures.getByRole('group', { name: 'Hồ điều tiết' });
    await form.getByLabel('Cao độ đáy').waitFor();
    // What the engine will see of it stands beside its numbers.
    await measures
      .locator('twin-crest')
      .getByText(/\d+ ô thấp xuống/)
      .waitFor();
    // The city's own storm is left as it is: the basin is in a child of it.
    await page.getByText('Thay đổi nằm trong kịch bản con mới', { exact: false }).waitFor();
    const dug = await result(page);
    expect(dug.hash).not.toBe(before.hash);
    expect(await seriousFindings(page)).toEqual([]);

    await form.getByLabel('Cao độ đáy').fill('1,2');
    await form.getByLabel('Cao độ đáy').press('Enter');
    await page.waitForFunction((hash) => {
      const { runs, book } = (document.querySelector('twin-app') as unknown as App).store.get();
      const run = runs[book.selected];
      return run?.state === 'done' && run.summary.hash !== hash;
    }, dug.hash);
    // A corner outwards: the area grows.
    const figures = measures.locator('.row small');
    const area = async (): Promise<number> =>
      Number.parseFloat(((await figures.textContent()) ?? '').replaceAll('.', ''));
    const small = await area();
    await page.mouse.move(x + 60, y + 60);
    await page.mouse.down();
    await page.mouse.move(x + 90, y + 80, { steps: 4 });
    await page.waitForTimeout(300);
    await page.mouse.move(x + 92, y + 82);
    await page.mouse.up();
    await expect.poll(area).toBeGreaterThan(1.1 * small);

    for (let i = 0; i < 3; i++) await page.keyboard.press('Control+z');
    await measures.getByText('Chưa có giải pháp nào', { exact: false }).waitFor();
    const again = await page.evaluate(() => window.twin.run('storm'));
    expect(again.hash).toBe(before.hash);
    expect(errors).toEqual([]);
    await context.close();
  });

  test('puts a wider pipe on one that was found, by keyboard and in English, and places a wall by coordinates', async () => {
    const { page, context, errors } = await open({
      path: '?flat#/plan?lang=en&city=lab.twin.zip',
      colorScheme: 'light',
    });
    const before = await result(page);
    await page.getByRole('combobox', { name: /^Find/ }).fill('C3');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Wider pipe' }).click();
    const measures = page.locator('twin-measures');
    await measures.getByRole('group', { name: 'Wider pipe' }).getByLabel('Diameter').waitFor();
    // 0.8 m and half as much.
    expect(await measures.getByLabel('Diameter').inputValue()).toBe('1.2');
    const wider = await result(page);
    expect(wider.hash).not.toBe(before.hash);

    await measures.getByRole('button', { name: 'Add a measure' }).click();
    await measures.getByRole('button', { name: 'Wall, dyke' }).click();
    const at = measures.getByLabel('Longitude, latitude');
    await at.fill('nowhere');
    await at.press('Enter');
    await measures.getByRole('alert').waitFor();
    for (const place of ['0.0008, 0.0008', '0.0012 0.0012']) {
      await at.fill(place);
      await at.press('Enter');
    }
    await measures.getByText('2 points').waitFor();
    await measures.getByRole('button', { name: 'Done' }).click();
    await measures.getByRole('group', { name: 'Wall, dyke' }).getByLabel('Height over ground').waitFor();
    // What no file may hold is told and not taken.
    expect(await seriousFindings(page)).toEqual([]);
    await measures.getByRole('button', { name: 'Remove measure' }).click();
    await measures.getByRole('button', { name: /^Wider pipe/ }).waitFor();
    expect(await measures.locator('.row').count()).toBe(1);
    expect(errors).toEqual([]);
    await context.close();
  });
});
