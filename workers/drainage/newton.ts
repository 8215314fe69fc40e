import { HEAD_TOLERANCE_M, NEWTON_MOST } from './constants.ts';
import { exchangeCoefficients, type Mouth } from './exchange.ts';
import { solve } from './matrix/factor.ts';
import { NODE, type System } from './system.ts';
import { volumesAt } from './volumes.ts';
import type { Water } from './water.ts';
import type { Work } from './work.ts';

/** How far beyond the turn of its exchange a head may go in one step, m. */
const TURN_M = 0.01;

const TRUST_GROWS = 1.5;

/**
 * Heads that balance every node: V(H) + dt·Σ ±Q(H) = Vⁿ + dt·Q_lateral (Casulli and Stelling 2013, eq. 16), by Newton.
 * Links stay linear but for the exchange with the street, which is taken anew in every step. False: no convergence.
 */
export function balanceHeads(
  system: System,
  water: Water,
  work: Work,
  mouths: readonly Mouth[],
  toleranceM = HEAD_TOLERANCE_M,
): boolean {
  const { nodes } = system;
  const { headM } = water;
  const {
    right,
    change,
    lastChange,
    trustM,
    turnM,
    diagonal,
    offDiagonal,
    linkOffDiagonal,
    volumeM3,
    areaM2,
    elimination,
  } = work;
  lastChange.fill(0);
  trustM.fill(Number.POSITIVE_INFINITY);
  const linked = mouths.length === 0;
  if (linked) spread(system, work);
  for (let iteration = 0; iteration <= NEWTON_MOST; iteration++) {
    if (!linked) {
      exchangeCoefficients(system, water, work, mouths);
      spread(system, work);
    }
    if (!work.volumesFresh) volumesAt(system, headM, volumeM3, areaM2);
    work.volumesFresh = true;
    // What every node lacks, over its area: the rows' sums make the heads' next change no greater.
    if (imbalance(system, water, work) < toleranceM) return true;
    offDiagonal.set(linkOffDiagonal);
    solve(elimination, diagonal, offDiagonal, right, change);
    work.volumesFresh = false;
    work.newtonSteps++;
    let most = 0;
    for (let i = 0; i < nodes.count; i++) {
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

/** Right side and diagonal at the present heads; the greatest lack of a node over its area, m. */
function imbalance(system: System, water: Water, work: Work): number {
  const { nodes, links } = system;
  const { kind, count } = nodes;
  const { from, to } = links;
  const { headM } = water;
  const { dtS, right, diagonal, linkDiagonal, lateralM3s, constantM3s, ofFrom, ofTo } = work;
  const balanced = water.volumeM3;
  const volume = work.volumeM3;
  const area = work.areaM2;
  for (let i = 0; i < count; i++) right[i] = balanced[i] - volume[i] + dtS * lateralM3s[i];
  for (let k = 0; k < links.count; k++) {
    const a = from[k];
    const b = to[k];
    const moved = dtS * (constantM3s[k] + ofFrom[k] * headM[a] - ofTo[k] * headM[b]);
    right[a] -= moved;
    right[b] += moved;
  }
  let most = 0;
  for (let i = 0; i < count; i++) {
    if (kind[i] === NODE.outfall) {
      diagonal[i] = 1;
      right[i] = 0;
      continue;
    }
    diagonal[i] = linkDiagonal[i] + area[i];
    const lack = Math.abs(right[i]) / area[i];
    if (!(lack <= most)) most = lack;
  }
  return most;
}

/** The links' share of the matrix; given heads keep an empty row. */
function spread(system: System, work: Work): void {
  const { from, to, count } = system.links;
  const { kind } = system.nodes;
  const { dtS, ofFrom, ofTo, linkDiagonal, linkOffDiagonal, placeFromTo, placeToFrom } = work;
  linkDiagonal.fill(0);
  linkOffDiagonal.fill(0);
  for (let k = 0; k < count; k++) {
    const a = from[k];
    const b = to[k];
    const da = dtS * ofFrom[k];
    const db = dtS * ofTo[k];
    if (kind[a] !== NODE.outfall) {
      linkDiagonal[a] += da;
      linkOffDiagonal[placeFromTo[k]] -= db;
    }
    if (kind[b] !== NODE.outfall) {
      linkDiagonal[b] += db;
      linkOffDiagonal[placeToFrom[k]] -= da;
    }
  }
}

/** Flows at the present heads. */
export function flowsAtHeads(system: System, water: Water, work: Work): void {
  const { from, to, count } = system.links;
  const { headM, flowM3s } = water;
  const { constantM3s, ofFrom, ofTo } = work;
  for (let k = 0; k < count; k++) flowM3s[k] = constantM3s[k] + ofFrom[k] * headM[from[k]] - ofTo[k] * headM[to[k]];
}
