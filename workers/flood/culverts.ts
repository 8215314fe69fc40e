import { GRAVITY } from './constants.ts';
import type { Culvert } from './types.ts';

/**
 * Discharge of a culvert between two water levels, m³/s, positive from `from` to `to`: the lesser of
 *
 * - inlet control: the most that the inlet passes at its head, i.e. critical flow over the invert with the entrance
 *   loss, max over y of A(y)·√(2g(H − y)/(1 + Ke)), and once it is drowned an orifice 0.6·A·√(2g(H − D/2));
 * - outlet control: the fall of the water surface is spent on entrance, barrel (Manning) and exit,
 *   A·√(2g·ΔH/(Ke + Kx + 2g·n²L/R^(4/3))), A and R at the mean of the depths at both ends: that of the full pipe when
 *   both are drowned, Manning's uniform flow in a long one that is not. The outlet is at least ⅔ of the head deep.
 *
 * Types of control as in FHWA HDS-5 (2012); velocity heads outside the culvert are left out.
 */
export function culvertDischarge(culvert: Culvert, fromLevelM: number, toLevelM: number): number {
  const forward = Math.max(fromLevelM, culvert.fromInvertM) > Math.max(toLevelM, culvert.toInvertM);
  if (!forward && culvert.flap) return 0;
  const [upLevelM, upInvertM] = forward ? [fromLevelM, culvert.fromInvertM] : [toLevelM, culvert.toInvertM];
  const [downLevelM, downInvertM] = forward ? [toLevelM, culvert.toInvertM] : [fromLevelM, culvert.fromInvertM];
  const headM = upLevelM - upInvertM;
  if (!(headM > 0)) return 0;
  const { heightM, barrels, lengthM, manning, entranceLoss, exitLoss } = culvert;

  const inletDepthM = Math.min(headM, heightM);
  const outletDepthM = Math.max(downLevelM - downInvertM, (2 / 3) * inletDepthM);
  const fallM = upLevelM - (downInvertM + outletDepthM);
  const { areaM2, radiusM } = section(culvert, 0.5 * (inletDepthM + Math.min(outletDepthM, heightM)));
  const friction = (2 * GRAVITY * manning * manning * lengthM) / Math.cbrt(radiusM) ** 4;
  // Where the invert falls steeply backwards nothing reaches the outlet; a pipe without any loss is ruled by its inlet.
  const outlet = fallM > 0 ? areaM2 * Math.sqrt((2 * GRAVITY * fallM) / (entranceLoss + exitLoss + friction)) : 0;
  const discharge = barrels * Math.min(outlet, inletM3s(culvert, headM));
  return forward ? discharge : 0 - discharge;
}

/** Most that one barrel's inlet passes at a head over its invert, m³/s. */
function inletM3s(culvert: Culvert, headM: number): number {
  const { heightM, entranceLoss } = culvert;
  const passes = (depthM: number): number =>
    section(culvert, depthM).areaM2 * Math.sqrt((2 * GRAVITY * (headM - depthM)) / (1 + entranceLoss));
  // The discharge at a given head has one maximum, found by thirds.
  let low = 0;
  let high = Math.min(headM, heightM);
  for (let k = 0; k < 40; k++) {
    const third = (high - low) / 3;
    if (passes(low + third) < passes(high - third)) low += third;
    else high -= third;
  }
  const critical = passes(0.5 * (low + high));
  if (headM <= heightM) return critical;
  const orifice = 0.6 * section(culvert, heightM).areaM2 * Math.sqrt(2 * GRAVITY * (headM - 0.5 * heightM));
  return Math.min(critical, orifice);
}

/** Wetted area and hydraulic radius of one barrel filled to a depth of at most its height. */
function section(culvert: Culvert, depthM: number): { readonly areaM2: number; readonly radiusM: number } {
  const { shape, heightM, widthM } = culvert;
  const depth = Math.min(depthM, heightM);
  if (shape === 'box') {
    const lid = depth === heightM ? widthM : 0;
    return { areaM2: widthM * depth, radiusM: (widthM * depth) / (widthM + 2 * depth + lid) };
  }
  const angle = 2 * Math.acos(1 - (2 * depth) / heightM);
  const areaM2 = 0.125 * heightM * heightM * (angle - Math.sin(angle));
  return { areaM2, radiusM: areaM2 / (0.5 * heightM * angle) };
}

/** An end of a culvert as it stands. */
export interface CulvertEnd {
  readonly levelM: number;
  /** Water that its cells hold, m³; Infinity where a boundary holds their level. */
  readonly heldM3: number;
  /** Plan area of its cells, m²; Infinity where a boundary holds their level. */
  readonly areaM2: number;
}

/**
 * What a culvert carries in an interval, m³, positive from `from` to `to`: its discharge, at most what the giving cells
 * hold and what levels the two ends, so that water never sloshes back and forth. Engines apply it as often as they can;
 * at most every 5 s.
 */
export function culvertVolumeM3(culvert: Culvert, from: CulvertEnd, to: CulvertEnd, intervalS: number): number {
  const discharge = culvertDischarge(culvert, from.levelM, to.levelM);
  if (discharge === 0) return 0;
  const giver = discharge > 0 ? from : to;
  // a·b/(a + b), also for infinite areas.
  const levels = Math.abs(from.levelM - to.levelM) / (1 / from.areaM2 + 1 / to.areaM2);
  const volume = Math.min(Math.abs(discharge) * intervalS, giver.heldM3, levels);
  return discharge > 0 ? volume : -volume;
}
