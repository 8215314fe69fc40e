import { GRAVITY } from './constants.ts';

/**
 * How a node meets the street (Rubinato et al. 2017): the opening of its cover or gullies at the rim. Flows into the
 * pipe are positive.
 */
export interface Opening {
  readonly node: string;
  /** Index of the surface it drains; openings of one surface share its water. */
  readonly surface: number;
  /** Level of the rim; the surface's bed unless given. */
  readonly rimM?: number;
  readonly openingM2: number;
  readonly perimeterM: number;
  readonly weirC?: number;
  readonly submergedWeirC?: number;
  readonly orificeC?: number;
  /** Number of equal openings. */
  readonly count?: number;
  readonly cloggedShare?: number;
  /** Into the pipe, all together. */
  readonly mostM3s?: number;
}

/** Cells of the street over a node: their area and the level of their bed. */
export interface Surface {
  readonly areaM2: number;
  readonly bedM: number;
}

/** An opening in numbers, ready for the law; area and perimeter of all of them, what is clogged left out. */
export interface Mouth {
  readonly link: number;
  readonly rimM: number;
  readonly openingM2: number;
  readonly perimeterM: number;
  readonly weirC: number;
  readonly submergedWeirC: number;
  readonly orificeC: number;
  readonly mostM3s: number;
  /** Openings that the street's water is shared among. */
  readonly sharers: number;
}

/** √(2g). */
export const ROOT_2G = Math.sqrt(2 * GRAVITY);
/** Below this difference the square root is a straight line: its slope is infinite at equal levels, m. */
const LINEAR_M = 1e-3;
/**
 * Over this height of the pipe's head above the rim the weir turns into the submerged one. The published law jumps there
 * by a factor of ten, and a step that ends on the jump would clap between its sides for ever, m.
 */
const BLEND_M = 0.02;

/** Rubinato et al. (2017), defaults of their laboratory manhole. */
export const EXCHANGE_DEFAULTS = { weirC: 0.54, submergedWeirC: 0.056, orificeC: 0.167 } as const;

export function mouthOf(link: number, opening: Opening, bedM: number, sharers = 1): Mouth {
  const count = (opening.count ?? 1) * (1 - (opening.cloggedShare ?? 0));
  return {
    link,
    rimM: opening.rimM ?? bedM,
    openingM2: opening.openingM2 * count,
    perimeterM: opening.perimeterM * count,
    weirC: opening.weirC ?? EXCHANGE_DEFAULTS.weirC,
    submergedWeirC: opening.submergedWeirC ?? EXCHANGE_DEFAULTS.submergedWeirC,
    orificeC: opening.orificeC ?? EXCHANGE_DEFAULTS.orificeC,
    mostM3s: opening.mostM3s ?? Infinity,
    sharers,
  };
}

const root = (difference: number): number =>
  difference > LINEAR_M ? Math.sqrt(difference) : difference / Math.sqrt(LINEAR_M);

/** Flow into the pipe, m³/s, at a level of the street and a head of the pipe. */
export function exchangeFlow(mouth: Mouth, streetM: number, headM: number): number {
  const { rimM, openingM2, perimeterM } = mouth;
  if (openingM2 <= 0) return 0;
  if (headM > streetM && headM > rimM) {
    return -mouth.orificeC * openingM2 * ROOT_2G * root(headM - Math.max(streetM, rimM));
  }
  const depth = streetM - rimM;
  if (depth <= 0) return 0;
  const free = (2 / 3) * mouth.weirC * perimeterM * ROOT_2G * depth * Math.sqrt(depth);
  const over = headM - rimM;
  const drowned = over <= 0 ? 0 : Math.min(1, over / Math.min(BLEND_M, depth / 2));
  let flow = free;
  if (drowned > 0) {
    const fall = root(streetM - headM);
    const weir = mouth.submergedWeirC * perimeterM * ROOT_2G * depth * fall;
    const orifice = mouth.orificeC * openingM2 * ROOT_2G * fall;
    // Weir below a depth of area over perimeter, orifice above, over a tenth of that depth to either side.
    const deep = Math.min(1, Math.max(0, ((depth * perimeterM) / openingM2 - 0.9) / 0.2));
    flow = (1 - drowned) * free + drowned * ((1 - deep) * weir + deep * orifice);
  }
  return Math.min(flow, mouth.mostM3s);
}
