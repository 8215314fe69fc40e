import { expect, test } from 'vitest';
import { createDrainage } from '../../../workers/drainage/index.ts';
import { atMost, type Evidence, within } from '../evidence.ts';
import { recordDrainage } from '../support.ts';

interface Buckets {
  readonly streetM2: number;
  readonly pipeM2: number;
  readonly streetM: number;
  readonly headM: number;
  readonly openingM2: number;
  readonly perimeterM: number;
}

/** A street that fills its manhole, a pipe that surcharges onto its street, a small cell under a large inlet. */
const CASES: Readonly<Record<string, Buckets>> = {
  fill: { streetM2: 100, pipeM2: 4, streetM: 0.2, headM: -2, openingM2: 0.5, perimeterM: 2.5 },
  surcharge: { streetM2: 100, pipeM2: 4, streetM: 0.05, headM: 1.5, openingM2: 0.5, perimeterM: 2.5 },
  'small cell, large inlet': { streetM2: 4, pipeM2: 1.2, streetM: 0.5, headM: -0.7, openingM2: 1, perimeterM: 3.5 },
};
const SHAFT_DEPTH_M = 3;

/** Two prisms that hold a stated volume together end at one level: the sum of their volumes over that of their areas. */
test('two buckets end level', () => {
  const rows: Evidence[] = [];
  for (const bucket of Object.values(CASES)) {
    for (const dtS of [0.5, 1, 5]) {
      const drainage = createDrainage(
        {
          nodes: [
            {
              kind: 'storage',
              id: 'A',
              invertM: -SHAFT_DEPTH_M,
              rimM: 0,
              initialDepthM: SHAFT_DEPTH_M + Math.min(bucket.headM, 0),
              shape: { kind: 'formula', constantM2: bucket.pipeM2, coefficient: 0, exponent: 0 },
            },
            { kind: 'outfall', id: 'O', invertM: -9, boundary: { kind: 'free' } },
          ],
          links: [
            {
              kind: 'outlet',
              id: 'X',
              from: 'A',
              to: 'O',
              crestLevelM: 99,
              by: 'depth',
              rating: { coefficient: 0, exponent: 1 },
            },
          ],
          // Surcharge comes in as water: a start above the rim would have spilled.
          inflows:
            bucket.headM > 0
              ? [
                  {
                    node: 'A',
                    series: { timesS: [0, 60], values: [1, 1] },
                    factor: (bucket.headM * bucket.pipeM2) / 60,
                  },
                ]
              : [],
        },
        {
          surfaces: [{ areaM2: bucket.streetM2, bedM: 0 }],
          openings: [{ node: 'A', surface: 0, openingM2: bucket.openingM2, perimeterM: bucket.perimeterM }],
        },
      );
      drainage.setSurfaceDepth(0, bucket.streetM);
      let changes = 0;
      let last = 0;
      for (let s = 0; s < 3600 / dtS; s++) {
        drainage.step(dtS);
        const moved = drainage.exchangedM3(0);
        if (Math.abs(moved) > 1e-6) {
          if (last !== 0 && Math.sign(moved) !== Math.sign(last)) changes++;
          last = moved;
        }
      }
      const level =
        (bucket.streetM2 * bucket.streetM + bucket.pipeM2 * bucket.headM) / (bucket.streetM2 + bucket.pipeM2);
      rows.push(
        within(`level of the street, steps of ${dtS} s`, drainage.surfaceDepthM(0), level, 1e-3, 'm'),
        atMost(
          `street above pipe at the end, steps of ${dtS} s`,
          Math.abs(drainage.surfaceDepthM(0) - drainage.headM[0]),
          1e-3,
          'm',
        ),
        atMost(`changes of direction, steps of ${dtS} s`, changes, 1, ''),
        atMost('water balance', 100 * drainage.massBalance().errorRel, 1e-6, '%'),
      );
    }
  }
  recordDrainage('two-buckets', rows);
  expect(rows.filter((row) => !row.pass)).toEqual([]);
});
