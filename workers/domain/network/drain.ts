import type { SwmmModel } from '../../../src/city/inp/swmm/index.ts';
import { createStorm, type Drainage, runDrainage } from '../../drainage/index.ts';
import { networkOf } from './network.ts';

/** What a run of a pipe network says of itself; volumes in m³. */
export interface DrainSummary {
  readonly nodes: number;
  readonly links: number;
  readonly steps: number;
  readonly stepS: number;
  readonly simulatedS: number;
  readonly wallS: number;
  readonly engine: string;
  readonly volumeM3: Readonly<Record<string, number>>;
  /** |what the balance does not account for| over all that was in or came in. */
  readonly massErrorRel: number;
  readonly continuityErrorPercent: number;
  /** Flooding out of the nodes that flood. */
  readonly floodingM3: Readonly<Record<string, number>>;
  readonly warnings: readonly string[];
}

/** Computes a SWMM model from start to end; `report` is called at its report times. */
export function drainModel(model: SwmmModel, stepS: number, report: (drainage: Drainage) => void): DrainSummary {
  const began = performance.now();
  const { network, hydrology, warnings } = networkOf(model);
  const storm = createStorm(network, hydrology);
  const { drainage } = storm;
  const floodingM3 = new Float64Array(network.nodes.length);
  const stepped = {
    get timeS() {
      return drainage.timeS;
    },
    step: (dtS: number): void => {
      storm.step(dtS);
      for (let i = 0; i < floodingM3.length; i++) floodingM3[i] += dtS * drainage.floodingM3s[i];
    },
  };
  const { durationS, reportStepS, reportStartS } = model.options;
  const steps = runDrainage(stepped, {
    durationS,
    stepS,
    reportStepS,
    reportStartS,
    onReport: () => report(drainage),
  });
  const balance = drainage.massBalance();
  const land = storm.runoff.balance();
  const { unsettled } = drainage.counts;
  const massErrorRel = Math.max(
    balance.errorRel,
    Math.abs(land.errorM3) / Math.max(land.initialM3 + land.rainM3, 1e-9),
  );
  return {
    nodes: network.nodes.length,
    links: network.links.length,
    steps,
    stepS,
    simulatedS: drainage.timeS,
    wallS: (performance.now() - began) / 1000,
    engine: `drainage ${drainage.version}`,
    volumeM3: {
      initial: balance.initialM3,
      inflow: balance.inflowM3,
      backflow: balance.backflowM3,
      outflow: balance.outflowM3,
      flooding: balance.floodingM3,
      withdrawn: balance.withdrawnM3,
      stored: balance.storedM3,
      ...(hydrology.catchments.length > 0 && {
        rain: land.rainM3,
        evaporation: land.evaporationM3,
        infiltration: land.infiltrationM3,
        runoff: land.runoffM3,
        landInitial: land.initialM3,
        landStored: land.storedM3,
      }),
    },
    massErrorRel,
    continuityErrorPercent: 100 * massErrorRel,
    floodingM3: Object.fromEntries(
      network.nodes.flatMap(({ id }, i) => (floodingM3[i] > 0 ? [[id, floodingM3[i]] as const] : [])),
    ),
    warnings:
      unsettled > 0 ? [...warnings, `${unsettled} parts of steps did not settle: look at the heads there.`] : warnings,
  };
}
