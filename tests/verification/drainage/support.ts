import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readModel, type SwmmModel } from '../../../src/city/inp/swmm/index.ts';
import { readInp } from '../../../src/city/inp/tokens.ts';
import { FLOW_UNITS, FOOT_M } from '../../../src/city/inp/units.ts';
import { networkOf } from '../../../workers/domain/network/index.ts';
import { createDrainage, type Drainage, type Network, runDrainage } from '../../../workers/drainage/index.ts';

/** Published models and their results; absent on most machines. */
const DATA = resolve('../shared/data/drainage');

/** True where the published data are; else says in one line what is skipped. */
export function haveDrainageData(): boolean {
  const found = existsSync(resolve(DATA, 'inp'));
  if (!found) console.log('Skipped: no ../shared/data/drainage.');
  return found;
}

export const modelNamed = (name: string): SwmmModel =>
  readModel(readInp(readFileSync(resolve(DATA, `inp/${name}.inp`)), `${name}.inp`));

/** Results of EPA SWMM, by the slot method where there are such: SWMM differs from itself between its two methods. */
export interface Reference {
  readonly timesS: readonly number[];
  /** `depth:ID`, `flood:ID`, `flow:ID` over time, in the file's units. */
  readonly column: (name: string) => readonly number[];
  readonly maxDepth: (node: string) => number;
  readonly maxFlow: (link: string) => number;
  readonly finalFlow: (link: string) => number;
}

export function referenceOf(name: string): Reference {
  const variant = ['slot_dt05', 'slot_dt025', 'asfile'].find((one) =>
    existsSync(resolve(DATA, `ref/${name}.${one}.summary.json`)),
  );
  const summary: {
    readonly nodes: Record<string, { readonly maxDepth: number }>;
    readonly links: Record<string, { readonly maxAbsFlow: number; readonly finalFlow: number }>;
  } = JSON.parse(readFileSync(resolve(DATA, `ref/${name}.${variant}.summary.json`), 'utf8'));
  const path = resolve(DATA, `ref/${name}.${variant}.series.csv`);
  const [heading, ...rows] = existsSync(path) ? readFileSync(path, 'utf8').trim().split(/\r?\n/) : [''];
  const names = heading.split(',');
  const values = rows.map((row) => row.split(',').map(Number));
  return {
    timesS: values.map(([time]) => time),
    column: (wanted) => values.map((row) => row[names.indexOf(wanted)]),
    maxDepth: (node) => summary.nodes[node].maxDepth,
    maxFlow: (link) => summary.links[link].maxAbsFlow,
    finalFlow: (link) => summary.links[link].finalFlow,
  };
}

export interface ComputedNetwork {
  readonly network: Network;
  readonly drainage: Drainage;
  /** By report time. */
  readonly timesS: readonly number[];
  readonly depthsM: readonly Float64Array[];
  readonly flowsM3s: readonly Float64Array[];
  readonly leastVolumeM3: number;
  readonly unitM: number;
  readonly unitM3s: number;
}

/** A published model from start to end, or to `untilS`. */
export function computeNetwork(model: SwmmModel, stepS: number, untilS = model.options.durationS): ComputedNetwork {
  const { network } = networkOf(model);
  const drainage = createDrainage(network);
  const timesS: number[] = [];
  const depthsM: Float64Array[] = [];
  const flowsM3s: Float64Array[] = [];
  let leastVolumeM3 = Infinity;
  const stepped = {
    get timeS() {
      return drainage.timeS;
    },
    step: (dtS: number): void => {
      drainage.step(dtS);
      for (const volume of drainage.volumeM3) leastVolumeM3 = Math.min(leastVolumeM3, volume);
    },
  };
  runDrainage(stepped, {
    durationS: untilS,
    stepS,
    reportStepS: model.options.reportStepS,
    reportStartS: 0,
    onReport: (timeS) => {
      timesS.push(timeS);
      depthsM.push(Float64Array.from(network.nodes, (_, i) => drainage.depthM(i)));
      flowsM3s.push(drainage.flowM3s.slice(0, network.links.length));
    },
  });
  const unit = FLOW_UNITS[model.options.flowUnits];
  const unitM = unit.us ? FOOT_M : 1;
  return { network, drainage, timesS, depthsM, flowsM3s, leastVolumeM3, unitM, unitM3s: unit.m3s };
}

/** Nash–Sutcliffe efficiency; 1 for two flat lines that agree. */
export function efficiency(reference: readonly number[], computed: readonly number[]): number {
  const mean = reference.reduce((sum, value) => sum + value, 0) / reference.length;
  let off = 0;
  let spread = 0;
  reference.forEach((value, i) => {
    off += (value - computed[i]) ** 2;
    spread += (value - mean) ** 2;
  });
  if (spread < 1e-9) return off < 1e-6 ? 1 : -Infinity;
  return 1 - off / spread;
}

/** Worst efficiency of the links' flows, worst error of their peaks (%) and of the nodes' peak depths (file's unit). */
export function worstOf(run: ComputedNetwork, reference: Reference) {
  const at = reference.timesS.map((timeS) => run.timesS.findIndex((one) => Math.abs(one - timeS) < 1));
  let leastEfficiency = 1;
  let peakFlowPercent = 0;
  let peakDepth = 0;
  run.network.links.forEach(({ id }, k) => {
    const flows = at.map((i) => run.flowsM3s[i][k] / run.unitM3s);
    leastEfficiency = Math.min(leastEfficiency, efficiency(reference.column(`flow:${id}`), flows));
    const peak = Math.max(...run.flowsM3s.map((row) => Math.abs(row[k]))) / run.unitM3s;
    const wanted = reference.maxFlow(id);
    peakFlowPercent = Math.max(peakFlowPercent, (100 * Math.abs(peak - wanted)) / Math.max(wanted, 1e-6));
  });
  run.network.nodes.forEach(({ id, kind }, i) => {
    if (kind === 'outfall') return;
    const peak = Math.max(...run.depthsM.map((row) => row[i])) / run.unitM;
    peakDepth = Math.max(peakDepth, Math.abs(peak - reference.maxDepth(id)));
  });
  return { leastEfficiency, peakFlowPercent, peakDepth };
}
