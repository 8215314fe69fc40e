import { type Ground, groundOf } from '../runoff/infiltration.ts';
import type { Infiltration } from '../runoff/types.ts';
import { inPieces } from './column.ts';
import type { LidUnit } from './types.ts';
import { type Lid, MM, MM_H, noFlows, overlandFactor } from './unit.ts';

/** A roof whose downspouts are cut off: what runs off it fills them first (SWMM 5.2 Reference Manual III, §6.6). */
export function roofOf(unit: LidUnit): Lid {
  const { surface, drain } = unit.design;
  const hollowM = (surface?.bermMm ?? 0) * MM;
  const overland = overlandFactor(unit.design, unit);
  const spoutMS = (drain?.coefficient ?? 0) * MM_H;
  const state = new Float64Array(1);
  const flows = noFlows();
  return {
    unit,
    areaM2: unit.count * unit.areaM2,
    flows,
    state: [state],
    storedM: () => state[0],
    step: (rainMS, runonMS, evaporationMS, dtS) =>
      inPieces(flows, dtS, (part) => {
        const water = state[0] + (rainMS + runonMS) * part;
        const dried = Math.min(evaporationMS * part, water);
        const over = Math.max(0, water - dried - hollowM);
        const leaves = overland > 0 ? Math.min(over, overland * Math.cbrt(over) ** 5 * part) : over;
        const spouts = Math.min(leaves, spoutMS * part);
        state[0] = water - dried - leaves;
        flows.evaporationMS += dried;
        flows.drainMS += spouts;
        flows.surfaceMS += leaves - spouts;
      }),
  };
}

/** A grassed channel of trapezoidal section that seeps into the ground of its catchment (Reference Manual III, §6.6). */
export function swaleOf(unit: LidUnit, ground: Infiltration | undefined): Lid {
  const { surface } = unit.design;
  const bermM = Math.max(1e-3, (surface?.bermMm ?? 0) * MM);
  const side = surface?.sideSlope ?? 0;
  const topM = Math.max(unit.widthM, 1e-3);
  const lengthM = unit.areaM2 / topM;
  const bottomM = Math.max(0.1 * topM, topM - 2 * side * bermM);
  const open = 1 - (surface?.vegetationShare ?? 0);
  const factor = surface && surface.manning > 0 ? Math.sqrt(Math.max(0, surface.slope)) / surface.manning : 0;
  const bed: Ground | undefined = ground && groundOf(ground);
  // Depth in the channel.
  const state = new Float64Array(1);
  const flows = noFlows();
  const volume = (depth: number): number => (bottomM + side * depth) * depth * lengthM * open;
  const depthOf = (water: number): number => {
    const section = Math.max(0, water) / (lengthM * open);
    return side > 0 ? (Math.sqrt(bottomM ** 2 + 4 * side * section) - bottomM) / (2 * side) : section / bottomM;
  };
  return {
    unit,
    areaM2: unit.count * unit.areaM2,
    flows,
    state: bed ? [state, bed.state] : [state],
    storedM: () => volume(state[0]) / unit.areaM2,
    step: (rainMS, runonMS, evaporationMS, dtS) =>
      inPieces(flows, dtS, (part) => {
        const depth = state[0];
        const widthM = bottomM + 2 * side * depth;
        const inflowM3 = (rainMS + runonMS) * unit.areaM2 * part;
        let water = volume(depth) + inflowM3;
        const wetM2 = Math.max(widthM, bottomM) * lengthM;
        const dried = Math.min(water, evaporationMS * wetM2 * part);
        water -= dried;
        const offeredMS = (inflowM3 - Math.min(dried, inflowM3)) / (wetM2 * part);
        const soaked = bed ? Math.min(water, bed.take(offeredMS, depth, part) * wetM2 * part) : 0;
        water -= soaked;
        const level = depthOf(water);
        const area = (bottomM + side * level) * level;
        const wetted = bottomM + 2 * level * Math.hypot(1, side);
        const flowM3s = area > 0 ? factor * area * (area / wetted) ** (2 / 3) : 0;
        // What stands over the berm spills at once.
        const leaves = Math.min(water, Math.max(flowM3s * part, water - volume(bermM)));
        state[0] = depthOf(water - leaves);
        flows.evaporationMS += dried / unit.areaM2;
        flows.infiltrationMS += soaked / unit.areaM2;
        flows.surfaceMS += leaves / unit.areaM2;
      }),
  };
}
