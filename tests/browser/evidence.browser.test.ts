import { afterEach, describe, expect, test } from 'vitest';
import { type EvidenceFile, type EvidenceRow, readEvidence, verdictOf } from '../../src/panels/evidence/file.ts';
import type { TwinEvidence } from '../../src/panels/evidence/page.ts';
import '../../src/panels/evidence/page.ts';

const both = (text: string) => ({ vi: text, en: text });
const row = (what: string, measured: number | null, pass: boolean): EvidenceRow => ({
  what: both(what),
  measured,
  unit: 'm',
  accepted: '≤ 0.03',
  pass,
});

/** Two engines, two cases: everything that can become of a case. */
const EVIDENCE: EvidenceFile = {
  format: 'twin-evidence/1',
  date: '2026-03-04T05:06:07.000Z',
  commit: 'abc1234',
  machine: 'a machine',
  engineVersion: '1.2.0',
  engines: [
    { id: 'a', name: both('engine A') },
    { id: 'b', name: both('engine B') },
  ],
  cases: [
    {
      id: 'channel',
      name: both('channel'),
      shows: both('what it shows'),
      source: 'a book',
      results: [
        { engine: 'a', rows: [row('mean error', 0.033, false), row('water balance', 2e-9, true)] },
        { engine: 'b', rows: [row('mean error', 0.0036, true)] },
      ],
      plot: {
        x: { label: both('along'), unit: 'm', values: [0, 10, 20] },
        y: { label: both('level'), unit: 'mm' },
        lines: [
          { role: 'reference', name: both('right'), values: [null, 2, null] },
          { role: 'computed', name: both('engine A'), values: [1, 2, 3] },
        ],
      },
    },
    {
      id: 'card',
      name: both('card'),
      shows: both('what it shows'),
      source: 'a book',
      results: [{ engine: 'b', rows: [], why: both('no such card') }],
    },
  ],
};

async function show(evidence: EvidenceFile | 'missing', running: string): Promise<ShadowRoot> {
  const page = document.createElement('twin-evidence') as TwinEvidence;
  Object.assign(page, { open: true, evidence, running });
  document.body.append(page);
  await page.updateComplete;
  return page.shadowRoot as ShadowRoot;
}
const texts = (root: ParentNode, selector: string): string[] =>
  [...root.querySelectorAll(selector)].map((element) => element.textContent?.replace(/\s+/g, ' ').trim() ?? '');

describe('the page about evidence', () => {
  afterEach(() => document.body.replaceChildren());

  test('a failing case is shown as failing, a missing one as not run, and both are counted', async () => {
    const root = await show(EVIDENCE, '1.2.0');

    expect(texts(root, '.sum tbody tr:first-child td')).toEqual(['không đạt', 'đạt']);
    expect(texts(root, '.sum tbody tr:last-child td')).toEqual(['', 'chưa chạy']);
    expect(texts(root, '.counts .v')).toEqual(['1 đạt', '1 không đạt', '1 chưa chạy']);
    expect(root.querySelector('[data-case=card] [data-engine=b]')?.textContent).toContain('no such card');
  });

  test('every figure of the file stands there with its unit and what is accepted', async () => {
    const root = await show(EVIDENCE, '1.2.0');
    expect(texts(root, '[data-case=channel] [data-engine=a] tr:not(:first-child) td')).toEqual([
      ...['mean error', '0,033 m', '≤ 0,03', 'không đạt'],
      ...['water balance', '2 × 10⁻⁹ m', '≤ 0,03', 'đạt'],
    ]);
    expect(texts(root, '[data-case=channel] summary .v')).toEqual(['1 đạt', '1 không đạt']);
  });

  test('the published file is shown cell for cell', async () => {
    const published = readEvidence(await (await fetch('/data/evidence/evidence.json')).json());
    const root = await show(published, published.engineVersion);
    const words = { pass: 'đạt', fail: 'không đạt', notRun: 'chưa chạy' };
    const cells = [...root.querySelectorAll('.sum tbody tr')].map((line) => texts(line, 'td'));
    expect(cells).toEqual(
      published.cases.map(({ results }) =>
        published.engines.map(({ id }) => {
          const result = results.find(({ engine }) => engine === id);
          return result ? words[verdictOf(result)] : '';
        }),
      ),
    );
    expect(root.querySelectorAll('article figure')).toHaveLength(published.cases.filter(({ plot }) => plot).length);
  });

  test('it says with what version, when and where it was checked', async () => {
    const about = (await show(EVIDENCE, '1.2.0')).querySelector('.about')?.textContent;
    for (const word of ['1.2.0', '04.03.2026', 'abc1234', 'a machine']) expect(about).toContain(word);
  });

  test('it warns where the engine that runs is not the one that was checked, and only there', async () => {
    expect((await show(EVIDENCE, '1.2.0')).querySelector('.older')).toBeNull();
    const warning = (await show(EVIDENCE, '1.3.0')).querySelector('.older')?.textContent;
    expect(warning).toContain('1.2.0');
    expect(warning).toContain('1.3.0');
  });

  test('a chart has both axes with units, a line a series and a legend', async () => {
    const chart = (await show(EVIDENCE, '1.2.0')).querySelector('figure') as HTMLElement;
    expect(texts(chart, 'text.label')).toEqual(['level, mm', 'along, m']);
    expect(texts(chart, 'figcaption span')).toEqual(['right', 'engine A']);
    expect(chart.querySelectorAll('svg[role=img] .computed')).toHaveLength(1);
    expect(chart.querySelectorAll('svg[role=img] .mark')).toHaveLength(1);
  });

  test('without a file it calls every result unverified', async () => {
    const root = await show('missing', '1.2.0');
    expect(root.querySelector('[role=status]')?.textContent).toContain('chưa kiểm chứng');
    expect(root.querySelector('.sum')).toBeNull();
  });
});
