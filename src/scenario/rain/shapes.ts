/** How a design storm is spread over its duration. */
export const STORM_SHAPES = [
  'chicago',
  'alternatingBlock',
  'uniform',
  'huff1',
  'huff2',
  'huff3',
  'huff4',
  'scs2',
  'scs3',
] as const;
export type StormShape = (typeof STORM_SHAPES)[number];

/** A dimensionless mass curve: share of the depth fallen by a share of the duration, both ascending from 0 to 1. */
export interface MassCurve {
  readonly timeShare: readonly number[];
  readonly depthShare: readonly number[];
}

const everyFivePercent = (percent: readonly number[]): MassCurve => ({
  timeShare: [0, ...percent.map((_, i) => (i + 1) / 20)],
  depthShare: [0, ...percent.map((value) => value / 100)],
});

const SCS_HOURS = [0, 2, 4, 6, 7, 8, 8.5, 9, 9.5, 9.75, 10, 10.5, 11, 11.5, 11.75, 12, 12.5, 13, 13.5, 14, 16, 20, 24];
const overADay = (depthShare: readonly number[]): MassCurve => ({
  timeShare: SCS_HOURS.map((hour) => hour / 24),
  depthShare,
});

/**
 * Huff: median curves of heavy storms at a point, Huff (1990), Illinois State Water Survey Circular 173, table 3.
 * SCS: 24-hour distributions II and III as tabulated in Chow, Maidment & Mays (1988), table 14.3; stretched over the
 * storm's duration here, which their authors meant for 24 hours.
 */
export const MASS_CURVES: Readonly<Record<'huff1' | 'huff2' | 'huff3' | 'huff4' | 'scs2' | 'scs3', MassCurve>> = {
  huff1: everyFivePercent([16, 33, 43, 52, 60, 66, 71, 75, 79, 82, 84, 86, 88, 90, 92, 94, 96, 97, 98, 100]),
  huff2: everyFivePercent([3, 8, 12, 16, 22, 29, 39, 51, 62, 70, 76, 81, 85, 88, 91, 93, 95, 97, 98, 100]),
  huff3: everyFivePercent([3, 6, 9, 12, 15, 19, 23, 27, 32, 38, 45, 57, 70, 79, 85, 89, 92, 95, 97, 100]),
  huff4: everyFivePercent([2, 5, 8, 10, 13, 16, 19, 22, 25, 28, 32, 35, 39, 45, 51, 59, 72, 84, 92, 100]),
  scs2: overADay([
    0, 0.022, 0.048, 0.08, 0.098, 0.12, 0.133, 0.147, 0.163, 0.172, 0.181, 0.204, 0.235, 0.283, 0.357, 0.663, 0.735,
    0.772, 0.799, 0.82, 0.88, 0.952, 1,
  ]),
  scs3: overADay([
    0, 0.02, 0.043, 0.072, 0.089, 0.115, 0.13, 0.148, 0.167, 0.178, 0.189, 0.216, 0.25, 0.298, 0.339, 0.5, 0.702, 0.751,
    0.785, 0.811, 0.886, 0.957, 1,
  ]),
};

/** Share of the depth fallen by a share of the duration, linear between the table's points. */
export function massAt({ timeShare, depthShare }: MassCurve, at: number): number {
  if (at <= 0) return 0;
  if (at >= 1) return 1;
  let i = 1;
  while (timeShare[i] < at) i++;
  const part = (at - timeShare[i - 1]) / (timeShare[i] - timeShare[i - 1]);
  return depthShare[i - 1] + part * (depthShare[i] - depthShare[i - 1]);
}
