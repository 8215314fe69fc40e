import { NEWTON_MOST } from './constants.ts';
import { solve } from './matrix/factor.ts';
import { exchangeCoefficients } from './streets.ts';
import { NODE, type System } from './system.ts';
import { volumesAt } from './volumes.ts';
import type { Water } from './water.ts';
import type { Work } from './work.ts';

/** How far beyond the turn of its exchange a head may go in one step, m. */
const TURN_M = 0.01;

const TRUST_GROWS = 1.5;

/**
 * Heads that balance every node of a part: V(H) + dt·Σ ±Q(H) = Vⁿ + dt·Q_lateral (Casulli and Stelling 2013, eq. 16), by
 * Newton. Links stay linear but for the exchange with the street, which is taken anew in every step. False: no convergence.
 */
export function balanceHeads(system: System, water: Water, work: Work, toleranceM: number, part: number): boolean {
  const { headM } = water;
  const { right, change, lastChange, trustM, turnM, diagonal, offDiagonal, volumeM3, areaM2, elimination } = work;
  const { list: nodes, start: nodeStart } = work.parts.nodes;
  const first = nodeStart[part];
  const end = nodeStart[part + 1];
  const share = (end - first) / nodes.length;
  for (let n = first; n < end; n++) {
    lastChange[nodes[n]] = 0;
    trustM[nodes[n]] = Number.POSITIVE_INFINITY;
  }
  spreadLinks(system, work, part);
  for (let iteration = 0; iteration <= NEWTON_MOST; iteration++) {
    exchangeCoefficients(water, work.streets, work.parts, turnM, work.dtS, part);
    if (!work.volumesFresh[part]) volumesAt(system, headM, volumeM3, areaM2, nodes, first, end);
    work.volumesFresh[part] = 1;
    // What every node lacks, over its area: the rows' sums make the heads' next change no greater.
    if (imbalance(system, water, work, part) < toleranceM) return true;
    matrixOf(system, work, part);
    solve(elimination, diagonal, offDiagonal, right, change, part);
    work.volumesFresh[part] = 0;
    work.newtonSteps += share;
    let most = 0;
    for (let n = first; n < end; n++) {
      const i = nodes[n];
      let moved = change[i];
      // Over a kink (crown, rim, an empty shaft) steps may run in a ring for ever: after each turn a node is trusted with
      // half the way it had come.
      if (moved * lastChange[i] < -1e-9) trustM[i] = 0.5 * Math.abs(lastChange[i]);
      if (moved > trustM[i]) moved = trustM[i];
      else if (-moved > trustM[i]) moved = -trustM[i];
      trustM[i] *= TRUST_GROWS;
      // From a shaft that fills to one that spills the law changes all its slopes: look anew at its turn.
      const toTurn = turnM[i] - headM[i];
      if (toTurn > 0 && moved > toTurn + TURN_M) moved = toTurn + TURN_M;
      else if (toTurn < 0 && moved < toTurn - TURN_M) moved = toTurn - TURN_M;
      lastChange[i] = moved;
      headM[i] += moved;
      if (moved > most) most = moved;
      else if (-moved > most) most = -moved;
    }
    // NaN is no convergence either.
    if (!(most < 1e4)) return false;
    if (most < toleranceM) return true;
  }
  return false;
}

/** Right side of a part at the present heads; the greatest lack of a node over its area, m. */
function imbalance(system: System, water: Water, work: Work, part: number): number {
  const { kind } = system.nodes;
  const { from, to } = system.links;
  const { headM } = water;
  const { dtS, right, lateralM3s, constantM3s, ofFrom, ofTo } = work;
  const { list: nodes, start: nodeStart } = work.parts.nodes;
  const { list: links, start: linkStart } = work.parts.links;
  const { start: mouthStart } = work.parts.mouths;
  const { streets } = work;
  const balanced = water.volumeM3;
  const volume = work.volumeM3;
  const area = work.areaM2;
  const first = nodeStart[part];
  const end = nodeStart[part + 1];
  for (let n = first; n < end; n++) {
    const i = nodes[n];
    right[i] = balanced[i] - volume[i] + dtS * lateralM3s[i];
  }
  const lastLink = linkStart[part + 1];
  for (let l = linkStart[part]; l < lastLink; l++) {
    const k = links[l];
    const a = from[k];
    const b = to[k];
    const moved = dtS * (constantM3s[k] + ofFrom[k] * headM[a] - ofTo[k] * headM[b]);
    right[a] -= moved;
    right[b] += moved;
  }
  const lastMouth = mouthStart[part + 1];
  for (let l = mouthStart[part]; l < lastMouth; l++) {
    const i = streets.node[l];
    right[i] += dtS * (streets.constantM3s[l] - streets.ofPipe[l] * headM[i]);
  }
  let most = 0;
  for (let n = first; n < end; n++) {
    const i = nodes[n];
    if (kind[i] === NODE.outfall) {
      right[i] = 0;
      continue;
    }
    const lack = Math.abs(right[i]) / area[i];
    if (!(lack <= most)) most = lack;
  }
  return most;
}

/** The share of a part's links in the matrix; given heads keep an empty row. */
function spreadLinks({ nodes, links }: System, work: Work, part: number): void {
  const { kind } = nodes;
  const { from, to } = links;
  const { dtS, ofFrom, ofTo, placeFromTo, placeToFrom, linkDiagonal: diagonal, linkOffDiagonal: offDiagonal } = work;
  const { start, partStart, order, entries } = work.elimination;
  for (let n = partStart[part]; n < partStart[part + 1]; n++) diagonal[order[n]] = 0;
  const first = start[partStart[part]];
  const end = start[partStart[part + 1]];
  offDiagonal.fill(0, first, end);
  offDiagonal.fill(0, (entries >> 1) + first, (entries >> 1) + end);
  const { list, start: linkStart } = work.parts.links;
  const lastLink = linkStart[part + 1];
  for (let l = linkStart[part]; l < lastLink; l++) {
    const k = list[l];
    const a = from[k];
    const b = to[k];
    const da = dtS * ofFrom[k];
    const db = dtS * ofTo[k];
    if (kind[a] !== NODE.outfall) {
      diagonal[a] += da;
      offDiagonal[placeFromTo[k]] -= db;
    }
    if (kind[b] !== NODE.outfall) {
      diagonal[b] += db;
      offDiagonal[placeToFrom[k]] -= da;
    }
  }
}

/** Links, volumes and the exchange with the street together: a street is no row, its level follows from its opening's flow. */
function matrixOf({ nodes }: System, work: Work, part: number): void {
  const { kind } = nodes;
  const { dtS, streets, diagonal, offDiagonal, linkDiagonal, linkOffDiagonal, areaM2 } = work;
  const { start, partStart, order, entries } = work.elimination;
  const lastNode = partStart[part + 1];
  for (let n = partStart[part]; n < lastNode; n++) {
    const i = order[n];
    diagonal[i] = kind[i] === NODE.outfall ? 1 : linkDiagonal[i] + areaM2[i];
  }
  const half = entries >> 1;
  const end = start[lastNode];
  for (let e = start[partStart[part]]; e < end; e++) {
    offDiagonal[e] = linkOffDiagonal[e];
    offDiagonal[half + e] = linkOffDiagonal[half + e];
  }
  const { mouths } = work.parts;
  const lastMouth = mouths.start[part + 1];
  for (let l = mouths.start[part]; l < lastMouth; l++) {
    const i = streets.node[l];
    if (kind[i] !== NODE.outfall) diagonal[i] += dtS * streets.ofPipe[l];
  }
}

/** Flows of a part at the present heads. */
export function flowsAtHeads(system: System, water: Water, work: Work, part: number): void {
  const { from, to } = system.links;
  const { headM, flowM3s } = water;
  const { constantM3s, ofFrom, ofTo, streets } = work;
  const { links, mouths } = work.parts;
  const lastLink = links.start[part + 1];
  for (let l = links.start[part]; l < lastLink; l++) {
    const k = links.list[l];
    flowM3s[k] = constantM3s[k] + ofFrom[k] * headM[from[k]] - ofTo[k] * headM[to[k]];
  }
  const lastMouth = mouths.start[part + 1];
  for (let l = mouths.start[part]; l < lastMouth; l++)
    streets.flowM3s[l] = streets.constantM3s[l] - streets.ofPipe[l] * headM[streets.node[l]];
}
