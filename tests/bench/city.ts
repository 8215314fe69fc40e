import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Summary } from '../../workers/flood/types.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** The sample city's 10-year storm through the terminal program at 32 and 16 m: wall time, speed, balance. */
export async function benchCity(): Promise<unknown> {
  const rows: Record<string, unknown>[] = [];
  for (const cellM of [32, 16]) {
    const out = mkdtempSync(join(tmpdir(), 'twin-bench-'));
    const began = performance.now();
    execFileSync(
      process.execPath,
      [
        join(ROOT, '.build/twin.js'),
        'simulate',
        join(ROOT, 'data/danang'),
        '--scenario',
        'storm-10y',
        '--cell',
        String(cellM),
        '--out',
        out,
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
    const summary = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')) as Summary;
    rows.push({
      cellM,
      cells: summary.cells,
      steps: summary.steps,
      runS: Math.round(summary.wallS * 10) / 10,
      commandS: Math.round((performance.now() - began) / 100) / 10,
      millionCellStepsPerS: Math.round(summary.cellStepsPerS / 1e5) / 10,
      massErrorRel: summary.massErrorRel,
    });
    rmSync(out, { recursive: true });
  }
  return rows;
}
