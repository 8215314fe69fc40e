import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PipeTables } from '../../workers/commands/pipes.ts';
import type { Drainage } from '../../workers/drainage/index.ts';

test('tables of pipes are in the order of their file, new ones last, each with its own numbers', async () => {
  const drainage = {
    nodeIds: ['C', 'new', 'A', 'B'],
    linkIds: ['P2', 'P1'],
    headM: Float64Array.of(3, 9, 1, 2),
    flowM3s: Float64Array.of(0.2, 0.1),
    depthM: () => 0,
    linkDepthM: () => 0,
    speedMS: () => 0,
  } as unknown as Drainage;
  const folder = mkdtempSync(join(tmpdir(), 'pipes-'));
  const tables = new PipeTables({ nodes: ['A', 'B', 'C'], links: ['P1', 'P2'] });
  for (const timeS of [0, 60]) tables.add(drainage, timeS, () => 0);
  await tables.write(folder);
  const columns = (file: string, column: number): string[] =>
    readFileSync(join(folder, file), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => `${row.split(',')[1]} ${row.split(',')[column]}`);
  expect(columns('nodes.csv', 3)).toEqual(['A 1', 'B 2', 'C 3', 'new 9', 'A 1', 'B 2', 'C 3', 'new 9']);
  expect(columns('links.csv', 2)).toEqual(['P1 0.1', 'P2 0.2', 'P1 0.1', 'P2 0.2']);
});
