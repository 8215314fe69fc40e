import { describe, expect, test } from 'vitest';
import { networkOf } from '../../../workers/domain/network/index.ts';
import { createStorm, runDrainage, type Storm } from '../../../workers/drainage/index.ts';
import { atMost, type Evidence, within } from '../evidence.ts';
import { recordDrainage } from '../support.ts';
import { computeNetwork, haveDrainageData, modelNamed } from './support.ts';

const INCH_M = 0.0254;

function run(name: string): { storm: Storm; areaM2: number } {
  const model = modelNamed(name);
  const { network, hydrology } = networkOf(model);
  const storm = createStorm(network, hydrology);
  const { durationS, reportStepS } = model.options;
  runDrainage(storm, { durationS, stepS: 5, reportStepS, reportStartS: 0, onReport: () => {} });
  return { storm, areaM2: model.subcatchments.reduce((sum, one) => sum + one.areaM2, 0) };
}

const lost = ({ runoff }: Storm): Evidence => {
  const { errorM3, rainM3, initialM3 } = runoff.balance();
  return atMost('water balance', (100 * Math.abs(errorM3)) / (rainM3 + initialM3), 1e-6, '%');
};

describe.skipIf(!haveDrainageData())('ground, measures and street inlets against EPA SWMM', () => {
  test('porous pavement', () => {
    const { storm, areaM2 } = run('porous_pavement');
    const { rainM3, infiltrationM3, runoffM3 } = storm.runoff.balance();
    const inches = (volumeM3: number): number => volumeM3 / areaM2 / INCH_M;
    const rows = [
      within('rain', inches(rainM3), 4, 0.005, 'in'),
      within('infiltration', inches(infiltrationM3), 2.13, 0.01, 'in'),
      within('runoff', inches(runoffM3), 1.87, 0.01, 'in'),
      lost(storm),
    ];
    recordDrainage('porous-pavement', rows);
    expect(rows.filter((row) => !row.pass)).toEqual([]);
  });

  test('a rain garden under a roof', () => {
    const { storm } = run('rain_garden');
    const [, garden] = storm.runoff.catchments;
    const mm = (volumeM3: number): number => (1000 * volumeM3) / garden.spec.areaM2;
    const rows = [
      within('infiltration', mm(garden.volumes[2]), 21.45, 0.2, 'mm'),
      within('runoff', mm(garden.volumes[3]), 0, 0.01, 'mm'),
      within('water in the soil at the end', mm(garden.storedM3()), 45.01, 0.2, 'mm'),
      lost(storm),
    ];
    recordDrainage('rain-garden', rows);
    expect(rows.filter((row) => !row.pass)).toEqual([]);
  });

  test('street inlets on grade', () => {
    // Capture of the flow that passes, from SWMM's street flow summary; HEC-22's own examples 4-7 and 4-9.
    const wanted: readonly (readonly [model: string, conduit: string, percent: number])[] = [
      ['street_grate_inlet_7', '2', 73.8],
      ['street_curb_inlet_9a-CFS', '2', 61.43],
      ['street_curb_inlet_9a-CFS', '8', 87.27],
    ];
    const rows = wanted.map(([name, conduit, percent]) => {
      const { drainage, network } = computeNetwork(modelNamed(name), 5);
      const at = network.inlets?.findIndex((inlet) => inlet.conduit === conduit) ?? -1;
      const share = drainage.inletFlowM3s[at] / drainage.flowM3s[drainage.linkIndex(conduit)];
      return within(
        `capture of ${name.includes('grate') ? 'a grate' : `a curb, conduit ${conduit}`}`,
        100 * share,
        percent,
        0.1,
        '%',
      );
    });
    recordDrainage('street-inlets', rows);
    expect(rows.filter((row) => !row.pass)).toEqual([]);
  });
});
