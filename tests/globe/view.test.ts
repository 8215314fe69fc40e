import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aimOf } from '../../src/globe/aim.ts';
import { between } from '../../src/globe/flight.ts';
import { lookOf } from '../../src/globe/look.ts';

describe('The camera', () => {
  it('puts the point it looks at on the middle of the free view', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 8, max: 55, noNaN: true }),
        fc.double({ min: 0, max: 360, noNaN: true }),
        fc.double({ min: -0.6, max: 0.6, noNaN: true }),
        fc.double({ min: -0.6, max: 0.6, noNaN: true }),
        (pitchDeg, headingDeg, x, y) => {
          const [tanX, tanY] = [0.58, 0.36];
          const { headingRad: h, pitchRad: p } = aimOf(headingDeg, pitchDeg, x, y, tanX, tanY);
          const [hd, pd] = [(headingDeg * Math.PI) / 180, (pitchDeg * Math.PI) / 180];
          const ray = [Math.sin(hd) * Math.cos(pd), Math.cos(hd) * Math.cos(pd), -Math.sin(pd)];
          const forward = [Math.sin(h) * Math.cos(p), Math.cos(h) * Math.cos(p), -Math.sin(p)];
          const up = [Math.sin(h) * Math.sin(p), Math.cos(h) * Math.sin(p), Math.cos(p)];
          const right = [Math.cos(h), -Math.sin(h), 0];
          const dot = (a: number[], b: number[]) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
          expect(dot(ray, right) / dot(ray, forward) / tanX).toBeCloseTo(x, 6);
          expect(dot(ray, up) / dot(ray, forward) / tanY).toBeCloseTo(y, 6);
        },
      ),
    );
  });

  it('flies the short way round', () => {
    const a = { lon: 0, lat: 0, distanceM: 100, headingDeg: 350, pitchDeg: 30 };
    const b = { lon: 1, lat: 1, distanceM: 400, headingDeg: 10, pitchDeg: 50 };
    const half = between(a, b, 0.5);
    expect(half.headingDeg).toBeCloseTo(360, 6);
    expect(half.distanceM).toBeCloseTo(200, 6);
  });
});

describe('The look', () => {
  it('is darker by night and lights the lamps', () => {
    const dusk = lookOf('dark', undefined);
    const night = lookOf('dark', 1);
    expect(night.sun[0]).toBeLessThan(dusk.sun[0]);
    expect(night.night).toBe(1);
    expect(lookOf('light', undefined).night).toBe(0);
  });
});
