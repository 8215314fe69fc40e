import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readRaster } from '../../workers/raster/read.ts';
import { seriousFindings } from './axe.ts';
import { labCity } from './labCity.ts';
import { startVisit, type Visit } from './page.ts';

const STORM = { rain: [{ area: 'all', timesS: [0, 1800], intensityMmH: [150, 0] }] };

describe('a planner who defends a measure with numbers', () => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await startVisit();
  });
  afterAll(() => visit?.close());

  const words = {
    total: 'Cả vùng',
    report: 'Báo cáo',
    tables: 'Bảng và bản đồ',
    wall: 'Tường, kè',
    add: 'Thêm giải pháp',
    against: 'so với A',
  };
  const lang = 'vi';
  const colorScheme = 'dark';
  test('reads the wards, takes the tables and the report, whose numbers are the same; compares, also after a reload', async () => {
    const { page, context, errors } = await visit.open({
      path: `?flat#/plan?lang=${lang}&city=lab.twin.zip`,
      width: 1440,
      height: 900,
      colorScheme,
      files: { 'lab.twin.zip': labCity(STORM, undefined, true) },
    });
    await page.evaluate(() => window.twin.ready);
    const impact = page.locator('twin-impact');
    await impact.getByText(words.total).waitFor();
    // Drawn without a card, a storm that plays leaves little time for anything else.
    const pause = page.locator('twin-score').getByRole('button', { name: 'Dừng diễn biến' });
    if (await pause.isVisible()) await pause.click();
    // A wall across the street keeps the east drier or wetter, and the table says by how much.
    await page.getByRole('button', { name: words.add }).click();
    await page.locator('twin-measures').getByRole('button', { name: words.wall }).click();
    const at = page.locator('twin-measures').locator('input[name=at]');
    for (const place of ['0.0014, 0.0004', '0.0014, 0.0018']) {
      await at.fill(place);
      await at.press('Enter');
    }
    await page
      .locator('twin-measures')
      .getByRole('button', { name: /^(Xong|Done)$/ })
      .click();
    await impact.getByRole('button', { name: words.against }).waitFor();
    await impact.getByRole('button', { name: words.against }).click();
    expect(await impact.locator('th[aria-sort]').count()).toBe(1);
    expect(await seriousFindings(page)).toEqual([]);

    // People by class, over time; an assumption that is changed changes the figures at once, and goes back.
    await impact.getByRole('button', { name: 'Mức', exact: true }).click();
    await impact.getByText('Người theo cấp nguy hiểm H1–H6').waitFor();
    await impact.getByRole('button', { name: 'Giờ', exact: true }).click();
    await impact.getByRole('img', { name: 'Đường cấm ô tô, km' }).waitFor();
    await impact.getByRole('button', { name: 'Năm', exact: true }).click();
    await impact.getByText('Cần mưa thiết kế', { exact: false }).waitFor();
    await impact.getByRole('button', { name: 'Phường', exact: true }).first().click();
    const shut = () => impact.locator('.kv b').nth(2).textContent();
    const shutBefore = await shut();
    await impact.getByRole('button', { name: 'Giả định' }).click();
    const assumed = page.locator('twin-assumptions');
    await assumed.getByLabel('Ô tô con').fill('4,5');
    await assumed.getByLabel('Ô tô con').press('Enter');
    expect(await seriousFindings(page)).toEqual([]);
    await expect.poll(shut).toBe('0,0 km');
    await assumed.getByLabel('Ô tô con').fill('-1');
    await assumed.getByLabel('Ô tô con').press('Tab');
    await expect.poll(() => assumed.getByLabel('Ô tô con').inputValue()).toBe('4,5');
    await assumed.getByRole('button', { name: 'Về giá trị công bố' }).click();
    await expect.poll(shut).toBe(shutBefore);
    await page.keyboard.press('Escape');

    // All that can be taken away stands in one place; what the city lacks says so.
    await impact.getByRole('button', { name: 'Xuất' }).click();
    const exports = page.locator('twin-exports');
    await exports.getByText('Thành phố này không có tệp thoát nước.').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    const take = async (name: string) => {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        exports.getByRole('button', { name: `Tải về: ${name}` }).click(),
      ]);
      return { name: file.suggestedFilename(), bytes: new Uint8Array(readFileSync(await file.path())) };
    };
    const series = Object.entries(unzipSync((await take('Độ sâu theo thời gian')).bytes));
    expect(series.map(([name]) => name).slice(0, 2)).toEqual(['depth_000000s.tif', 'depth_000300s.tif']);
    expect(series).toHaveLength(13);
    const czml = await take('Nước cho quả địa cầu khác');
    expect(czml.name).toMatch(/-water\.czml$/);
    const [clock, water] = JSON.parse(new TextDecoder().decode(czml.bytes));
    expect([clock.id, water.rectangle.material.image.image.length]).toEqual(['document', 12]);
    const files = unzipSync((await take(words.tables)).bytes);
    await page.keyboard.press('Escape');
    const last = await readRaster(series[12][1], 'depth');
    expect(last.grid).toEqual({ cols: 64, rows: 48, cellSizeM: 5, xMin: 0, yMin: 0 });
    const [head, ...lines] = new TextDecoder()
      .decode(files['wards.csv'])
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    const csv = new Map(lines.map((cells) => [cells[0], Object.fromEntries(head.map((key, k) => [key, cells[k]]))]));
    expect([...csv.keys()]).toEqual(['west', 'east', 'outside', 'total']);

    const [told] = await Promise.all([
      page.waitForEvent('download'),
      impact.getByRole('button', { name: words.report }).click(),
    ]);
    expect(told.suggestedFilename()).toBe('b-mua-30-phut-ban-sua-vi.html');
    const report = await context.newPage();
    await report.setContent(readFileSync(await told.path(), 'utf8'));
    await report.locator('table.wards').waitFor();
    expect(await report.locator('html').getAttribute('lang')).toBe(lang);
    const rows = await report.locator('table.wards tbody tr').evaluateAll((all) =>
      all.map((row) => ({
        ward: row.getAttribute('data-ward') ?? '',
        values: [...row.querySelectorAll('data')].map((each) => Number(each.value)),
      })),
    );
    expect(rows.map(({ ward }) => ward).at(-1)).toBe('total');
    for (const { ward, values } of rows) {
      const [floodedM2, , people, damage] = values;
      const told = csv.get(ward);
      expect(floodedM2, ward).toBeCloseTo(Number(told?.floodedM2), 2);
      expect(people, ward).toBeCloseTo(Number(told?.people), 2);
      expect(damage, ward).toBeCloseTo(Number(told?.damageVnd), 2);
    }
    // Beside A: the same totals as in the tables, and their change.
    const beside = await report
      .locator('table.compared tbody tr')
      .evaluateAll((all) =>
        all.map((row) => [
          row.getAttribute('data-row') ?? '',
          ...[...row.querySelectorAll('data')].map((each) => Number(each.value)),
        ]),
      );
    expect(beside).toHaveLength(6);
    for (const [key, then, now, change] of beside as [string, number, number, number][]) {
      expect(change, key).toBeCloseTo(now - then, 6);
      expect(now, key).toBeCloseTo(Number(csv.get('total')?.[key]), 1);
    }
    const hash = await page.evaluate(() => {
      const { runs, book } = (document.querySelector('twin-app') as unknown as App).store.get();
      return runs[book.selected].summary.hash;
    });
    expect(await report.locator('code').textContent()).toBe(hash);
    expect(await report.locator('img').evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBeGreaterThan(300);

    const grid = await readRaster(files['depth_max.tif'], 'depth_max.tif');
    expect(grid.grid).toEqual({ cols: 64, rows: 48, cellSizeM: 5, xMin: 0, yMin: 0 });
    expect(Object.keys(files).filter((name) => name.endsWith('.tif'))).toHaveLength(8);

    // A section across the wall: its crest stands in the ground line, water on both sides of it.
    await page.keyboard.press('Escape');
    await page.mouse.click(560, 330);
    await page.getByRole('button', { name: 'Mặt cắt từ đây' }).click();
    await page.getByText('Bấm điểm B của mặt cắt', { exact: false }).waitFor();
    await page.mouse.click(900, 300);
    const section = page.locator('twin-section');
    await section.locator('polyline.ground').waitFor({ state: 'attached' });
    await section.locator('polyline.most').first().waitFor({ state: 'attached' });
    expect(await seriousFindings(page)).toEqual([]);
    await section.getByRole('button', { name: 'Đóng' }).click();
    await page.locator('twin-score').waitFor();

    // The map of what the wall changes, with its legend; the same view after a reload.
    await page.bringToFront();
    const legend = page.locator('twin-legend');
    await legend.getByRole('button', { name: 'So với A' }).click();
    await legend.getByText('hết ngập').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.waitForFunction(() => location.hash.includes('mode=change'));
    await page.reload();
    await page.evaluate(() => window.twin.ready);
    await legend.getByRole('button', { name: 'So với A', pressed: true }).waitFor();
    await impact.getByRole('button', { name: words.against }).waitFor();

    // Swiped: what differs in words; left of the line the one picture, right of it the other, wherever it stands.
    await legend.getByRole('button', { name: 'Sâu nhất' }).click();
    await page.locator('twin-scenarios').getByRole('button', { name: 'So sánh với kịch bản khác' }).click();
    const compare = page.locator('twin-compare');
    await compare.getByText('thêm: Tường, kè').waitFor();
    await compare.getByText('giống nhau: mưa, triều').waitFor();
    const line = page.getByRole('slider', { name: 'Vạch giữa A và B' });
    const pictureAt = async (key: string, percent: string) => {
      await line.press(key);
      await page.waitForFunction((now) => {
        const swipe = document.querySelector('twin-app')?.shadowRoot?.querySelector('twin-swipe');
        return swipe?.shadowRoot?.querySelector('[role=slider]')?.getAttribute('aria-valuenow') === now;
      }, percent);
      // The map is drawn anew with the next picture of the page.
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      return page.evaluate(() => {
        const canvas = document
          .querySelector('twin-app')
          ?.shadowRoot?.querySelector('main canvas') as HTMLCanvasElement;
        const { width, height } = canvas;
        const sums = (x: number, w: number) =>
          canvas
            .getContext('2d')
            ?.getImageData(x, 0, w, height)
            .data.reduce((sum, value, i) => (sum * 31 + value * (i % 251)) % 1000003, 7);
        return { left: sums(0, width * 0.4), right: sums(width * 0.6, width * 0.4) };
      });
    };
    const middle = await pictureAt('Shift+ArrowLeft', '40').then(() => pictureAt('Shift+ArrowRight', '50'));
    const shown = await pictureAt('Home', '0');
    const other = await pictureAt('End', '100');
    expect(shown.left).not.toBe(other.left);
    expect(middle).toEqual({ left: other.left, right: shown.right });
    await page.getByRole('button', { name: 'Khung nhỏ' }).click();
    await page.locator('twin-multiples canvas').nth(1).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.waitForFunction(() => location.hash.includes('beside=storm&style=grid'));
    await compare.getByRole('button', { name: 'Thôi so sánh' }).click();
    expect(await page.locator('twin-multiples').count()).toBe(0);

    // Respond reads the same run: the street is shut to cars, the school is cut off; a fire truck still passes.
    await page.getByRole('button', { name: 'Ứng phó' }).click();
    const vehicles = page.locator('twin-vehicles');
    await vehicles.getByText('không qua > 0,30 m').waitFor();
    const refuges = page.locator('twin-refuges');
    await refuges.getByText('Trường Đáy Chảo').waitFor();
    await page.locator('twin-score').getByRole('slider', { name: 'Thời điểm' }).press('End');
    await page.locator('twin-alerts').getByText('Trường Đáy Chảo: bị ngập').waitFor();
    const shutKm = () => vehicles.locator('.key b').nth(1).textContent();
    expect(await shutKm()).toBe('0,3 km');
    expect(await seriousFindings(page)).toEqual([]);
    await vehicles.getByRole('button', { name: 'Đặc chủng' }).click();
    await vehicles.getByText('không qua > 0,80 m').waitFor();
    expect(await shutKm()).toBe('0,0 km');
    await page.waitForFunction(() => location.hash.startsWith('#/respond'));

    // From a clicked point to the school: of no use once water is in it, a way while all is dry. A bulletin names it.
    await page.mouse.click(900, 300);
    const route = page.locator('twin-route');
    await route.getByText('không còn dùng được', { exact: false }).waitFor();
    await refuges.getByRole('button', { name: 'Soạn bản tin' }).click();
    const bulletin = page.getByRole('textbox', { name: 'Bản tin ngập' });
    expect(await bulletin.inputValue()).toMatch(
      /BẢN TIN NGẬP Phòng thí nghiệm[\s\S]*mô phỏng[\s\S]*Trường Đáy Chảo: \d/,
    );
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('twin-score').getByRole('slider', { name: 'Thời điểm' }).press('Home');
    await route.getByText('Cả tuyến khô.').waitFor();
    expect(await route.getByLabel('Đến').inputValue()).toBe('nearest school');
    expect(await seriousFindings(page)).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });
});

interface App {
  readonly store: { get(): { book: { selected: string }; runs: Record<string, { summary: { hash: string } }> } };
}
