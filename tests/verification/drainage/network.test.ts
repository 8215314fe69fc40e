import { describe, expect, test } from 'vitest';
import { atLeast, atMost, between, type Drawn, type Evidence, within } from '../evidence.ts';
import { recordDrainage } from '../support.ts';
import {
  type ComputedNetwork,
  computeNetwork,
  haveDrainageData,
  modelNamed,
  type Reference,
  referenceOf,
  worstOf,
} from './support.ts';

const STEP_S = 5;
const ACRE_FOOT_M3 = 1233.48;

interface Accepted {
  readonly efficiency: number;
  readonly peakFlowPercent: number;
  readonly peakDepth: number;
  /** The link whose flow is drawn. */
  readonly drawn: string;
}

const accepted = (efficiency: number, peakFlowPercent: number, peakDepth: number, drawn: string): Accepted => ({
  efficiency,
  peakFlowPercent,
  peakDepth,
  drawn,
});

/** What each case must keep to: least efficiency, greatest errors of peaks. */
const CASES: Readonly<Record<string, Accepted>> = {
  extran1: accepted(0.88, 5, 0.3, '1030'),
  extran4: accepted(0.96, 6, 1, '90010'),
  extran5: accepted(0.95, 15, 0.5, '90010'),
  extran6: accepted(0.93, 15, 0.2, '8061'),
  extran7: accepted(0.97, 8, 0.5, '1602'),
  test1: accepted(0.995, 2, 0.4, '10'),
  test4: accepted(0.995, 2, 0.4, '10'),
  test5: accepted(0.995, 2, 0.4, '10'),
  tide_noflap: accepted(0.99, 5, 0.03, 'C6'),
  storage_pump_weir: accepted(0.99, 5, 0.03, 'C2'),
  tide_flap: accepted(0.97, 5, 0.1, 'C6'),
};

/** Least and most flood volume of SWMM's own methods, acre-feet; 5 % to either side is accepted. */
const FLOODS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  extran1: [1.79, 2.64],
  extran5: [4.03, 4.71],
  extran6: [6.68, 6.84],
  extran7: [0.175, 0.847],
  test3: [0.93, 1.5],
};

const laws = ({ drainage, leastVolumeM3 }: ComputedNetwork): Evidence[] => [
  atMost('water balance', 100 * drainage.massBalance().errorRel, 1e-6, '%'),
  atLeast('least volume of a node', leastVolumeM3, -1e-3, 'm³'),
];

function drawn(run: ComputedNetwork, reference: Reference, link: string): Drawn {
  const k = run.drainage.linkIndex(link);
  const at = reference.timesS.map((timeS) => run.timesS.findIndex((one) => Math.abs(one - timeS) < 1));
  return {
    x: reference.timesS.map((timeS) => timeS / 3600),
    computed: at.map((i) => run.flowsM3s[i][k]),
    reference: reference.column(`flow:${link}`).map((flow) => flow * run.unitM3s),
  };
}

describe.skipIf(!haveDrainageData())('networks against EPA SWMM', () => {
  test.each(Object.keys({ ...CASES, ...FLOODS }))('%s', (name) => {
    const model = modelNamed(name);
    const run = computeNetwork(model, STEP_S);
    const reference = referenceOf(name);
    const length = run.unitM === 1 ? 'm' : 'ft';
    const rows = laws(run);
    const limits = CASES[name];
    if (limits) {
      const worst = worstOf(run, reference);
      rows.push(
        atLeast('efficiency of flows, worst link', worst.leastEfficiency, limits.efficiency, ''),
        atMost('peak flow, worst link', worst.peakFlowPercent, limits.peakFlowPercent, '%'),
        atMost('peak depth, worst node', worst.peakDepth, limits.peakDepth, length),
      );
    }
    if (FLOODS[name]) {
      const [least, most] = FLOODS[name];
      const flood = run.drainage.massBalance().floodingM3;
      const fine = computeNetwork(model, 1).drainage.massBalance().floodingM3;
      rows.push(
        between('flood volume', flood / ACRE_FOOT_M3, 0.95 * least, 1.05 * most, 'acre-ft'),
        atMost('flood volume, steps of 1 s', (100 * Math.abs(flood - fine)) / fine, 1, '%'),
      );
    }
    recordDrainage(name, rows, limits && drawn(run, reference, limits.drawn));
    expect(rows.filter((row) => !row.pass)).toEqual([]);
  });

  test('surcharge_fixed: depths at the end of the steady inflow', () => {
    const run = computeNetwork(modelNamed('surcharge_fixed'), STEP_S, 5400);
    const wanted = [1.995, 1.912, 1.83, 1.747, 1.665, 1.582];
    const depths = run.depthsM[run.depthsM.length - 1];
    const rows = [
      ...laws(run),
      ...wanted.map((depth, i) =>
        within(`J${i + 1} depth`, depths[run.drainage.nodeIndex(`J${i + 1}`)], depth, 0.002, 'm'),
      ),
    ];
    recordDrainage('surcharge_fixed', rows);
    expect(rows.filter((row) => !row.pass)).toEqual([]);
  });

  test('tree2k: peak depths of 2,000 manholes', () => {
    const model = modelNamed('tree2k');
    const run = computeNetwork(model, STEP_S);
    const reference = referenceOf('tree2k');
    const errors = run.network.nodes
      .flatMap(({ id, kind }, i) =>
        kind === 'outfall' ? [] : [Math.abs(Math.max(...run.depthsM.map((row) => row[i])) - reference.maxDepth(id))],
      )
      .sort((a, b) => a - b);
    // The reference has no series of the outfall, so its efficiency cannot be told: its peak and its end stand for it.
    const outfall = run.network.links.findIndex(({ to }) =>
      run.network.nodes.some(({ id, kind }) => id === to && kind === 'outfall'),
    );
    const { id } = run.network.links[outfall];
    const flows = run.flowsM3s.map((row) => row[outfall]);
    const rows = [
      ...laws(run),
      atMost('peak depth, median', 1000 * errors[errors.length >> 1], 10, 'mm'),
      atMost('peak depth, 95 of 100', 1000 * errors[Math.floor(0.95 * errors.length)], 40, 'mm'),
      within(
        'peak flow at the outfall',
        Math.max(...flows),
        reference.maxFlow(id),
        0.02 * reference.maxFlow(id),
        'm³/s',
      ),
      within(
        'last flow at the outfall',
        flows[flows.length - 1],
        reference.finalFlow(id),
        0.005 * reference.maxFlow(id),
        'm³/s',
      ),
    ];
    recordDrainage('tree2k', rows);
    expect(rows.filter((row) => !row.pass)).toEqual([]);
  });

  test('storages of every shape drain as their tables do', () => {
    const run = computeNetwork(modelNamed('Storage_Shape_Test'), STEP_S);
    const rows = [...laws(run), ...depthRows(run, referenceOf('Storage_Shape_Test'))];
    recordDrainage('storage-shapes', rows);
    expect(rows.filter((row) => !row.pass)).toEqual([]);
  });

  test('rules drive pumps of types 3 and 5', () => {
    const run = computeNetwork(modelNamed('Type5_Pump_Test'), STEP_S);
    const reference = referenceOf('Type5_Pump_Test');
    const rows = [
      ...laws(run),
      ...depthRows(run, reference),
      atMost('peak flow, worst link', worstOf(run, reference).peakFlowPercent, 1, '%'),
    ];
    recordDrainage('pumps', rows);
    expect(rows.filter((row) => !row.pass)).toEqual([]);
  });
});

/** Depths of all storages over time, in the file's feet. */
function depthRows(run: ComputedNetwork, reference: Reference): Evidence[] {
  const at = reference.timesS.map((timeS) => run.timesS.findIndex((one) => Math.abs(one - timeS) < 1));
  let most = 0;
  run.network.nodes.forEach(({ id, kind }, i) => {
    if (kind !== 'storage') return;
    reference.column(`depth:${id}`).forEach((depth, row) => {
      most = Math.max(most, Math.abs(run.depthsM[at[row]][i] / run.unitM - depth));
    });
  });
  return [atMost('depth over time, worst storage', most, 0.03, 'ft')];
}
