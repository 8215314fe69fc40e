import type { Infiltration, Soil } from './types.ts';

/**
 * What ground can take in, one rule for all engines. A cell's capacity is a rate, fixed for an interval; in each step
 * the cell loses `min(rate · dt, depth)` and the same is added to what has soaked in (`soakedM`, m over the cell).
 *
 * Intervals: before each step that would end later than the running interval, a new one begins at the step's start
 * and lasts `INFILTRATION_EVERY_S`; so does the first step of a run and the first after `settle`. No rate is used for
 * longer than that, since steps are never longer. A rate is evaluated at the interval's start as the mean over it, so
 * that ponded ground follows the models' integrals, whatever the length of the steps.
 */
export const INFILTRATION_EVERY_S = 10;

const MM = 1e-3;
const MM_H = 1 / 3.6e6;

/**
 * Capacity of a cell with a soil over the coming interval, m/s over the whole cell. The first `abstractionMm` are kept
 * whole; beyond them the pervious share takes in what its model says for the depth that it has taken in so far,
 * (soaked − abstraction) / share. `infiltrationMmH` of the cell stays the least of its capacity: the engine uses
 * max(that, this).
 *
 * @param soakedM taken in so far, m over the cell
 * @param rainedM rain that falls on the cell's zone from the start to the interval's end, m (curve numbers only)
 */
export function capacityMS(soil: Soil, soakedM: number, rainedM: number, intervalS = INFILTRATION_EVERY_S): number {
  const { infiltration, perviousShare, abstractionMm } = soil;
  const left = abstractionMm * MM - soakedM;
  const kept = Math.max(0, left) / intervalS;
  if (!(perviousShare > 0)) return kept;
  const inSoilM = Math.max(0, -left) / perviousShare;
  const rainOnSoilM = Math.max(0, rainedM - abstractionMm * MM);
  return kept + (perviousShare * gainM(infiltration, inSoilM, rainOnSoilM, intervalS)) / intervalS;
}

/** Depth that pervious ground which has taken in `inM` can take in over an interval, m. */
function gainM(model: Infiltration, inM: number, rainedM: number, intervalS: number): number {
  switch (model.model) {
    case 'greenAmpt':
      return greenAmptGainM(inM, model.suctionMm * MM * model.deficit, model.conductivityMmH * MM_H * intervalS);
    case 'horton':
      return hortonGainM(inM, model.initialMmH * MM_H, model.finalMmH * MM_H, model.decayPerH / 3600, intervalS);
    case 'curveNumber':
      return Math.max(0, curveNumberLossM(rainedM, model.curveNumber, model.abstractionShare) - inM);
    case 'constant':
      return model.rateMmH * MM_H * intervalS;
  }
}

/**
 * Green and Ampt (1911): F − m·ln(1 + F/m) = K·t with m = ψ·Δθ, over an interval, the logarithm taken to its first
 * term about the middle as Li, Stevens and Simons (1976) do: within 0.3 % of the implicit solution after
 * three minutes of these intervals, closer later.
 *
 * @param fullM K·Δt
 */
function greenAmptGainM(inM: number, m: number, fullM: number): number {
  const b = fullM - 2 * inM;
  return 0.5 * (b + Math.sqrt(b * b + 8 * fullM * (inM + m)));
}

/**
 * Horton (1933) by what has gone in: F(t) = fc·t + (f0 − fc)/k·(1 − e^(−kt)) is turned round for t by Newton's rule,
 * which comes from below and never passes since F is concave; then F(t + Δt) − F(t).
 */
function hortonGainM(inM: number, first: number, last: number, decay: number, intervalS: number): number {
  if (!(decay > 0) || first === last) return first * intervalS;
  const excessM = (first - last) / decay;
  let timeS = inM / first;
  let fade = Math.exp(-decay * timeS);
  for (let k = 0; k < 50; k++) {
    const short = inM - last * timeS - excessM * (1 - fade);
    if (short <= 1e-12) break;
    timeS += short / (last + (first - last) * fade);
    // Where the last rate is 0, all that ever goes in may have gone in.
    if (!(decay * timeS < 700)) return last * intervalS;
    fade = Math.exp(-decay * timeS);
  }
  return last * intervalS + excessM * fade * (1 - Math.exp(-decay * intervalS));
}

/** SCS (1972, NEH-4): of rain P, Q = (P − Ia)²/(P − Ia + S) runs off, Ia = abstraction share · S; the rest stays, m. */
function curveNumberLossM(rainM: number, curveNumber: number, abstractionShare: number): number {
  const storageM = (25400 / curveNumber - 254) * MM;
  const beyondM = rainM - abstractionShare * storageM;
  return beyondM > 0 ? rainM - (beyondM * beyondM) / (beyondM + storageM) : rainM;
}
