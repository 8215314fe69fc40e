import { openShareOf } from './grade.ts';
import { FOOT_M } from './gutter.ts';
import type { CurbOpening, Grate, InletDesign } from './types.ts';

const ROOT_2G_FT = Math.sqrt(2 * 32.16);

/** What a sag sees of its street, feet: slope of the gutter, depression and width of it. */
export interface Sag {
  readonly gutterSlope: number;
  readonly depressionFt: number;
  readonly gutterFt: number;
}

/** Flow that one inlet in a low point takes at a depth of water, cfs: weirs, then orifices (HEC-22 §4.4.5). */
export function captureInSag(sag: Sag, design: InletDesign, depthFt: number): number {
  const { grate, curb, slotted, inChannel } = design;
  if (depthFt <= 0) return 0;
  if (slotted) {
    const [length, width] = [slotted.lengthM / FOOT_M, slotted.widthM / FOOT_M];
    return depthFt <= 2.587 * width
      ? 2.48 * length * depthFt ** 1.5
      : 0.8 * length * width * ROOT_2G_FT * Math.sqrt(depthFt);
  }
  let flow = 0;
  let drowned = false;
  if (grate) {
    const taken = grateInSag(sag, grate, depthFt, inChannel === true);
    flow += taken.flow;
    drowned = taken.drowned;
  }
  if (curb) {
    const sweepFt = (curb.lengthM - (grate?.lengthM ?? 0)) / FOOT_M;
    if (sweepFt > 0) flow += curbInSag(sag, curb, depthFt, sweepFt, inChannel === true);
    // Behind a grate that is an orifice the curb still takes its share as one.
    if (grate && drowned && depthFt > (1.4 * curb.heightM) / FOOT_M)
      flow += curbOrifice(curb, depthFt, grate.lengthM / FOOT_M);
  }
  return flow;
}

/** Eq. 4-26 and 4-27; the weir turns into the orifice where both give the same. */
function grateInSag(sag: Sag, grate: Grate, depthFt: number, inChannel: boolean): { flow: number; drowned: boolean } {
  const length = grate.lengthM / FOOT_M;
  const whole = grate.widthM / FOOT_M;
  const wet = inChannel || depthFt > whole * sag.gutterSlope ? whole : depthFt / sag.gutterSlope;
  const mean = inChannel ? depthFt : depthFt - (wet / 2) * sag.gutterSlope;
  const perimeter = inChannel ? 2 * (length + wet) : length + 2 * wet;
  const area = length * wet * openShareOf(grate);
  const drowned = depthFt > (1.79 * area) / perimeter;
  return { flow: drowned ? 0.67 * area * ROOT_2G_FT * Math.sqrt(mean) : 3 * perimeter * mean ** 1.5, drowned };
}

/** Eq. 4-28 to 4-31a; between weir and orifice, at 1 and 1.4 of the height, straight. */
function curbInSag(sag: Sag, curb: CurbOpening, depthFt: number, sweepFt: number, inChannel: boolean): number {
  const length = inChannel ? 4 * sweepFt : sweepFt;
  const height = curb.heightM / FOOT_M;
  const orificeFrom = 1.4 * height;
  if (depthFt > orificeFrom) return curbOrifice(curb, depthFt, length);
  const plain = sag.depressionFt === 0 || length > 12;
  const weirUpTo = plain ? height : Math.min(orificeFrom, height + sag.depressionFt);
  const weir = (depth: number): number =>
    plain ? 3 * length * depth ** 1.5 : 2.3 * (length + 1.8 * sag.gutterFt) * depth ** 1.5;
  if (depthFt < weirUpTo || orificeFrom <= weirUpTo) return weir(depthFt);
  const share = (depthFt - weirUpTo) / (orificeFrom - weirUpTo);
  return (1 - share) * weir(weirUpTo) + share * curbOrifice(curb, orificeFrom, length);
}

function curbOrifice(curb: CurbOpening, depthFt: number, lengthFt: number): number {
  const height = curb.heightM / FOOT_M;
  const lowered = { horizontal: height / 2, inclined: (height / 2) * Math.SQRT1_2, vertical: 0 }[curb.throat];
  return 0.67 * height * lengthFt * ROOT_2G_FT * Math.sqrt(Math.max(0, depthFt - lowered));
}
