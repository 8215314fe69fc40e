import { exchangeFlow, type Mouth, ROOT_2G } from './exchange.ts';
import type { Parts } from './parts.ts';
import type { System } from './system.ts';
import type { Water } from './water.ts';

const DIFFERENCE_M = 1e-5;
const STREET_TOLERANCE_M = 1e-10;
/** Newton doubles the digits with each pass: what a change of this leaves is far below a nanometre. */
const FREE_TOLERANCE_M = 1e-6;
const FREE_PASSES = 20;
const STREET_PASSES = 40;

/**
 * The openings to the street and what they have to do with, one after the other by part: of part p those from
 * `parts.mouths.start[p]` on. Flows are linear in the pipe's head: `Q = constant − ofPipe · H`.
 */
export interface Streets {
  readonly mouths: Mouth[];
  /** Place of each opening in these arrays, by its own index. */
  readonly placeOf: Int32Array;
  readonly link: Int32Array;
  /** The street and the node that it meets, as nodes of the system. */
  readonly street: Int32Array;
  readonly node: Int32Array;
  readonly rimM: Float64Array;
  /** Flow of a free weir, m³/s, at 1 m of water. */
  readonly weir: Float64Array;
  readonly mostM3s: Float64Array;
  /** Openings of a street have equal shares of it. */
  readonly share: Float64Array;
  /** The share's water and area; the street's level at the start of a sub-step and at the present heads. */
  readonly pondM3: Float64Array;
  readonly areaM2: Float64Array;
  readonly startM: Float64Array;
  readonly levelM: Float64Array;
  /** Flow into a pipe that stands below the rim. */
  readonly freeM3s: Float64Array;
  readonly constantM3s: Float64Array;
  readonly ofPipe: Float64Array;
  readonly flowM3s: Float64Array;
}

export function streetsOf(
  { nodes, links }: System,
  { mouths: grouped, firstMouth }: Parts,
  mouths: readonly Mouth[],
): Streets {
  const { list } = grouped;
  const numbers = (worked: (m: number) => number): Float64Array => Float64Array.from(list, worked);
  const room = (): Float64Array => new Float64Array(list.length);
  const placeOf = new Int32Array(list.length);
  list.forEach((m, l) => {
    placeOf[m] = l;
  });
  const street = list.map((m) => links.from[firstMouth + m]);
  const streets: Streets = {
    mouths: Array.from(list, (m) => mouths[m]),
    placeOf,
    link: list.map((m) => firstMouth + m),
    street,
    node: list.map((m) => links.to[firstMouth + m]),
    rimM: room(),
    weir: room(),
    mostM3s: room(),
    share: numbers((m) => 1 / mouths[m].sharers),
    pondM3: room(),
    areaM2: numbers((m) => nodes.shaftM2[links.from[firstMouth + m]] / mouths[m].sharers),
    startM: room(),
    levelM: room(),
    freeM3s: room(),
    constantM3s: room(),
    ofPipe: room(),
    flowM3s: room(),
  };
  mouths.forEach((mouth, m) => {
    setMouth(streets, m, mouth);
  });
  return streets;
}

/** States an opening anew. */
export function setMouth({ placeOf, mouths, rimM, weir, mostM3s }: Streets, index: number, mouth: Mouth): void {
  const l = placeOf[index];
  mouths[l] = mouth;
  rimM[l] = mouth.rimM;
  weir[l] = mouth.openingM2 > 0 ? (2 / 3) * mouth.weirC * mouth.perimeterM * ROOT_2G : 0;
  mostM3s[l] = mouth.mostM3s;
}

/** Before a step: each opening's share of what stands on its street. */
export function shareStreets({ street, share, pondM3 }: Streets, { volumeM3 }: Water): void {
  for (let l = 0; l < street.length; l++) {
    const volume = volumeM3[street[l]];
    pondM3[l] = volume > 0 ? share[l] * volume : 0;
  }
}

/** Flows of the state, which the links have, into the openings' own places. */
export function takeFlows({ link, flowM3s }: Streets, water: Water, first = 0, end = link.length): void {
  for (let l = first; l < end; l++) flowM3s[l] = water.flowM3s[link[l]];
}

/**
 * Before a sub-step: what each opening of a part takes where the pipe stands below the rim, the mean flow of a free weir
 * that draws its street down meanwhile: h + dt K h^1.5 / A = h₀, by Newton from above.
 */
export function beginExchange({ nodes }: System, streets: Streets, parts: Parts, dtS: number, part: number): void {
  const { pondM3, areaM2, startM, levelM, freeM3s, weir, mostM3s, rimM, street } = streets;
  const { start } = parts.mouths;
  const end = start[part + 1];
  for (let l = start[part]; l < end; l++) {
    const pond = pondM3[l];
    const level = nodes.invertM[street[l]] + pond / areaM2[l];
    startM[l] = level;
    levelM[l] = level;
    const most = level - rimM[l];
    if (most <= 0 || pond <= 0) {
      freeM3s[l] = 0;
      continue;
    }
    const draw = (dtS * weir[l]) / areaM2[l];
    let depth = most;
    let root = Math.sqrt(depth);
    for (let i = 0; i < FREE_PASSES; i++) {
      const change = (depth + draw * depth * root - most) / (1 + 1.5 * draw * root);
      depth -= change;
      root = Math.sqrt(depth);
      if (change < FREE_TOLERANCE_M) break;
    }
    let flow = weir[l] * depth * root;
    if (flow > mostM3s[l]) flow = mostM3s[l];
    if (flow * dtS > pond) flow = pond / dtS;
    freeM3s[l] = flow;
  }
}

/**
 * The exchange of every opening of a part, linear around the present heads of the pipe, with the street's level where its
 * own flow brings it by the end of the step: so no step passes equal levels. Called in every Newton step.
 *
 * @param turnM level of each node at which its exchange turns from taking to giving: written
 */
export function exchangeCoefficients(
  { headM }: Water,
  streets: Streets,
  parts: Parts,
  turnM: Float64Array,
  dtS: number,
  part: number,
): void {
  const { node, rimM, levelM, freeM3s, constantM3s, ofPipe } = streets;
  const { start } = parts.mouths;
  const end = start[part + 1];
  for (let l = start[part]; l < end; l++) {
    const i = node[l];
    const rim = rimM[l];
    const head = headM[i];
    turnM[i] = levelM[l] > rim ? levelM[l] : rim;
    if (head <= rim) {
      constantM3s[l] = freeM3s[l];
      ofPipe[l] = 0;
    } else meet(streets, l, head, dtS);
  }
}

/** A pipe that stands above the rim: the level of the street that its flow leaves behind, by Newton between bounds. */
function meet(streets: Streets, l: number, headM: number, dtS: number): void {
  const { mouths, startM, levelM, pondM3, areaM2, constantM3s, ofPipe } = streets;
  const mouth = mouths[l];
  const start = startM[l];
  const perFlow = dtS / areaM2[l];
  let [low, high] = headM > start ? [start, headM] : [start - pondM3[l] / areaM2[l], start];
  let street = Math.min(high, Math.max(low, levelM[l]));
  let flow = 0;
  let rise = 0;
  for (let i = 0; i < STREET_PASSES; i++) {
    flow = exchangeFlow(mouth, street, headM);
    rise = Math.max(0, (exchangeFlow(mouth, street + DIFFERENCE_M, headM) - flow) / DIFFERENCE_M);
    // Rises with the street's level: one root.
    const off = street - start + perFlow * flow;
    if (off > 0) high = street;
    else low = street;
    let next = street - off / (1 + perFlow * rise);
    if (!(next > low && next < high)) next = (low + high) / 2;
    if (Math.abs(next - street) < STREET_TOLERANCE_M) break;
    street = next;
  }
  levelM[l] = street;
  const thereM3s = pondM3[l] / dtS;
  ofPipe[l] = 0;
  if (flow >= thereM3s) {
    constantM3s[l] = Math.max(0, thereM3s);
    return;
  }
  const drop = Math.max(0, (flow - exchangeFlow(mouth, street, headM + DIFFERENCE_M)) / DIFFERENCE_M);
  ofPipe[l] = drop / (1 + perFlow * rise);
  constantM3s[l] = flow + ofPipe[l] * headM;
}
