import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { streetBed } from '../../workers/drainage/index.ts';
import {
  areaAt,
  conveyanceAt,
  criticalDepth,
  criticalFlowAt,
  depthOfConveyance,
  frictionRadiusAt,
  SectionTables,
  widthAt,
} from '../../workers/drainage/sections/tables.ts';
import type { Section } from '../../workers/drainage/sections/types.ts';

const street = streetBed({
  crownWidthM: 6,
  kerbHeightM: 0.15,
  crossSlope: 0.02,
  manning: 0.016,
  gutterDepressionM: 0.05,
  gutterWidthM: 0.6,
  sides: 2,
  backWidthM: 3,
  backSlope: 0.03,
  backManning: 0.02,
});
const heightM = 1.2;
const SECTIONS: readonly Section[] = [
  { shape: 'circular', heightM },
  { shape: 'filledCircular', heightM, fillM: 0.2 },
  { shape: 'rectClosed', heightM, widthM: 2 },
  { shape: 'rectOpen', heightM, widthM: 2, smoothSides: 1 },
  { shape: 'trapezoidal', heightM, widthM: 1, leftSlope: 1.5, rightSlope: 2 },
  { shape: 'power', heightM, widthM: 2, power: 1 },
  { shape: 'power', heightM, widthM: 2, power: 2 },
  { shape: 'rectTriangular', heightM, widthM: 1, bottomM: 0.4 },
  { shape: 'rectRound', heightM, widthM: 1, radiusM: 0.8 },
  { shape: 'basketRect', heightM, widthM: 1, radiusM: 0.7 },
  { shape: 'ellipse', heightM, widthM: 0.8 },
  { shape: 'arch', heightM, widthM: 1.8 },
  { shape: 'egg', heightM },
  { shape: 'horseshoe', heightM },
  { shape: 'gothic', heightM },
  { shape: 'catenary', heightM },
  { shape: 'semiElliptical', heightM },
  { shape: 'basketHandle', heightM },
  { shape: 'semiCircular', heightM },
  { shape: 'custom', heightM, depths: [0, 0.5, 1], widths: [0.2, 1, 0.3] },
  street,
];

describe.each(SECTIONS.map((section) => [section.shape, section] as const))('%s', (_, section) => {
  const tables = new SectionTables();
  const s = tables.add(section);
  const height = tables.heightM[s];

  test('area, critical flow and conveyance grow with depth; the width is the slope of the area', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 0.999, noNaN: true }),
        fc.double({ min: 1e-3, max: 0.999, noNaN: true }),
        (a, b) => {
          const [low, high] = [Math.min(a, b) * height, Math.max(a, b) * height];
          expect(areaAt(tables, s, high)).toBeGreaterThanOrEqual(areaAt(tables, s, low));
          expect(criticalFlowAt(tables, s, high)).toBeGreaterThanOrEqual(criticalFlowAt(tables, s, low));
          expect(conveyanceAt(tables, s, high)).toBeGreaterThanOrEqual(conveyanceAt(tables, s, low));
          const step = 1e-7 * height;
          const slope = (areaAt(tables, s, low + step) - areaAt(tables, s, low)) / step;
          expect(Math.abs(slope - widthAt(tables, s, low))).toBeLessThan(
            0.05 * Math.max(...[0.5, 1].map((y) => widthAt(tables, s, y * height))),
          );
        },
      ),
      { numRuns: 40, seed: 3 },
    );
  });

  test('a flow has one critical and one normal depth, and the depth has that flow', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.02, max: 0.7, noNaN: true }), (share) => {
        const depth = share * height;
        expect(criticalDepth(tables, s, criticalFlowAt(tables, s, depth))).toBeCloseTo(depth, 6);
        expect(depthOfConveyance(tables, s, conveyanceAt(tables, s, depth))).toBeCloseTo(depth, 6);
      }),
      { numRuns: 20, seed: 3 },
    );
  });
});

test('full areas and hydraulic radii are those of geometry', () => {
  const full = (section: Section): [number, number] => {
    const tables = new SectionTables();
    const s = tables.add(section);
    return [areaAt(tables, s, tables.heightM[s]), frictionRadiusAt(tables, s, tables.heightM[s]) ** 0.75];
  };
  expect(full({ shape: 'circular', heightM: 2 })[0]).toBeCloseTo(Math.PI, 9);
  expect(full({ shape: 'circular', heightM: 2 })[1]).toBeCloseTo(0.5, 9);
  expect(full({ shape: 'rectClosed', heightM: 1, widthM: 3 })[1]).toBeCloseTo(3 / 8, 9);
  // SWMM's egg: 0.5105 and 0.1931 of the height.
  expect(full({ shape: 'egg', heightM: 1 })[0]).toBeCloseTo(0.5105, 4);
  expect(full({ shape: 'egg', heightM: 1 })[1]).toBeCloseTo(0.1931, 2);
  expect(full({ shape: 'power', heightM: 1, widthM: 2, power: 1 })[0]).toBeCloseTo(1, 6);
  expect(full({ shape: 'power', heightM: 1, widthM: 2, power: 2 })[0]).toBeCloseTo(4 / 3, 6);
  expect(full({ shape: 'ellipse', heightM: 1, widthM: 2 })[0]).toBeCloseTo(Math.PI / 2, 6);
});

test('equal sections share one table', () => {
  const tables = new SectionTables();
  expect(tables.add({ shape: 'circular', heightM: 1 })).toBe(tables.add({ shape: 'circular', heightM: 1 }));
  expect(tables.add({ shape: 'circular', heightM: 2 })).toBe(1);
});
