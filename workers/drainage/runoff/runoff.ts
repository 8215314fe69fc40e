import { NetworkError } from '../network.ts';
import { catchmentOf, type RunningCatchment, VOLUME } from './catchment.ts';
import type { Gauge, Hydrology } from './types.ts';

export interface RunoffBalance {
  readonly initialM3: number;
  readonly rainM3: number;
  readonly evaporationM3: number;
  readonly infiltrationM3: number;
  /** To nodes of the network, and out of catchments that lead nowhere. */
  readonly runoffM3: number;
  readonly storedM3: number;
  readonly errorM3: number;
}

/** Rain that becomes runoff, step by step. */
export interface Runoff {
  readonly timeS: number;
  readonly stepS: number;
  readonly catchments: readonly RunningCatchment[];
  /** Flow to each node that receives any in the last step, m³/s. */
  readonly nodeFlowM3s: ReadonlyMap<string, number>;
  step(dtS: number): void;
  /** The run begins at this time instead of at 0. */
  begin(timeS: number): void;
  rainAt(gauge: string, timeS: number, hours?: number): number;
  /** Potential evaporation, m/s. */
  evaporationMS(timeS: number): number;
  balance(): RunoffBalance;
  snapshot(): readonly Float64Array[];
  restore(snapshot: readonly Float64Array[]): void;
}

const MM_H = 1e-3 / 3600;
const MM_DAY = 1e-3 / 86_400;
/** Place of the first catchment's run-on in the clock. */
const FIRST = 3;

export function createRunoff(hydrology: Hydrology, isNode: (id: string) => boolean): Runoff {
  const gauges = new Map(hydrology.gauges.map((gauge) => [gauge.id, gauge]));
  const catchments = hydrology.catchments.map(catchmentOf);
  const byId = new Map(catchments.map((one) => [one.spec.id, one]));
  for (const { spec } of catchments) {
    for (const target of [
      spec.outlet,
      ...spec.lids.flatMap(({ drainTo }) => (drainTo === undefined ? [] : [drainTo])),
    ]) {
      if (!isNode(target) && !byId.has(target))
        throw new NetworkError(`Subcatchment "${spec.id}": no node or subcatchment "${target}".`);
    }
  }
  const initialM3 = catchments.reduce((sum, one) => sum + one.storedM3(), 0);
  const nodeFlowM3s = new Map<string, number>();
  // Time, runoff out of the catchments, length of the last step, and what each catchment is handed in the next one.
  const clock = new Float64Array(FIRST + catchments.length);
  const place = new Map(catchments.map(({ spec }, i) => [spec.id, FIRST + i]));
  const state = [clock, ...catchments.flatMap((one) => one.state)];

  const give = (target: string, flow: number, next: Float64Array): void => {
    const at = place.get(target);
    if (isNode(target)) nodeFlowM3s.set(target, (nodeFlowM3s.get(target) ?? 0) + flow);
    else if (at !== undefined) next[at] += flow;
  };
  /** Given on at the start of a step, so that order does not matter. */
  const next = new Float64Array(clock.length);

  const rainMS = new Map<string, number>();
  const evaporationMS = (timeS: number): number => {
    const { evaporationMmDay, startMs } = hydrology;
    const month = new Date(startMs + 1000 * timeS).getUTCMonth();
    return (evaporationMmDay.length === 12 ? evaporationMmDay[month] : (evaporationMmDay[0] ?? 0)) * MM_DAY;
  };

  return {
    get timeS() {
      return clock[0];
    },
    stepS: hydrology.stepS,
    catchments,
    nodeFlowM3s,
    evaporationMS,
    rainAt: (id, timeS, hours) => {
      const gauge = gauges.get(id);
      if (!gauge) return 0;
      return hours === undefined
        ? meanRainMmH(gauge, timeS, timeS + 1)
        : hours * meanRainMmH(gauge, timeS - 3600 * hours, timeS);
    },
    step: (dtS) => {
      const fromS = clock[0];
      nodeFlowM3s.clear();
      next.fill(0);
      const potential = evaporationMS(fromS);
      for (const [id, gauge] of gauges) rainMS.set(id, meanRainMmH(gauge, fromS, fromS + dtS) * MM_H);
      let leftM3s = 0;
      catchments.forEach((one, i) => {
        const { gauge, outlet, id } = one.spec;
        const rain = gauge === undefined ? 0 : (rainMS.get(gauge) ?? 0);
        const evaporation = hydrology.evaporatesWhenDryOnly && rain > 0 ? 0 : potential;
        one.step(rain, clock[FIRST + i], evaporation, dtS);
        if (outlet === id) leftM3s += one.outflowM3s;
        else give(outlet, one.outflowM3s, next);
        for (const [target, flow] of one.drainsM3s) give(target, flow, next);
      });
      for (let i = FIRST; i < clock.length; i++) clock[i] = next[i];
      for (const flow of nodeFlowM3s.values()) leftM3s += flow;
      clock[0] = fromS + dtS;
      clock[1] += leftM3s * dtS;
      clock[2] = dtS;
    },
    begin: (timeS) => {
      clock[0] = timeS;
    },
    balance: () => {
      const sum = (which: number): number => catchments.reduce((all, { volumes }) => all + volumes[which], 0);
      let storedM3 = 0;
      catchments.forEach((one, i) => {
        // What is on its way to another plane or catchment is still here.
        storedM3 += one.storedM3() + (one.volumes[VOLUME.returned] + clock[FIRST + i]) * clock[2];
      });
      const [rainM3, evaporationM3, infiltrationM3] = [
        sum(VOLUME.rain),
        sum(VOLUME.evaporation),
        sum(VOLUME.infiltration),
      ];
      return {
        initialM3,
        rainM3,
        evaporationM3,
        infiltrationM3,
        runoffM3: clock[1],
        storedM3,
        errorM3: initialM3 + rainM3 - evaporationM3 - infiltrationM3 - clock[1] - storedM3,
      };
    },
    snapshot: () => state.map((array) => array.slice()),
    restore: (snapshot) => {
      for (let i = 0; i < state.length; i++) state[i].set(snapshot[i]);
    },
  };
}

/** Mean intensity of a gauge between two times. */
export function meanRainMmH({ series, intervalS }: Gauge, fromS: number, toS: number): number {
  const { timesS, values } = series;
  let sum = 0;
  for (let i = 0; i < timesS.length; i++) {
    if (timesS[i] >= toS) break;
    const endS = intervalS === undefined ? (timesS[i + 1] ?? Number.POSITIVE_INFINITY) : timesS[i] + intervalS;
    const overlap = Math.min(toS, endS) - Math.max(fromS, timesS[i]);
    if (overlap > 0) sum += values[i] * overlap;
  }
  return sum / (toS - fromS);
}
