import type { Street } from '../sections/street.ts';

/** HEC-22 (FHWA 2009) states its equations in feet; so does this room, between its doors. */
export const FOOT_M = 0.3048;
export const CFS_M3S = FOOT_M ** 3;

/** The gutter that an inlet lies in, feet. */
export interface Gutter {
  /** Longitudinal and cross slope, and that of the depressed gutter. */
  readonly longSlope: number;
  readonly crossSlope: number;
  readonly gutterSlope: number;
  readonly depressionFt: number;
  readonly gutterFt: number;
  readonly crownFt: number;
  readonly manning: number;
  /** 0.56/n · √S_L · S_x^1.67: flow of a spread of one foot. */
  readonly flowFactor: number;
}

export function gutterOf(street: Street, longSlope: number, depressionM: number, depressionWidthM: number): Gutter {
  const { crossSlope, manning } = street;
  const local = depressionM * depressionWidthM > 0;
  const depressionFt = (street.gutterDepressionM + (local ? depressionM : 0)) / FOOT_M;
  const gutterFt = (local ? depressionWidthM : street.gutterWidthM) / FOOT_M;
  return {
    longSlope,
    crossSlope,
    gutterSlope: crossSlope + (depressionFt * gutterFt > 0 ? depressionFt / gutterFt : 0),
    depressionFt: depressionFt * gutterFt > 0 ? depressionFt : 0,
    gutterFt,
    crownFt: street.crownWidthM / FOOT_M,
    manning,
    flowFactor: (0.56 / manning) * Math.sqrt(longSlope) * crossSlope ** 1.67,
  };
}

/** Share of the flow within the depressed gutter, at a spread beyond it (eq. 4-4). */
export const gutterShare = (slopeRatio: number, beyondFt: number, gutterFt: number): number =>
  1 / (1 + slopeRatio / ((1 + slopeRatio / (beyondFt / gutterFt)) ** 2.67 - 1));

/** Width that a flow (cfs) covers (eq. 4-2), found by turns where the gutter is depressed. */
export function spreadFt(gutter: Gutter, flow: number): number {
  const { flowFactor, depressionFt, gutterFt, crossSlope, crownFt } = gutter;
  const plain = (flow / flowFactor) ** 0.375;
  if (depressionFt === 0) return Math.min(plain, crownFt);
  const within = (flow / (flowFactor * (depressionFt / gutterFt / crossSlope) ** 1.67)) ** 0.375;
  if (within <= gutterFt) return Math.min(within, crownFt);
  const ratio = gutter.gutterSlope / crossSlope;
  let beyond = plain > gutterFt ? plain - gutterFt : within - gutterFt;
  for (let turn = 0; turn < 30; turn++) {
    const next = (((1 - gutterShare(ratio, beyond, gutterFt)) * flow) / flowFactor) ** 0.375;
    const moved = Math.abs(next - beyond);
    beyond = next;
    if (moved < 1e-4) break;
  }
  return Math.min(beyond + gutterFt, crownFt);
}
