import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AXES } from '../../data/build/facts/streets.ts';
import { BAY_COAST, EAST_COAST } from '../../data/build/facts/water.ts';
import { insideBounds, toCity } from '../../data/build/frame.ts';
import { nearestOn, smooth } from '../../data/build/lines.ts';
import type { Position } from '../../src/city/types.ts';

/** Public vectors that the sample is held against; they are not part of the project. */
const FACTS = join(import.meta.dirname, '../../../shared/data/danang/facts');
const present = existsSync(FACTS);
if (!present)
  console.log('tests/data/yardstick: ../shared/data is not here, the sample is not held against real vectors');

const lines = (file: string): { name: string; lines: Position[][] }[] =>
  JSON.parse(readFileSync(join(FACTS, file), 'utf8')).features.map(
    ({
      properties,
      geometry,
    }: {
      properties: { name: string };
      geometry: { type: string; coordinates: number[][] | number[][][] };
    }) => ({
      name: properties.name,
      lines: (geometry.type === 'LineString'
        ? [geometry.coordinates as number[][]]
        : (geometry.coordinates as number[][][])
      ).map((line) => line.map(([lon, lat]) => toCity(lon, lat))),
    }),
  );

describe.skipIf(!present)('the sample beside real vectors', () => {
  it('runs its named streets where they run', () => {
    const apart: string[] = [];
    let compared = 0;
    for (const { name, lines: chords } of lines('main_streets_oneway_segments.geojson')) {
      const own = AXES.filter((axis) => axis.name === name).map(({ line }) => smooth(line, 6));
      const points = chords.flat().filter((at) => insideBounds(at, 300));
      if (own.length === 0 || points.length < 6) continue;
      compared++;
      const off = points
        .map((at) => Math.min(...own.map((line) => nearestOn(at, line).distanceM)))
        .sort((a, b) => a - b);
      if (off[off.length >> 1] > 60) apart.push(`${name}: ${off[off.length >> 1].toFixed(0)} m`);
    }
    expect(compared).toBeGreaterThan(20);
    expect(apart).toEqual([]);
  });

  it('meets the sea where the land ends', () => {
    const coasts = [smooth(BAY_COAST, 5), smooth(EAST_COAST, 5)];
    for (const { lines: shore } of lines('coast_control.geojson')) {
      for (const at of shore.flat().filter((p) => insideBounds(p, 700))) {
        expect(Math.min(...coasts.map((line) => nearestOn(at, line).distanceM))).toBeLessThan(160);
      }
    }
  });
});
