import { GRAVITY } from './constants.ts';
import type { System } from './system.ts';
import type { Water } from './water.ts';
import { setFlow, type Work } from './work.ts';

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

const ROOT_2G = Math.sqrt(2 * GRAVITY);
/** Below this difference the square root is a straight line: its slope is infinite at equal levels, m. */
const LINEAR_M = 1e-3;
/**
 * Over this height of the pipe's head above the rim the weir turns into the submerged one. The published law jumps there
 * by a factor of ten, and a step that ends on the jump would clap between its sides for ever, m.
 */
const BLEND_M = 0.02;
const DIFFERENCE_M = 1e-5;
const STREET_TOLERANCE_M = 1e-10;
/** Newton halves the digits that lack: what a change of this leaves is far below a nanometre. */
const FREE_TOLERANCE_M = 1e-6;
const FREE_PASSES = 20;
const STREET_PASSES = 40;

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

/**
 * Before a sub-step: the water of each street that an opening of a part may take, and what it takes where the pipe stands
 * below the rim. Openings of one street have equal shares of it.
 */
export function beginExchange(system: System, work: Work, mouths: readonly Mouth[], part: number): void {
  const { pondM3, pondAreaM2, startStreetM, streetM, freeM3s, dtS } = work;
  const { firstMouth } = work.parts;
  const { list, start } = work.parts.mouths;
  for (let l = start[part]; l < start[part + 1]; l++) {
    const m = list[l];
    const bedM = system.nodes.invertM[system.links.from[firstMouth + m]];
    const levelM = bedM + pondM3[m] / pondAreaM2[m];
    startStreetM[m] = levelM;
    streetM[m] = levelM;
    freeM3s[m] = freeFlow(mouths[m], levelM, pondAreaM2[m], pondM3[m], dtS);
  }
}

/** Mean flow of a free weir that draws its street down meanwhile: h + dt K h^1.5 / A = h₀, by Newton from above. */
function freeFlow(mouth: Mouth, levelM: number, areaM2: number, pondM3: number, dtS: number): number {
  const most = levelM - mouth.rimM;
  if (!(most > 0) || !(pondM3 > 0) || mouth.openingM2 <= 0) return 0;
  const weir = (2 / 3) * mouth.weirC * mouth.perimeterM * ROOT_2G;
  const draw = (dtS * weir) / areaM2;
  let depth = most;
  for (let i = 0; i < FREE_PASSES; i++) {
    const root = Math.sqrt(depth);
    const change = (depth + draw * depth * root - most) / (1 + 1.5 * draw * root);
    depth -= change;
    if (change < FREE_TOLERANCE_M) break;
  }
  return Math.min(weir * depth * Math.sqrt(depth), mouth.mostM3s, pondM3 / dtS);
}

/**
 * The exchange of every opening of a part, linear around the present heads of the pipe, with the street's level where its
 * own flow brings it by the end of the step: so no step passes equal levels. Called in every Newton step.
 */
export function exchangeCoefficients(
  system: System,
  water: Water,
  work: Work,
  mouths: readonly Mouth[],
  part: number,
): void {
  const { to } = system.links;
  const { headM } = water;
  const { streetM, freeM3s, turnM, parts } = work;
  const { list, start } = parts.mouths;
  const end = start[part + 1];
  for (let l = start[part]; l < end; l++) {
    const m = list[l];
    const k = parts.firstMouth + m;
    const node = to[k];
    const { rimM } = mouths[m];
    turnM[node] = streetM[m] > rimM ? streetM[m] : rimM;
    if (headM[node] <= rimM) setFlow(work, k, freeM3s[m]);
    else meet(work, m, k, mouths[m], headM[node]);
  }
}

/** A pipe that stands above the rim: the level of the street that its flow leaves behind, by Newton between bounds. */
function meet(work: Work, m: number, k: number, mouth: Mouth, headM: number): void {
  const { dtS, startStreetM, streetM, pondM3, pondAreaM2 } = work;
  const startM = startStreetM[m];
  const perFlow = dtS / pondAreaM2[m];
  const emptyM = startM - pondM3[m] / pondAreaM2[m];
  let [low, high] = headM > startM ? [startM, headM] : [emptyM, startM];
  let street = Math.min(high, Math.max(low, streetM[m]));
  let flow = 0;
  let rise = 0;
  for (let i = 0; i < STREET_PASSES; i++) {
    flow = exchangeFlow(mouth, street, headM);
    rise = Math.max(0, (exchangeFlow(mouth, street + DIFFERENCE_M, headM) - flow) / DIFFERENCE_M);
    // Rises with the street's level: one root.
    const off = street - startM + perFlow * flow;
    if (off > 0) high = street;
    else low = street;
    let next = street - off / (1 + perFlow * rise);
    if (!(next > low && next < high)) next = (low + high) / 2;
    if (Math.abs(next - street) < STREET_TOLERANCE_M) break;
    street = next;
  }
  streetM[m] = street;
  const thereM3s = pondM3[m] / dtS;
  if (flow >= thereM3s) {
    setFlow(work, k, Math.max(0, thereM3s));
    return;
  }
  const drop = Math.max(0, (flow - exchangeFlow(mouth, street, headM + DIFFERENCE_M)) / DIFFERENCE_M);
  const ofPipe = drop / (1 + perFlow * rise);
  setFlow(work, k, flow + ofPipe * headM);
  work.ofTo[k] = ofPipe;
}
