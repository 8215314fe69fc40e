import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

  test.each([
    {
      lang: 'vi',
      colorScheme: 'dark',
      total: 'Cả vùng',
      report: 'Báo cáo',
      tables: 'Bảng và bản đồ',
      wall: 'Tường, kè',
      add: 'Thêm giải pháp',
      against: 'so với A',
    },
    {
      lang: 'en',
      colorScheme: 'light',
      total: 'Whole area',
      report: 'Report',
      tables: 'Tables and maps',
      wall: 'Wall, dyke',
      add: 'Add a measure',
      against: 'against A',
    },
  ] as const)(
    'reads the wards, takes the tables and the report, whose numbers are the same ($lang)',
    async ({ lang, colorScheme, ...words }) => {
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

      const [file] = await Promise.all([
        page.waitForEvent('download'),
        impact.getByRole('button', { name: words.tables }).click(),
      ]);
      const files = unzipSync(new Uint8Array(readFileSync(await file.path())));
      const [head, ...lines] = new TextDecoder()
        .decode(files['wards.csv'])
        .trim()
        .split('\n')
        .map((line) => line.split(','));
      const csv = new Map(lines.map((cells) => [cells[0], Object.fromEntries(head.map((key, k) => [key, cells[k]]))]));
      expect([...csv.keys()]).toEqual(['west', 'east', 'outside', 'total']);

      const [report] = await Promise.all([
        page.waitForEvent('popup'),
        impact.getByRole('button', { name: words.report }).click(),
      ]);
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
      const hash = await page.evaluate(() => {
        const { runs, book } = (document.querySelector('twin-app') as unknown as App).store.get();
        return runs[book.selected].summary.hash;
      });
      expect(await report.locator('code').textContent()).toBe(hash);
      expect(await report.locator('img').evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBeGreaterThan(
        300,
      );
      expect(errors).toEqual([]);
      await context.close();
    },
  );
});

interface App {
  readonly store: { get(): { book: { selected: string }; runs: Record<string, { summary: { hash: string } }> } };
}
