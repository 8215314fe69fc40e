import { greenAmpt } from '../runoff/infiltration.ts';
import { afterCleaning, clogsAfterM, permeableShare } from './clogging.ts';
import type { LidUnit } from './types.ts';
import { underdrainMS } from './underdrain.ts';
import { type Lid, MM, MM_H, noFlows, overlandFactor, PIECE_S, voidShare } from './unit.ts';

/**
 * Places in the state: depth on the surface, water in the pavement, moisture of the soil, depths in storage and mat, s
 * without inflow; water taken in since the start, and since the pavement was clean, m; the time, s; rate of the drain, m/s.
 */
const AT = {
  surface: 0,
  pavement: 1,
  soil: 2,
  storage: 3,
  mat: 4,
  dry: 5,
  taken: 6,
  worn: 7,
  time: 8,
  drain: 9,
} as const;

/**
 * Layers over one another: surface, pavement, soil, storage or drain mat (SWMM 5.2 Reference Manual III, §6.2–6.5).
 * Each layer passes down what it can and what the one below has room for; the limits are taken from the bottom up.
 */
export function columnOf(unit: LidUnit): Lid {
  const { design } = unit;
  const { surface, pavement, soil, storage, drain, drainMat } = design;
  const barrel = design.kind === 'barrel';
  const bermM = (surface?.bermMm ?? 0) * MM;
  const open = 1 - (surface?.vegetationShare ?? 0);
  const overland = overlandFactor(design, unit);
  const paveM = (pavement?.thicknessMm ?? 0) * MM;
  const paveVoid = pavement ? voidShare(pavement.voidRatio) * (1 - pavement.imperviousShare) : 0;
  const cleanMS = pavement ? pavement.permeabilityMmH * MM_H * (1 - pavement.imperviousShare) : Infinity;
  const soilM = (soil?.thicknessMm ?? 0) * MM;
  const storeM = (storage?.heightMm ?? 0) * MM;
  const storeVoid = barrel || !storage || storage.voidRatio <= 0 ? 1 : voidShare(storage.voidRatio);
  // Without a storage layer of its own a rain garden seeps as fast as its soil lets it.
  const freshSeepMS = barrel
    ? 0
    : (storage?.seepageMmH ?? (design.kind === 'rainGarden' ? (soil?.conductivityMmH ?? 0) : 0)) * MM_H;
  const matM = (drainMat?.thicknessMm ?? 0) * MM;
  const matVoid = drainMat?.voidShare ?? 1;
  const matFactor =
    drainMat && drainMat.manning > 0 && unit.widthM > 0
      ? (Math.sqrt(Math.max(surface?.slope ?? 0, 1e-4)) * unit.widthM) / (drainMat.manning * unit.areaM2)
      : 0;
  const paveClogsM = clogsAfterM(pavement?.cloggingFactor, paveM * paveVoid);
  const storeClogsM = clogsAfterM(storage?.cloggingFactor, storeM * storeVoid);
  const state = new Float64Array(10);
  const startMoisture = soil ? soil.wiltingPoint + unit.initialSaturation * (soil.porosity - soil.wiltingPoint) : 0;
  state[AT.soil] = startMoisture;
  state[AT.storage] = unit.initialSaturation * storeM;
  state[AT.pavement] = unit.initialSaturation * paveM * paveVoid;
  const bed = soil && greenAmpt(soil.suctionMm * MM, soil.conductivityMmH * MM_H, soil.porosity - startMoisture, false);
  const flows = noFlows();

  /** A barrel's valve opens some time after the rain. */
  const drainRate = (): number => {
    if (barrel && drain && state[AT.dry] < drain.delayH * 3600) return 0;
    let headM = state[AT.storage];
    if (soil && storeM > 0 && headM >= storeM) {
      const over = (state[AT.soil] - soil.fieldCapacity) / Math.max(1e-9, soil.porosity - soil.fieldCapacity);
      if (over > 0) headM += over * soilM;
    }
    return underdrainMS(drain, headM, state[AT.drain] > 0);
  };

  const piece = (rainMS: number, runonMS: number, evaporationMS: number, dtS: number): void => {
    // A covered barrel takes what is led to it; rain on its lid runs off it.
    const lid = barrel && storage?.covered ? rainMS : 0;
    const inflow = rainMS - lid + runonMS;
    state[AT.dry] = inflow > 0 ? 0 : state[AT.dry] + dtS;
    const evap1 = Math.min(evaporationMS, (state[AT.surface] * open) / dtS + inflow);
    const offered = inflow - evap1;
    const available = offered + (state[AT.surface] * open) / dtS;

    // Rates that each layer would pass down, and room below, from the bottom up.
    const drainMost = drainRate();
    const permeabilityMS = cleanMS * permeableShare(state[AT.worn], paveClogsM);
    const seepMS = freshSeepMS * permeableShare(state[AT.taken], storeClogsM);
    const matMost = matFactor > 0 ? matFactor * Math.cbrt(state[AT.mat]) ** 5 : (state[AT.mat] * matVoid) / dtS;
    const roomBelow = drainMat
      ? ((matM - state[AT.mat]) * matVoid) / dtS + matMost
      : ((storeM - state[AT.storage]) * storeVoid) / dtS + seepMS + drainMost;
    let perc = Infinity;
    let evap2 = 0;
    let intoSoil = Infinity;
    if (soil) {
      const moisture = state[AT.soil];
      const wet = moisture - soil.fieldCapacity;
      perc = 0;
      if (wet > 0) {
        const rate = soil.conductivityMmH * MM_H * Math.exp(-soil.conductivitySlope * (soil.porosity - moisture));
        perc = Math.min(rate, (wet * soilM) / dtS, roomBelow);
      }
      if (available <= 0)
        evap2 = Math.min(evaporationMS - evap1, Math.max(0, ((moisture - soil.wiltingPoint) * soilM) / dtS - perc));
      intoSoil = ((soil.porosity - moisture) * soilM) / dtS + perc + evap2;
    } else intoSoil = roomBelow;
    let fromPavement = Infinity;
    let intoFirst = intoSoil;
    if (pavement) {
      fromPavement = Math.min(permeabilityMS, intoSoil, state[AT.pavement] / dtS + Math.min(available, permeabilityMS));
      intoFirst = Math.min(permeabilityMS, (paveM * paveVoid - state[AT.pavement]) / dtS + fromPavement);
    }
    let down = Math.min(available, intoFirst);
    if (bed && !pavement) down = Math.min(down, bed.take(offered, Math.max(0, state[AT.surface] * open), dtS));
    else if (bed && pavement) fromPavement = Math.min(fromPavement, bed.take(fromPavement, 0, dtS));

    state[AT.surface] = Math.max(0, state[AT.surface] + ((offered - down) * dtS) / open);
    let reached = down;
    if (pavement) {
      reached = Math.min(fromPavement, state[AT.pavement] / dtS + down);
      state[AT.pavement] += (down - reached) * dtS;
    }
    if (soil) {
      state[AT.soil] += ((reached - perc - evap2) * dtS) / soilM;
      reached = perc;
    }
    if (drainMat) {
      const water = (state[AT.mat] * matVoid) / dtS + reached;
      const leaves = Math.min(matMost, water);
      state[AT.mat] = ((water - leaves) * dtS) / matVoid;
      flows.drainMS += leaves * dtS;
    } else if (storeM > 0) {
      const water = (state[AT.storage] * storeVoid) / dtS + reached;
      const seeps = Math.min(seepMS, water);
      const drains = Math.min(drainMost, water - seeps);
      state[AT.storage] = ((water - seeps - drains) * dtS) / storeVoid;
      state[AT.drain] = drains;
      flows.infiltrationMS += seeps * dtS;
      flows.drainMS += drains * dtS;
    } else {
      const drains = Math.min(drainMost, Math.max(0, reached - seepMS));
      state[AT.drain] = drains;
      flows.infiltrationMS += (reached - drains) * dtS;
      flows.drainMS += drains * dtS;
    }
    flows.evaporationMS += (evap1 + evap2) * dtS;
    const { time } = AT;
    state[AT.taken] += inflow * dtS;
    state[AT.worn] = afterCleaning(state[AT.worn] + inflow * dtS, pavement?.cleaning, state[time], state[time] + dtS);
    state[time] += dtS;

    // What stands over the berm runs off.
    const over = state[AT.surface] - bermM;
    if (over > 0) {
      const leaves = overland > 0 ? Math.min(over * open, overland * Math.cbrt(over) ** 5 * dtS) : over * open;
      state[AT.surface] -= leaves / open;
      flows.surfaceMS += leaves;
    }
    flows.surfaceMS += lid * dtS;
  };

  return {
    unit,
    areaM2: unit.count * unit.areaM2,
    flows,
    state: bed ? [state, bed.state] : [state],
    step: (rainMS, runonMS, evaporationMS, dtS) =>
      inPieces(flows, dtS, (part) => piece(rainMS, runonMS, evaporationMS, part)),
    storedM: () =>
      state[AT.surface] * open +
      state[AT.pavement] +
      state[AT.soil] * soilM +
      state[AT.storage] * storeVoid +
      state[AT.mat] * matVoid,
  };
}

/** Runs a step in pieces that add volumes to `flows`, and makes mean rates of them. */
export function inPieces(flows: Lid['flows'], dtS: number, piece: (dtS: number) => void): void {
  Object.assign(flows, noFlows());
  const pieces = Math.ceil(dtS / PIECE_S);
  for (let i = 0; i < pieces; i++) piece(dtS / pieces);
  flows.surfaceMS /= dtS;
  flows.drainMS /= dtS;
  flows.infiltrationMS /= dtS;
  flows.evaporationMS /= dtS;
}
