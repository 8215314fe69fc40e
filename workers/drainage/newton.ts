import { HEAD_TOLERANCE_M, NEWTON_MOST } from './constants.ts';
import { exchangeCoefficients, type Mouth } from './exchange.ts';
import { solve } from './matrix/factor.ts';
import { NODE, type System } from './system.ts';
import { volumesAt } from './volumes.ts';
import type { Water } from './water.ts';
import type { Work } from './work.ts';

/**
 * Heads that balance every node: V(H) + dt·Σ ±Q(H) = Vⁿ + dt·Q_lateral (Casulli and Stelling 2013, eq. 16), by Newton.
 * Links stay linear but for the exchange with the street, which is taken anew in every step. False: no convergence.
 */
export function balanceHeads(system: System, water: Water, work: Work, mouths: readonly Mouth[]): boolean {
  const { nodes } = system;
  const { kind } = nodes;
  const { headM } = water;
  const { dtS, right, change, diagonal, linkDiagonal, volumeM3, areaM2, lateralM3s } = work;
  if (mouths.length === 0) spread(system, work);
  for (let iteration = 0; iteration < NEWTON_MOST; iteration++) {
    if (mouths.length > 0) {
      exchangeCoefficients(system, water, work, mouths);
      spread(system, work);
    }
    volumesAt(system, headM, volumeM3, areaM2);
    for (let i = 0; i < nodes.count; i++) {
      diagonal[i] = linkDiagonal[i] + areaM2[i];
      right[i] = water.volumeM3[i] - volumeM3[i] + dtS * lateralM3s[i];
    }
    takeFlows(system, water, work);
    for (let i = 0; i < nodes.count; i++) {
      if (kind[i] === NODE.outfall) {
        diagonal[i] = 1;
        right[i] = 0;
      }
    }
    work.offDiagonal.set(work.linkOffDiagonal);
    solve(work.elimination, diagonal, work.offDiagonal, right, change);
    let most = 0;
    for (let i = 0; i < nodes.count; i++) {
      headM[i] += change[i];
      const moved = Math.abs(change[i]);
      if (moved > most) most = moved;
    }
    work.newtonSteps++;
    // NaN is no convergence either.
    if (!(most < 1e4)) return false;
    if (most < HEAD_TOLERANCE_M) return true;
  }
  return false;
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

/** What the links take from and give to their nodes in the step. */
function takeFlows(system: System, water: Water, work: Work): void {
  const { from, to, count } = system.links;
  const { headM } = water;
  const { dtS, constantM3s, ofFrom, ofTo, right } = work;
  for (let k = 0; k < count; k++) {
    const moved = dtS * (constantM3s[k] + ofFrom[k] * headM[from[k]] - ofTo[k] * headM[to[k]]);
    right[from[k]] -= moved;
    right[to[k]] += moved;
  }
}

/** Flows at the present heads. */
export function flowsAtHeads(system: System, water: Water, work: Work): void {
  const { from, to, count } = system.links;
  const { headM, flowM3s } = water;
  const { constantM3s, ofFrom, ofTo } = work;
  for (let k = 0; k < count; k++) flowM3s[k] = constantM3s[k] + ofFrom[k] * headM[from[k]] - ofTo[k] * headM[to[k]];
}
