import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seriousFindings } from './axe.ts';
import { FAULTY_DRAINS } from './faultyDrains.ts';
import { labCity } from './labCity.ts';
import { startVisit, type Visit, type Visitor, type VisitorOptions } from './page.ts';

describe('a planner with faulty drains', () => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await startVisit();
  });
  afterAll(() => visit?.close());

  const open = async (drains: string, options: VisitorOptions = {}): Promise<Visitor> => {
    const visitor = await visit.open({
      path: '#/plan?city=lab.twin.zip',
      width: 1300,
      height: 860,
      files: { 'lab.twin.zip': labCity({}, drains) },
      ...options,
    });
    await visitor.page.evaluate(() => window.twin.ready);
    return visitor;
  };
  const find = async (page: Page, id: string): Promise<void> => {
    await page.getByRole('combobox', { name: /^(Tìm|Find)/ }).fill(id);
    await page.keyboard.press('Enter');
  };
  const list = (page: Page) => page.getByRole('button', { name: /^Kiểm tra mạng thoát nước:/ });

  test('sees what is wrong, goes to one of it, traces from there and draws a long profile', async () => {
    const { page, context, errors } = await open(FAULTY_DRAINS);
    await list(page).click();
    const findings = page.locator('twin-findings');
    await findings.getByRole('button', { name: 'Tất cả 4' }).waitFor();
    for (const kind of [/^Phần mạng không có cửa xả/, /^Cống dốc ngược/, /^Cống thu nhỏ về hạ lưu/, /^Nút không nối/])
      expect(await findings.getByRole('button', { name: kind }).count()).toBeGreaterThan(0);
    await findings.getByRole('button', { name: 'Lỗi 1', exact: true }).click();
    expect(await findings.locator('.row').count()).toBe(1);
    await findings.getByRole('button', { name: 'Tất cả 4' }).click();

    await findings.getByRole('button', { name: /^C3 Cống dốc ngược/ }).click();
    await findings.getByText(/Hạ đáy cuối xuống không quá 0,60 m/).waitFor();
    const point = page.locator('twin-point');
    await point.locator('.f').getByText('C3').waitFor();

    await point.getByRole('button', { name: 'Truy vết dòng chảy' }).click();
    const trace = page.locator('twin-trace');
    await trace.getByRole('heading', { name: 'Truy vết từ C3' }).waitFor();
    const pipes = await trace.getByRole('row', { name: /Số đoạn cống/ }).textContent();
    // C1, C2, C5 and C3 itself upstream; C3 and C4 downstream.
    expect(pipes?.replace(/\s+/g, ' ')).toMatch(/Số đoạn cống ?4 ?2/);
    await trace.getByText('1,3', { exact: false }).first().waitFor();
    await trace.getByRole('button', { name: 'O1' }).waitFor();

    await find(page, 'J1');
    await point.locator('.f').getByText('J1').waitFor();
    await point.getByRole('button', { name: 'Mặt cắt dọc từ đây' }).click();
    await page.getByText('Mặt cắt dọc từ J1').waitFor();
    await find(page, 'O1');
    const profile = page.locator('twin-profile');
    await profile.getByRole('heading', { name: 'Trắc dọc J1 đến O1' }).waitFor();
    // The run computes the pipes too: their water stands in the profile once it is done.
    await page.evaluate(() => {
      window.twin.timeS = 600;
    });
    await profile.locator('polyline.hgl').first().waitFor({ state: 'attached' });
    expect(await profile.getByText('chưa có kết quả tính cống').count()).toBe(0);
    expect(await profile.locator('polygon.pipe').count()).toBe(4);
    expect(await profile.locator('rect.shaft').count()).toBe(4);
    const chart = profile.getByRole('slider');
    await chart.focus();
    await page.keyboard.press('Shift+ArrowRight');
    expect(await chart.getAttribute('aria-valuetext')).toMatch(/^Lý trình 60,0 m · J2, mặt đất \+2,/);
    expect(await seriousFindings(page)).toEqual([]);

    // K1 hangs on nothing that J1 hangs on.
    await find(page, 'J1');
    await point.getByRole('button', { name: 'Mặt cắt dọc từ đây' }).click();
    await find(page, 'K1');
    await profile.getByText('Không có đường cống nào nối J1 với K1.').waitFor();
    await profile.getByRole('button', { name: 'Đóng' }).click();
    await page.locator('twin-score').waitFor();

    // The finding made the ground glass: every pipe in a class of filling, at the start of the rain and in it.
    const under = page.locator('twin-underground');
    await under.getByText('Độ đầy cống h/D, %').waitFor();
    const counts = async (): Promise<number[]> =>
      (await under.getByRole('listitem').locator('b').allTextContents()).map(Number);
    expect((await counts()).reduce((sum, n) => sum + n, 0)).toBe(6);
    const wet = await counts();
    await page.evaluate(() => {
      window.twin.timeS = 0;
    });
    await under.getByText('đoạn, lúc 00:00').waitFor();
    expect(await counts()).not.toEqual(wet);
    expect(await seriousFindings(page)).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });

  test('hears in words that nothing is wrong', async () => {
    const sound = FAULTY_DRAINS.replace('J4 0.8 1.5', 'J4 0.4 1.9')
      .replace('C4 CIRCULAR 0.5', 'C4 CIRCULAR 0.9')
      .replace(/^(J9|K1|K2|C6) .*\n/gm, '');
    const { page, context } = await open(sound, {
      path: '?flat#/plan?lang=en&city=lab.twin.zip',
      colorScheme: 'light',
    });
    await page.getByRole('button', { name: /^Check of the drains: 0/ }).click();
    await page.getByText('Nothing wrong was found in these drains.').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await context.close();
  });

  test('on a phone reads findings and a trace in the sheet', async () => {
    const { page, context, errors } = await open(FAULTY_DRAINS, {
      width: 390,
      height: 844,
      touch: true,
      path: '?flat#/plan?city=lab.twin.zip',
    });
    await page.getByRole('button', { name: 'Lớp dữ liệu' }).click();
    await list(page).click();
    await page
      .locator('twin-findings')
      .getByRole('button', { name: /^C3 Cống dốc ngược/ })
      .click();
    await page.getByRole('button', { name: 'Truy vết dòng chảy' }).click();
    await page.locator('twin-trace').getByText('Truy vết từ C3').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
    expect(errors).toEqual([]);
    await context.close();
  });
});
