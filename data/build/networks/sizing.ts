import Flatbush from 'flatbush';
import { IDF_DANANG, idfIntensityMmH } from '../../../src/scenario/index.ts';
import { hash01 } from '../rng.ts';
import type { Ground } from '../types.ts';
import type { Layout } from './plan.ts';
import type { Section } from './swmm.ts';

/** Design rules. Assumed where not noted; practice of TCVN 7957 (cover, least slope 1/D). */
export const RULES = {
  /** From the crown to the street, m. */
  coverM: 0.7,
  /** Share of the rain that runs off: streets and roofs with their yards and greens. */
  runoffC: 0.6,
  /** Time until the rain of the first plots reaches the drain, min. */
  inletTimeMin: 15,
  lateralReturnY: 2,
  mainReturnY: 5,
  /** From this area on a drain counts as a main, ha. */
  mainAreaHa: 8,
  /** Ground farther from any drain than this does not drain to it, m. */
  catchmentReachM: 150,
  pipeManning: 0.014,
  boxManning: 0.016,
  steepestSlope: 0.03,
  leastSlope: 0.0005,
  outfallHeadM: 0.15,
  undersizedShare: 0.15,
  cloggedShare: 0.12,
  seed: 20221014,
} as const;

const pipe = (heightM: number): Section => ({ shape: 'CIRCULAR', heightM, barrels: 1 });
const box = (widthM: number, heightM: number, barrels = 1): Section => ({
  shape: 'RECT_CLOSED',
  heightM,
  widthM,
  barrels,
});

/** Standard sizes in the order of what they carry: pipes to 1.5 m, then box culverts. */
export const SIZES: readonly Section[] = [
  ...[0.4, 0.5, 0.6, 0.8, 1, 1.2, 1.5].map(pipe),
  box(1.6, 1.6),
  box(2, 1.6),
  box(2.5, 1.6),
  box(2.5, 2),
  box(3, 2),
  box(4, 2),
  box(3, 2, 2),
  box(4, 2, 2),
  box(3, 2.5, 3),
  box(4, 2.5, 3),
];

export const isBox = (section: Section): boolean => section.shape === 'RECT_CLOSED';
const areaM2 = (s: Section): number => (isBox(s) ? (s.widthM ?? 0) * s.heightM : (Math.PI / 4) * s.heightM ** 2);
const radiusM = (s: Section): number => {
  const w = s.widthM ?? 0;
  return isBox(s) ? (w * s.heightM) / (2 * (w + s.heightM)) : s.heightM / 4;
};
export const manningOf = (s: Section): number => (isBox(s) ? RULES.boxManning : RULES.pipeManning);

/** Flow of the full section at a slope, m³/s (Manning). */
export const fullFlowM3s = (s: Section, slope: number): number =>
  (s.barrels * areaM2(s) * Math.cbrt(radiusM(s)) ** 2 * Math.sqrt(slope)) / manningOf(s);

/** Least slope that keeps a drain clean: one over the diameter in mm, not below 0.5 per mille. */
export const leastSlope = (s: Section): number => Math.max(RULES.leastSlope, 0.001 / s.heightM);

export interface SizedPipe {
  /** As built: a stated share is smaller than designed. */
  readonly section: Section;
  readonly designed: Section;
  readonly fromInvertM: number;
  readonly toInvertM: number;
  readonly designFlowM3s: number;
  readonly areaHa: number;
}

/** Area that drains to each manhole, ha: every dry cell of a coarse grid goes to its nearest manhole. */
export function catchmentsHa(layout: Layout, ground: Ground, cellM = 25): Float64Array {
  const areas = new Float64Array(layout.manholes.length);
  if (layout.manholes.length === 0) return areas;
  const index = new Flatbush(layout.manholes.length);
  for (const { at } of layout.manholes) index.add(at[0], at[1], at[0], at[1]);
  index.finish();
  const [xMin, yMin, xMax, yMax] = ground.bounds;
  for (let y = yMin + cellM / 2; y < yMax; y += cellM) {
    for (let x = xMin + cellM / 2; x < xMax; x += cellM) {
      if (ground.waterAt(x, y) !== undefined) continue;
      const [nearest] = index.neighbors(x, y, 1, RULES.catchmentReachM);
      if (nearest !== undefined) areas[nearest] += (cellM * cellM) / 10_000;
    }
  }
  return areas;
}

/** Pipes in the order of their flow: none before those that lead to it. Throws on a circle, which the layout excludes. */
export function downstreamOrder(layout: Layout): number[] {
  const waiting = new Int32Array(layout.manholes.length);
  const out = new Int32Array(layout.manholes.length).fill(-1);
  for (const [i, p] of layout.pipes.entries()) {
    if (!p.outfall) waiting[p.to]++;
    out[p.from] = i;
  }
  const order: number[] = [];
  const ready = [...waiting.keys()].filter((m) => waiting[m] === 0);
  for (let k = 0; k < ready.length; k++) {
    const p = out[ready[k]];
    if (p < 0) continue;
    order.push(p);
    const { to, outfall } = layout.pipes[p];
    if (!outfall && --waiting[to] === 0) ready.push(to);
  }
  if (order.length !== layout.pipes.length) throw new Error('The drains of the plan run in a circle or split.');
  return order;
}

/**
 * Rational method along the network: Q = C·i(tc)·A, tc the longest way of the water; crowns are aligned, the fall is the
 * street's where that is enough and the least slope otherwise, steep streets get drops. `comingIn` are pipes from elsewhere
 * (lakes): their water and the level of their crown.
 */
export function sizePipes(
  layout: Layout,
  ground: Ground,
  comingIn: readonly { readonly manhole: number; readonly flowM3s: number; readonly crownM: number }[],
): SizedPipe[] {
  const areas = catchmentsHa(layout, ground);
  const count = layout.manholes.length;
  const minutes = new Float64Array(count).fill(RULES.inletTimeMin);
  const sizes = new Int32Array(count);
  const crown = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const extra = new Float64Array(count);
  for (const { manhole, flowM3s, crownM } of comingIn) {
    extra[manhole] += flowM3s;
    crown[manhole] = Math.min(crown[manhole], crownM);
  }
  const rims = layout.manholes.map(({ at }) => ground.levelM(at[0], at[1]));
  const sized: SizedPipe[] = new Array(layout.pipes.length);
  for (const index of downstreamOrder(layout)) {
    const plan = layout.pipes[index];
    const { from, lengthM } = plan;
    const areaHa = areas[from];
    const main = plan.main || areaHa >= RULES.mainAreaHa;
    const rain = idfIntensityMmH(IDF_DANANG, main ? RULES.mainReturnY : RULES.lateralReturnY, minutes[from] * 60);
    const flow = (RULES.runoffC * rain * areaHa) / 360 + extra[from];
    const lowerRim = plan.outfall ? Number.POSITIVE_INFINITY : rims[plan.to];
    const upperCrown = Math.min(rims[from] - RULES.coverM, crown[from]);
    let size = sizes[from];
    let slope = 0;
    for (; size < SIZES.length; size++) {
      slope = Math.max(
        leastSlope(SIZES[size]),
        Math.min(RULES.steepestSlope, (upperCrown - (lowerRim - RULES.coverM)) / lengthM),
      );
      if (fullFlowM3s(SIZES[size], slope) >= flow) break;
    }
    size = Math.min(size, SIZES.length - 1);
    const designed = SIZES[size];
    const lowerCrown = Math.min(upperCrown - slope * lengthM, lowerRim - RULES.coverM);
    const startCrown = Math.min(upperCrown, lowerCrown + Math.max(slope, RULES.steepestSlope) * lengthM);
    const built = SIZES[size - shrinkOf(index, size)];
    sized[index] = {
      section: built,
      designed,
      // A smaller pipe keeps the invert, which is what a trench is dug to.
      fromInvertM: round(startCrown - designed.heightM),
      toInvertM: round(lowerCrown - designed.heightM),
      designFlowM3s: flow,
      areaHa,
    };
    if (plan.outfall) continue;
    const velocity = Math.max(0.6, fullFlowM3s(designed, slope) / (designed.barrels * areaM2(designed)));
    const to = plan.to;
    areas[to] += areaHa;
    extra[to] += extra[from];
    minutes[to] = Math.max(minutes[to], minutes[from] + lengthM / velocity / 60);
    sizes[to] = Math.max(sizes[to], size);
    crown[to] = Math.min(crown[to], lowerCrown);
  }
  return sized;
}

const round = (value: number): number => Math.round(value * 1000) / 1000;

/** Sizes that a pipe is built smaller by: the stated share of all, one or two steps, by its number alone. */
function shrinkOf(index: number, size: number): number {
  if (size === 0) return 0;
  if (hash01(index, 1, RULES.seed) >= RULES.undersizedShare) return 0;
  return Math.min(size, hash01(index, 2, RULES.seed) < 0.6 ? 1 : 2);
}
