import { columnOf } from '../lid/column.ts';
import { roofOf, swaleOf } from '../lid/open.ts';
import type { Lid } from '../lid/unit.ts';
import { groundOf } from './infiltration.ts';
import { Plane } from './plane.ts';
import type { Catchment } from './types.ts';

/** Volumes of a catchment since the start, m³. */
export interface CatchmentVolumes {
  rainM3: number;
  evaporationM3: number;
  infiltrationM3: number;
  runoffM3: number;
}

/** A catchment under way. */
export interface RunningCatchment {
  readonly spec: Catchment;
  readonly lids: readonly Lid[];
  readonly state: readonly Float64Array[];
  readonly volumes: Float64Array;
  /** To its outlet in the last step, m³/s. */
  outflowM3s: number;
  /** Underdrains that lead elsewhere, m³/s by target. */
  readonly drainsM3s: Map<string, number>;
  step(rainMS: number, runonM3s: number, evaporationMS: number, dtS: number): void;
  storedM3(): number;
}

/** Places in `volumes`; the last is what runs from measures to pervious ground in the next step, m³/s. */
export const VOLUME = { rain: 0, evaporation: 1, infiltration: 2, runoff: 3, returned: 4 } as const;

/** Three planes, their routing into one another, and measures that take part of what runs off them. */
export function catchmentOf(spec: Catchment): RunningCatchment {
  const { areaM2, imperviousShare, flatShare, routeTo, routedShare } = spec;
  const lids = spec.lids.map(
    (unit): Lid =>
      unit.design.kind === 'roof'
        ? roofOf(unit)
        : unit.design.kind === 'swale'
          ? swaleOf(unit, spec.infiltration)
          : columnOf(unit),
  );
  const lidM2 = lids.reduce((sum, lid) => sum + lid.areaM2, 0);
  const groundM2 = Math.max(0, areaM2 - lidM2) < 1e-6 * areaM2 ? 0 : Math.max(0, areaM2 - lidM2);
  const hardM2 = groundM2 * imperviousShare;
  const softM2 = groundM2 - hardM2;
  const alpha = (manning: number, m2: number): number =>
    m2 > 0 && manning > 0 ? (spec.widthM * Math.sqrt(spec.slope)) / (manning * m2) : 0;
  const hardAlpha = alpha(spec.imperviousManning, hardM2);
  const flat = new Plane(hardM2 * flatShare, hardAlpha, 0, undefined);
  const hollow = new Plane(hardM2 * (1 - flatShare), hardAlpha, spec.imperviousHollowMm / 1000, undefined);
  const soft = new Plane(
    softM2,
    alpha(spec.perviousManning, softM2),
    spec.perviousHollowMm / 1000,
    spec.infiltration && groundOf(spec.infiltration),
  );
  const planes = [flat, hollow, soft];
  const volumes = new Float64Array(5);
  const drainsM3s = new Map<string, number>();
  const fromHard = spec.lids.reduce((sum, lid) => sum + lid.fromImperviousShare, 0);
  const fromSoft = spec.lids.reduce((sum, lid) => sum + lid.fromPerviousShare, 0);

  const running: RunningCatchment = {
    spec,
    lids,
    state: [
      ...planes.flatMap(({ state, ground }) => (ground ? [state, ground.state] : [state])),
      ...lids.flatMap(({ state }) => state),
      volumes,
    ],
    volumes,
    outflowM3s: 0,
    drainsM3s,
    storedM3: () =>
      planes.reduce((sum, { areaM2: m2, state }) => sum + m2 * state[0], 0) +
      lids.reduce((sum, lid) => sum + lid.areaM2 * lid.storedM(), 0),
    step: (rainMS, runonM3s, evaporationMS, dtS) => {
      drainsM3s.clear();
      const runonMS = groundM2 > 0 ? runonM3s / groundM2 : 0;
      const returnedMS = softM2 > 0 ? volumes[VOLUME.returned] / softM2 : 0;
      let [hardM3s, softM3s] = [0, 0];
      const runHard = (ledM3s: number): void => {
        flat.step(rainMS + runonMS, evaporationMS, dtS);
        hollow.step(rainMS + runonMS + (hollow.areaM2 > 0 ? ledM3s / hollow.areaM2 : 0), evaporationMS, dtS);
        hardM3s = flat.areaM2 * flat.runoffMS + hollow.areaM2 * hollow.runoffMS;
      };
      const runSoft = (ledM3s: number): void => {
        soft.step(rainMS + runonMS + returnedMS + (softM2 > 0 ? ledM3s / softM2 : 0), evaporationMS, dtS);
        softM3s = softM2 * soft.runoffMS;
      };
      // Measures take their share of what runs off; of the rest, a share is led to the other plane.
      let ledM3s = 0;
      if (routeTo === 'impervious' && hollow.areaM2 > 0) {
        runSoft(0);
        ledM3s = softM3s * (1 - fromSoft) * routedShare;
        runHard(ledM3s);
      } else {
        runHard(0);
        if (routeTo === 'pervious' && softM2 > 0) ledM3s = hardM3s * (1 - fromHard) * routedShare;
        runSoft(ledM3s);
      }
      let outM3s = hardM3s * (1 - fromHard) + softM3s * (1 - fromSoft) - ledM3s;
      let [evaporated, soaked, returned] = [0, 0, 0];
      for (const plane of planes) {
        evaporated += plane.areaM2 * plane.evaporationMS;
        soaked += plane.areaM2 * plane.infiltrationMS;
      }
      for (const lid of lids) {
        const { unit } = lid;
        const led = hardM3s * unit.fromImperviousShare + softM3s * unit.fromPerviousShare;
        const shared = groundM2 > 0 ? 0 : (runonM3s * lid.areaM2) / lidM2;
        lid.step(rainMS, (led + shared) / lid.areaM2, evaporationMS, dtS);
        evaporated += lid.areaM2 * lid.flows.evaporationMS;
        soaked += lid.areaM2 * lid.flows.infiltrationMS;
        const surfaceM3s = lid.areaM2 * lid.flows.surfaceMS;
        const drainM3s = lid.areaM2 * lid.flows.drainMS;
        if (unit.toPervious && softM2 > 0) returned += surfaceM3s;
        else outM3s += surfaceM3s;
        if (unit.drainTo === undefined || unit.drainTo === spec.outlet) outM3s += drainM3s;
        else drainsM3s.set(unit.drainTo, (drainsM3s.get(unit.drainTo) ?? 0) + drainM3s);
      }
      running.outflowM3s = outM3s;
      let drained = 0;
      for (const flow of drainsM3s.values()) drained += flow;
      volumes[VOLUME.rain] += rainMS * areaM2 * dtS;
      volumes[VOLUME.evaporation] += evaporated * dtS;
      volumes[VOLUME.infiltration] += soaked * dtS;
      volumes[VOLUME.runoff] += (outM3s + drained) * dtS;
      volumes[VOLUME.returned] = returned;
    },
  };
  return running;
}
