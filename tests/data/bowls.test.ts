import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HOLLOWS } from '../../data/build/facts/relief.ts';
import { makeRng } from '../../data/build/rng.ts';
import { openCity } from '../../src/city/index.ts';
import { parseScenario, resolveScenario } from '../../src/scenario/index.ts';
import { buildDomain } from '../../workers/domain/index.ts';
import { planRun } from '../../workers/domain/plan.ts';
import { runPlan } from '../../workers/domain/run.ts';
import { CELL, type Domain } from '../../workers/flood/index.ts';
import { folderFiles } from '../../workers/import/nodeFiles.ts';

const CITY = resolve(import.meta.dirname, '../../data/danang');
const CELL_M = 32;
/** The storm lasts three hours; half an hour later the bowls are at their fullest. */
const UNTIL_S = 12_600;
/** A place is its crossing and the streets around it. */
const REACH_M = 60;

/** Deepest water around a point: maximum depth over open cells within `REACH_M`, m. */
function deepestAround(domain: Domain, depthMaxM: Float32Array, x: number, y: number): number {
  const { cols, rows, cellSizeM, xMin, yMin } = domain.grid;
  let deepest = 0;
  for (let row = 0; row < rows; row++) {
    const dy = yMin + (rows - row - 0.5) * cellSizeM - y;
    if (Math.abs(dy) > REACH_M) continue;
    for (let col = 0; col < cols; col++) {
      const dx = xMin + (col + 0.5) * cellSizeM - x;
      if (dx * dx + dy * dy <= REACH_M * REACH_M) deepest = Math.max(deepest, depthMaxM[row * cols + col]);
    }
  }
  return deepest;
}

/** Ten places drawn by seed from the sewered cells whose ground is in the highest quarter. */
function highPlaces(domain: Domain): { x: number; y: number }[] {
  const { cols, rows, cellSizeM, xMin, yMin } = domain.grid;
  const sewered: number[] = [];
  domain.drainsMmH?.forEach((rate, cell) => {
    if (rate > 0 && domain.kind[cell] === CELL.active) sewered.push(cell);
  });
  const levels = sewered.map((cell) => domain.groundM[cell]).sort((a, b) => a - b);
  const high = levels[Math.floor(levels.length * 0.75)];
  const candidates = sewered.filter((cell) => domain.groundM[cell] >= high);
  const rng = makeRng(10);
  return Array.from({ length: 10 }, () => {
    const cell = candidates[Math.floor(rng() * candidates.length)];
    return {
      x: xMin + ((cell % cols) + 0.5) * cellSizeM,
      y: yMin + (rows - Math.floor(cell / cols) - 0.5) * cellSizeM,
    };
  });
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1];

describe.skipIf(!existsSync(resolve(CITY, 'city.json')))('the 10-year storm on the sample city', () => {
  test('stands in the ten named places and drains off high ground, by nothing but ground and drains', async () => {
    const files = folderFiles(CITY);
    const city = await openCity(files, { layers: ['land', 'construction', 'drainage'] });
    const text = new TextDecoder().decode(await files.read('scenarios/storm-10y.json'));
    const scenario = resolveScenario(parseScenario(text, 'storm-10y.json'), () => undefined);
    // Rain and losses know no places: one rain everywhere, losses by class of land.
    expect(scenario.rain.map(({ area }) => area)).toEqual(['all']);

    const until = { ...scenario, durationS: UNTIL_S, outputEveryS: UNTIL_S };
    // The stated loss tells which cells are sewered.
    const domain = await buildDomain(city, until, { cellSizeM: CELL_M });
    const { maps, summary } = await runPlan(await planRun(city, until, { cellSizeM: CELL_M }));
    expect(summary.massErrorRel).toBeLessThanOrEqual(1e-6);

    const named = HOLLOWS.map(({ name, at }) => {
      const [x, y] = city.crs.fromLonLat(at);
      return { name, depthM: deepestAround(domain, maps.depthMaxM, x, y) };
    });
    const high = highPlaces(domain).map(({ x, y }) => ({
      name: city.crs
        .toLonLat([x, y])
        .map((degrees) => degrees.toFixed(4))
        .join(', '),
      depthM: deepestAround(domain, maps.depthMaxM, x, y),
    }));
    const list = (rows: typeof named): string =>
      rows.map(({ name, depthM }) => `  ${depthM.toFixed(2)} m  ${name}`).join('\n');
    console.log(
      `Deepest within ${REACH_M} m, ${CELL_M} m grid\nnamed places:\n${list(named)}\nhigh places:\n${list(high)}`,
    );

    const highMedianM = median(high.map(({ depthM }) => depthM));
    expect(median(named.map(({ depthM }) => depthM))).toBeGreaterThan(3 * highMedianM);
    for (const { name, depthM } of named) {
      expect(depthM, `${name} floods (people speak of it from 0.2 m on)`).toBeGreaterThanOrEqual(0.2);
    }
  }, 400_000);
});
