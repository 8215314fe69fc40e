import type { Infiltration } from './types.ts';

const MM = 1e-3;
const HOUR_S = 3600;
const DAY_S = 86_400;
const INCH_MM = 25.4;

/** Ground that takes in water: `take` gives the rate, m/s, of what is offered (m/s, with standing water as m) in a step. */
export interface Ground {
  take(offeredMS: number, pondM: number, dtS: number): number;
  /** The numbers that a snapshot keeps. */
  readonly state: Float64Array;
}

export function groundOf(infiltration: Infiltration): Ground {
  switch (infiltration.method) {
    case 'horton':
      return horton(infiltration);
    case 'modifiedHorton':
      return modifiedHorton(infiltration);
    case 'curveNumber':
      return curveNumber(infiltration);
    default:
      return greenAmpt(
        infiltration.suctionMm * MM,
        (infiltration.conductivityMmH * MM) / HOUR_S,
        infiltration.deficit,
        infiltration.method === 'modifiedGreenAmpt',
      );
  }
}

type Of<M extends Infiltration['method']> = Extract<Infiltration, { method: M }>;

/** 98 % of the capacity comes back in the drying time (SWMM 5.2 Reference Manual I, eq. 4-17). */
const regainPerS = (dryingDays: number): number => (dryingDays > 0 ? -Math.log(1 - 0.98) / (dryingDays * DAY_S) : 0);

/** Horton's curve in its integrated form: the state is the equivalent time along it (Reference Manual I, §4.2). */
function horton({ mostMmH, leastMmH, decayPerH, dryingDays, mostMm }: Of<'horton' | 'modifiedHorton'>): Ground {
  const [most, least, decay] = [(mostMmH * MM) / HOUR_S, (leastMmH * MM) / HOUR_S, decayPerH / HOUR_S];
  const regain = regainPerS(dryingDays);
  const state = new Float64Array(2);
  const sum = (timeS: number): number =>
    least * timeS + (decay > 0 ? ((most - least) * (1 - Math.exp(-decay * timeS))) / decay : (most - least) * timeS);
  return {
    state,
    take: (offeredMS, pondM, dtS) => {
      const offered = offeredMS + pondM / dtS;
      if (offered <= 0) {
        if (decay > 0 && state[0] > 0) {
          const used = Math.exp(-regain * dtS) * (1 - Math.exp(-decay * state[0]));
          state[0] = -Math.log(Math.max(1e-12, 1 - used)) / decay;
        }
        return 0;
      }
      const capacity = (sum(state[0] + dtS) - sum(state[0])) / dtS;
      let rate = Math.min(offered, capacity);
      if (mostMm > 0) rate = Math.min(rate, Math.max(0, mostMm * MM - state[1]) / dtS);
      if (rate >= capacity) state[0] += dtS;
      else state[0] = timeOf(sum, sum(state[0]) + rate * dtS, state[0], state[0] + dtS);
      state[1] += rate * dtS;
      return rate;
    },
  };
}

/** The time by which a rising sum reaches a value, between two times. */
function timeOf(sum: (timeS: number) => number, value: number, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (sum(middle) < value) low = middle;
    else high = middle;
  }
  return high;
}

/** The state is the water taken in beyond the least rate (Akan 1992; Reference Manual I, §4.3). */
function modifiedHorton({ mostMmH, leastMmH, decayPerH, dryingDays, mostMm }: Of<'horton' | 'modifiedHorton'>): Ground {
  const [most, least, decay] = [(mostMmH * MM) / HOUR_S, (leastMmH * MM) / HOUR_S, decayPerH / HOUR_S];
  const regain = regainPerS(dryingDays);
  const state = new Float64Array(2);
  return {
    state,
    take: (offeredMS, pondM, dtS) => {
      const offered = offeredMS + pondM / dtS;
      if (offered <= 0) {
        state[0] *= Math.exp(-regain * dtS);
        return 0;
      }
      const capacity = Math.max(least, most - decay * state[0]);
      let rate = Math.min(offered, capacity);
      if (mostMm > 0) rate = Math.min(rate, Math.max(0, mostMm * MM - state[1]) / dtS);
      state[0] += Math.max(0, rate - least) * dtS;
      state[1] += rate * dtS;
      return rate;
    },
  };
}

/**
 * Green and Ampt with an upper zone that dries between storms (Mein and Larson; Reference Manual I, §4.4). State:
 * infiltrated since the storm began, deficit, water in the upper zone, time to the next storm, 1 when saturated.
 * The modified form does not count rain below the conductivity.
 */
export function greenAmpt(suctionM: number, conductivityMS: number, deficit: number, modified: boolean): Ground {
  const inchPerHour = (conductivityMS * HOUR_S) / (INCH_MM * MM);
  const zoneM = 4 * Math.sqrt(inchPerHour) * INCH_MM * MM;
  const zoneMost = deficit * zoneM;
  const recoverPerS = Math.sqrt(inchPerHour) / 75 / HOUR_S;
  const state = Float64Array.of(0, deficit, 0, 0, 0);
  const add = (depthM: number, counted = true): void => {
    if (counted) state[0] += depthM;
    state[2] = Math.min(zoneMost, state[2] + depthM);
  };
  return {
    state,
    take: (offeredMS, pondM, dtS) => {
      const offered = offeredMS + pondM / dtS;
      state[3] -= dtS;
      if (offered <= 0) {
        const dried = recoverPerS * zoneMost * dtS;
        state[2] = Math.max(0, state[2] - dried);
        state[0] = Math.max(0, state[0] - dried);
        state[4] = 0;
        if (state[3] <= 0 && zoneM > 0) {
          state[1] = (zoneMost - state[2]) / zoneM;
          state[0] = 0;
        }
        return 0;
      }
      state[3] = recoverPerS > 0 ? 0.06 / recoverPerS / HOUR_S : 0;
      const pull = state[1] * (suctionM + pondM);
      if (state[4] === 0) {
        if (offered <= conductivityMS) {
          add(offered * dtS, !modified);
          return offered;
        }
        const saturates = (conductivityMS * pull) / (offered - conductivityMS);
        if (state[0] + offered * dtS < saturates) {
          add(offered * dtS);
          return offered;
        }
        state[4] = 1;
      }
      const before = state[0];
      const after = pull > 0 ? greenAmptDepth(before, pull, conductivityMS * dtS) : before + conductivityMS * dtS;
      const rate = Math.min(offered, (after - before) / dtS);
      add(rate * dtS);
      if (rate >= offered) state[4] = 0;
      return rate;
    },
  };
}

/** F − C ln((F + C)/(F₁ + C)) = F₁ + K dt, by Newton. */
function greenAmptDepth(before: number, pull: number, gain: number): number {
  let depth = before + gain;
  for (let i = 0; i < 30; i++) {
    const off = depth - pull * Math.log((depth + pull) / (before + pull)) - before - gain;
    const slope = depth / (depth + pull);
    if (slope < 1e-9) {
      depth += Math.sqrt(2 * pull * gain);
      continue;
    }
    const step = off / slope;
    depth -= step;
    if (Math.abs(step) < 1e-12) break;
  }
  return depth;
}

/** SCS curve number, by increments of rain (Reference Manual I, §4.5). State: rain and infiltration of the storm, room left. */
function curveNumber({ curveNumber: number, dryingDays }: Of<'curveNumber'>): Ground {
  const room = (1000 / Math.max(number, 10) - 10) * INCH_MM * MM;
  const regain = dryingDays > 0 ? 1 / (dryingDays * DAY_S) : 0;
  const newStormS = regain > 0 ? 0.06 / regain : Infinity;
  // Rain, infiltrated, room at the start of the storm, room now, time since rain.
  const state = Float64Array.of(0, 0, room, room, 0);
  return {
    state,
    take: (offeredMS, pondM, dtS) => {
      if (offeredMS <= 0 && pondM <= 0) {
        state[4] += dtS;
        state[3] = Math.min(room, state[3] + regain * room * dtS);
        return 0;
      }
      if (state[4] >= newStormS) {
        state[0] = 0;
        state[1] = 0;
        state[2] = state[3];
      }
      state[4] = 0;
      let rate = 0;
      if (offeredMS > 0) {
        state[0] += offeredMS * dtS;
        const total = state[2] > 0 ? state[0] * (1 - state[0] / (state[0] + state[2])) : 0;
        rate = Math.max(0, (total - state[1]) / dtS);
      } else rate = state[3] > 0 ? Math.min(pondM / dtS, state[3] / dtS) : 0;
      rate = Math.min(rate, offeredMS + pondM / dtS);
      state[1] += rate * dtS;
      state[3] = Math.max(0, state[3] - rate * dtS);
      return rate;
    },
  };
}
