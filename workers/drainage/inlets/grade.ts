import { FOOT_M, type Gutter, gutterShare, spreadFt } from './gutter.ts';
import type { Grate, GrateKind, InletDesign } from './types.ts';

/** Splash-over speed of a grate, ft/s, as a cubic of its length in feet (HEC-22 chart 5), and its open share. */
const GRATES: Readonly<Record<Exclude<GrateKind, 'generic'>, readonly [number, number, number, number, open: number]>> =
  {
    pBar50: [2.22, 4.03, 0.65, 0.06, 0.9],
    pBar50x100: [0.74, 2.44, 0.27, 0.02, 0.8],
    pBar30: [1.76, 3.12, 0.45, 0.03, 0.6],
    curvedVane: [0.3, 4.85, 1.31, 0.15, 0.35],
    tiltBar45: [0.99, 2.64, 0.36, 0.03, 0.17],
    tiltBar30: [0.51, 2.34, 0.2, 0.01, 0.34],
    reticuline: [0.28, 2.28, 0.18, 0.01, 0.8],
  };

/** Part of a grate that is open. */
export const openShareOf = (grate: Grate): number =>
  grate.kind === 'generic' ? (grate.openShare ?? 1) : GRATES[grate.kind][4];

function splashFtS(grate: Grate): number {
  if (grate.kind === 'generic') return grate.splashMS === undefined ? Infinity : grate.splashMS / FOOT_M;
  const [a, b, c, d] = GRATES[grate.kind];
  const length = grate.lengthM / FOOT_M;
  return a + b * length - c * length ** 2 + d * length ** 3;
}

/** Flow that one inlet on a slope takes of a flow that passes it, cfs (HEC-22 §4.4.4). */
export function captureOnGrade(gutter: Gutter, design: InletDesign, flow: number): number {
  const { grate, curb, slotted } = design;
  if (flow <= 0) return 0;
  if (slotted) return Math.min(flow, curbCapture(gutter, flow, slotted.lengthM / FOOT_M));
  // The part of the curb before the grate sweeps first; the rest lies behind the grate and adds nothing.
  const sweepFt = ((curb?.lengthM ?? 0) - (grate?.lengthM ?? 0)) / FOOT_M;
  const swept = sweepFt > 0 ? curbCapture(gutter, flow, sweepFt) : 0;
  const left = flow - swept;
  return swept + (grate && left > 0 ? grateCapture(gutter, grate, left) : 0);
}

/** Curb openings: length that takes all (eq. 4-22a), efficiency of a shorter one (4-23). */
function curbCapture(gutter: Gutter, flow: number, lengthFt: number): number {
  const { crossSlope, gutterSlope, depressionFt, gutterFt, longSlope, manning } = gutter;
  let slope = crossSlope;
  if (depressionFt > 0) {
    const beyond = spreadFt(gutter, flow) - gutterFt;
    const share = beyond > 0 ? gutterShare(gutterSlope / crossSlope, beyond, gutterFt) : 1;
    slope += (depressionFt / gutterFt) * share;
  }
  const whole = 0.6 * flow ** 0.42 * longSlope ** 0.3 * (1 / (manning * slope)) ** 0.6;
  return lengthFt >= whole ? flow : flow * (1 - (1 - lengthFt / whole) ** 1.8);
}

/** Grates: frontal flow until it splashes over (eq. 4-18), and some of the side flow (4-19). */
function grateCapture(gutter: Gutter, grate: Grate, flow: number): number {
  const { crossSlope, gutterSlope, depressionFt, gutterFt, crownFt, flowFactor } = gutter;
  const lengthFt = grate.lengthM / FOOT_M;
  const widthFt = grate.widthM / FOOT_M;
  const spread = spreadFt(gutter, flow);
  let overStreet = flow;
  let front: number;
  let area: number;
  if (depressionFt === 0) {
    area = (spread * spread * crossSlope) / 2;
    front = spread <= widthFt ? 1 : 1 - (1 - widthFt / spread) ** 2.67;
    if (spread >= crownFt) overStreet = flowFactor * crownFt ** 2.67;
  } else {
    const inside = spread <= gutterFt;
    area = inside ? (spread * spread * gutterSlope) / 2 : (spread * spread * crossSlope + depressionFt * gutterFt) / 2;
    front = inside ? 1 : gutterShare(gutterSlope / crossSlope, spread - gutterFt, gutterFt);
    if (front < 1) {
      if (spread >= crownFt) overStreet = (flowFactor * crownFt ** 2.67) / (1 - front);
      front *= overGrate(gutter, widthFt, spread, area);
    }
  }
  const speed = overStreet / area;
  const splash = splashFtS(grate);
  const frontal = speed > splash ? Math.max(0, 1 - 0.09 * (speed - splash)) : 1;
  const side = front < 1 ? 1 / (1 + (0.15 * speed ** 1.8) / (crossSlope * lengthFt ** 2.3)) : 0;
  return flow * (frontal * front + side * (1 - front));
}

/** Flow area over a grate narrower than its gutter, of that over the gutter (eq. 4-20a). */
function overGrate(
  { crossSlope, gutterSlope, depressionFt, gutterFt }: Gutter,
  widthFt: number,
  spread: number,
  area: number,
): number {
  if (widthFt >= gutterFt || spread <= widthFt) return 1;
  if (spread <= gutterFt) return widthFt / spread;
  const beyond = 0.5 * (spread - gutterFt) ** 2 * crossSlope;
  return (widthFt * (spread * crossSlope + depressionFt - (widthFt * gutterSlope) / 2)) / (area - beyond);
}
