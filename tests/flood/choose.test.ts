import { afterEach, describe, expect, test, vi } from 'vitest';
import { bestBuild } from '../../workers/flood/choose.ts';
import { compute, domainOf, rainOf } from './build.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const domain = domainOf({
  cols: 5,
  rows: 4,
  rain: [rainOf(30)],
  warnings: [{ vi: 'Đất giả định.', en: 'Assumed soils.' }],
});

/** What machines may lack. */
const lacking: Readonly<Record<string, () => void>> = {
  'WebAssembly SIMD': () => {
    vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
  },
  'shared memory': () => {
    vi.spyOn(WebAssembly, 'Memory').mockImplementation(function none() {
      throw new TypeError('Shared memory is not there.');
    });
  },
};

describe.each(Object.keys(lacking))('without %s', (what) => {
  test('the TypeScript engine computes, and says so in both languages', async () => {
    lacking[what]();
    expect(bestBuild()).toBe('ts');
    const run = await compute(domain);
    expect(run.summary.engine).toContain('ts');
    expect(run.summary.threads).toBe(1);
    expect(run.warnings.map(({ vi }) => vi)).toEqual(['Đất giả định.', expect.stringContaining('TypeScript')]);
    expect(run.summary.warnings).toEqual(['Assumed soils.', expect.stringContaining('TypeScript engine')]);
  });

  test('so it does when another build is asked for', async () => {
    lacking[what]();
    const run = await compute(domain, { build: 'simd' });
    expect(run.summary.engine).toContain('ts');
    expect(run.summary.warnings).toHaveLength(2);
  });
});

test('an engine that is asked for and there says nothing', async () => {
  const run = await compute(domain, { build: 'ts' });
  expect(run.summary.warnings).toEqual(['Assumed soils.']);
});
