import { describe, expect, test } from 'vitest';
import { memoryFiles, openCity } from '../../src/city/index.ts';
import { parseScenario, resolveScenario } from '../../src/scenario/index.ts';
import { planRun } from '../../workers/domain/plan.ts';
import { type Planned, runPlan } from '../../workers/domain/run.ts';
import { createPipes } from '../../workers/drainage/index.ts';
import { cityFiles } from './build.ts';

/** Land of 100 m × 100 m at x, y as the file draws it; 1 ha, half of it paved. */
const land = (id: string, outlet: string, x: number, y = 0) => ({
  id,
  outlet,
  ring: [
    [x, y],
    [x + 100, y],
    [x + 100, y + 100],
    [x, y + 100],
  ],
});
type Land = ReturnType<typeof land>;

/** A pipe from under the grid (200 m × 100 m) to an outfall at its east; more land beyond its west and east. */
const inp = (lands: readonly Land[], rings = true): string => `[OPTIONS]
FLOW_UNITS CMS
INFILTRATION HORTON
[RAINGAGES]
G INTENSITY 1:00 1.0 TIMESERIES T
[SUBCATCHMENTS]
${lands.map(({ id, outlet }) => `${id} G ${outlet} 1 50 100 1 0`).join('\n')}
[SUBAREAS]
${lands.map(({ id }) => `${id} 0.015 0.2 1 3 0 OUTLET`).join('\n')}
[INFILTRATION]
${lands.map(({ id }) => `${id} 20 5 4 7 0`).join('\n')}
[JUNCTIONS]
A 0.6 1.5
B 0.3 1.7
[OUTFALLS]
O -0.2 FREE NO
[CONDUITS]
P A B 80 0.014 0 0
Q B O 60 0.014 0 0
[XSECTIONS]
P CIRCULAR 0.8 0 0 0
Q CIRCULAR 0.8 0 0 0
[TIMESERIES]
T 0:00 500
[COORDINATES]
A 20 50
B 100 50
O 240 50
${rings ? `[POLYGONS]\n${lands.flatMap(({ id, ring }) => ring.map(([x, y]) => `${id} ${x} ${y}`)).join('\n')}` : ''}
`;

async function plan(
  lands: readonly Land[],
  { rings = true, more = {} }: { rings?: boolean; more?: object } = {},
): Promise<Planned> {
  const files = cityFiles({
    cols: 20,
    rows: 10,
    groundM: (x) => 2.2 - 0.002 * x,
    city: { layers: { drainage: 'd.inp' } },
    files: { 'd.inp': inp(lands, rings) },
  });
  const scenario = parseScenario(
    {
      format: 'twin-scenario/1',
      id: 's',
      durationS: 3600,
      outputEveryS: 600,
      infiltration: 'none',
      rain: [{ timesS: [0, 1800], intensityMmH: [36, 0] }],
      ...more,
    },
    's.json',
  );
  const city = await openCity(memoryFiles(files, 'test city'));
  return planRun(
    city,
    resolveScenario(scenario, () => undefined),
  );
}

const sizes = ({ drains }: Planned) =>
  Object.fromEntries((drains?.land?.catchments ?? []).map(({ id, areaM2 }) => [id, areaM2]));

describe('rain falls once on any ground', () => {
  test('land on the grid is left out, land outside is computed, land at its limit keeps its part outside', async () => {
    const planned = await plan([land('on', 'A', 50), land('off', 'B', 220), land('half', 'B', 150)]);
    expect(sizes(planned)).toEqual({ off: 10_000, half: 5000 });
    const half = planned.drains?.land?.catchments.find(({ id }) => id === 'half');
    expect(half?.widthM).toBe(50);
    const words = planned.warnings.map(({ en }) => en).join('\n');
    expect(words).toContain('1.5 ha');
    expect(words).toContain('2 subcatchments with 1.5 ha outside the grid');
  });

  test('without an outline the place of the node that the water ends in decides', async () => {
    expect(sizes(await plan([land('a', 'A', 0), land('o', 'O', 0), land('far', 'o', 0)], { rings: false }))).toEqual({
      o: 10_000,
      far: 10_000,
    });
  });

  test('water of land outside that the file leads over land on the grid goes to where that drains', async () => {
    const { drains } = await plan([land('on', 'A', 50), land('off', 'on', -300)]);
    expect(drains?.land?.catchments.map(({ id, outlet }) => [id, outlet])).toEqual([['off', 'A']]);
  });
});

test('the scenario rains on it, the file does not; all of it comes to the pipes and is in the books', async () => {
  const lands = [land('off', 'B', 220), land('west', 'off', -400)];
  const { summary } = await runPlan(await plan(lands), { build: 'ts' });
  const { land: of, volumeM3: pipes } = summary.drainage as {
    land: { subcatchments: number; areaM2: number; volumeM3: Record<string, number>; massErrorRel: number };
    volumeM3: Record<string, number>;
  };
  expect(of.subcatchments).toBe(2);
  // 36 mm/h for half an hour over two hectares.
  expect(of.volumeM3.rain).toBeCloseTo(0.018 * 20_000, 6);
  expect(of.volumeM3.runoff).toBeGreaterThan(100);
  expect(of.volumeM3.infiltration).toBeGreaterThan(50);
  expect(Math.abs(of.volumeM3.runoff - pipes.inflow)).toBeLessThan(1e-6 * pipes.inflow + 60 * 0.2);
  expect(of.massErrorRel).toBeLessThan(1e-9);
  const bare = await runPlan(await plan([]), { build: 'ts' });
  expect((bare.summary.drainage as { volumeM3: Record<string, number> }).volumeM3.inflow).toBe(0);
  expect(summary.volumeM3.rain).toBe(bare.summary.volumeM3.rain);
});

test('it gets the rain of the zone beside it', async () => {
  const area = (x0: number, x1: number) => ({
    type: 'Polygon',
    coordinates: [
      [
        [x0, 0],
        [x1, 0],
        [x1, 100],
        [x0, 100],
        [x0, 0],
      ],
    ],
  });
  const zone = (mmH: number, x0: number, x1: number) => ({
    timesS: [0, 3600],
    intensityMmH: [mmH, 0],
    area: area(x0, x1),
  });
  const { drains } = await plan([land('west', 'A', -300), land('east', 'B', 300)], {
    more: { rain: [zone(10, 0, 100), zone(70, 100, 200)] },
  });
  const gauge = (id: string) => {
    const one = drains?.land?.catchments.find((catchment) => catchment.id === id);
    return drains?.land?.gauges.find((given) => given.id === one?.gauge)?.series.values[0];
  };
  expect([gauge('west'), gauge('east')]).toEqual([10, 70]);
});

test('a state taken up goes on as if nothing had been', async () => {
  const { drains } = await plan([land('off', 'B', 220), land('west', 'off', -400)]);
  if (!drains) throw new Error('No drains.');
  const dry = new Float64Array(drains.cells.length);
  const going = createPipes(drains, 'x');
  for (let k = 0; k < 130; k++) going.exchange(5, dry);
  const taken = createPipes(drains, 'x');
  taken.restore(going.snapshot());
  for (let k = 0; k < 200; k++) {
    going.exchange(5, dry);
    taken.exchange(5, dry);
  }
  expect(taken.snapshot()).toEqual(going.snapshot());
  expect(going.drainage.massBalance().inflowM3).toBeGreaterThan(0);
});
