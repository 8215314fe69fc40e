import { conduitCoefficients } from './conduits.ts';
import { HEAD_TOLERANCE_M, LACK_MOST_M3, LIMITER_PASSES, SMALLEST_SHARE } from './constants.ts';
import { limitCulverts } from './culverts.ts';
import type { Mouth } from './exchange.ts';
import { cutOutflows } from './limiter.ts';
import type { Pump } from './network.ts';
import { balanceHeads, flowsAtHeads } from './newton.ts';
import { type OutfallNumbers, outfallHeads } from './outfalls.ts';
import { pumpCoefficients } from './pumps.ts';
import { type Structure, structureCoefficients } from './structures.ts';
import { NODE, type System } from './system.ts';
import { volumesAt } from './volumes.ts';
import { arraysOf, copyWater, SCALAR, type Water } from './water.ts';
import type { Work } from './work.ts';

/** Everything a step needs, gathered once. */
export interface Plant {
  readonly system: System;
  readonly water: Water;
  readonly work: Work;
  readonly structures: (Structure | undefined)[];
  readonly pumps: (Pump | undefined)[];
  readonly structureAt: Int32Array;
  readonly pumpAt: Int32Array;
  readonly outfalls: readonly OutfallNumbers[];
  readonly mouths: Mouth[];
  /** Second of the day at which the run began: tides ask. */
  readonly startS: number;
  /** Mean rates over the last whole step. */
  readonly floodingM3s: Float64Array;
  /** Mean own inflow of nodes from one time to another, added into `work.lateralM3s`. */
  readonly addInflows: (fromS: number, toS: number, lateralM3s: Float64Array) => void;
  /** Flow that a caller adds to each node. */
  readonly callerM3s: Float64Array;
  /** States the flows of transfers; called in each sub-step before the heads are sought. */
  readonly setTransfers: () => void;
  /** From what lies outside into the pipes, by node: surfaces and outfalls. */
  readonly exchangedM3: Float64Array;
  readonly care: typeof FINE | typeof ROUGH;
  readonly saved: readonly (Float64Array | Uint8Array)[];
}

/** Times that coefficients are taken anew in a step, and how far heads of the last may be off. */
export const FINE = { passes: 2, toleranceM: HEAD_TOLERANCE_M } as const;
export const ROUGH = { passes: 1, toleranceM: 1e-3 } as const;

/** One step of `dtS`, in halves where Newton or the limiter asks for it. */
export function advance(plant: Plant, dtS: number): void {
  const { water, saved, floodingM3s, exchangedM3, work } = plant;
  const { scalars } = water;
  const arrays = arraysOf(water);
  floodingM3s.fill(0);
  exchangedM3.fill(0);
  const last = scalars[SCALAR.subStepS];
  let part = last > 0 ? Math.min(dtS, 2 * last) : dtS;
  let left = dtS;
  while (left > 1e-9 * dtS) {
    part = Math.min(part, left);
    copyWater(arrays, saved);
    const settled = subStep(plant, part);
    if (!settled && part > dtS * SMALLEST_SHARE) {
      copyWater(saved, arrays);
      part /= 2;
      work.retries++;
      continue;
    }
    if (!settled) {
      work.unsettled++;
      if (!finite(water)) standStill(plant);
    }
    accept(plant, part, dtS);
    left -= part;
    scalars[SCALAR.subStepS] = part;
    part *= 2;
  }
}

/** Seeks heads and flows at the end of a sub-step. False: no convergence, or a node is overdrawn. */
function subStep(plant: Plant, dtS: number): boolean {
  const { system, water, work } = plant;
  work.dtS = dtS;
  work.endS = water.scalars[SCALAR.timeS] + dtS;
  work.startHeadM.set(water.headM);
  work.startFlowM3s.set(water.flowM3s);
  work.fixed.fill(0);
  work.volumesFresh.fill(0);
  work.lateralM3s.set(plant.callerM3s);
  plant.addInflows(work.endS - dtS, work.endS, work.lateralM3s);
  plant.setTransfers();
  const { passes, toleranceM } = plant.care;
  let settled = true;
  for (let pass = 0; pass < passes; pass++) {
    outfallHeads(system, water, plant.outfalls, work.endS, plant.startS);
    conduitCoefficients(system, water, work);
    limitCulverts(system, water, work);
    structureCoefficients(system, water, work, plant.structures, plant.structureAt);
    pumpCoefficients(system, water, work, plant.pumps, plant.pumpAt);
    // All but the last pass are for the coefficients of the next.
    settled = balanceHeads(system, water, work, plant.mouths, pass < passes - 1 ? ROUGH.toleranceM : toleranceM);
    flowsAtHeads(system, water, work);
  }
  // What is cut needs no new heads: volumes follow from flows alone, and the next step seeks heads for them anyway.
  for (let pass = 0; pass < LIMITER_PASSES && cutOutflows(system, water, work); pass++)
    flowsAtHeads(system, water, work);
  return settled && !overdrawn(system, water, work);
}

const finite = ({ headM, flowM3s }: Water): boolean => headM.every(Number.isFinite) && flowM3s.every(Number.isFinite);

/** The last resort of a sub-step without a solution: nothing flows, and nothing is lost. */
function standStill({ water, work, saved }: Plant): void {
  copyWater(saved, arraysOf(water));
  water.flowM3s.fill(0);
  work.right.set(work.lateralM3s);
}

/** The net flow of every node into `work.right`; true where one would hold less than nothing. */
function overdrawn(system: System, water: Water, work: Work): boolean {
  const { nodes, links } = system;
  const net = work.right;
  net.set(work.lateralM3s);
  for (let k = 0; k < links.count; k++) {
    net[links.from[k]] -= water.flowM3s[k];
    net[links.to[k]] += water.flowM3s[k];
  }
  for (let i = 0; i < nodes.count; i++) {
    if (nodes.kind[i] === NODE.outfall) continue;
    if (!(water.volumeM3[i] + work.dtS * net[i] >= -LACK_MOST_M3) || !(Math.abs(water.headM[i]) < 1e5)) return true;
  }
  return false;
}

/** Volumes from flows alone, flooding, and the balance. `work.right` holds the net flows. */
function accept(plant: Plant, dtS: number, wholeS: number): void {
  const { system, water, work, floodingM3s, exchangedM3 } = plant;
  const { nodes, links } = system;
  const { scalars, headM, volumeM3 } = water;
  const { order, rank } = work.elimination;
  const net = work.right;
  for (let i = 0; i < nodes.count; i++) {
    if (nodes.kind[i] === NODE.outfall) {
      countLateral(scalars, work.lateralM3s[i] * dtS);
      const out = net[i] * dtS;
      exchangedM3[i] -= out;
      if (out > 0) scalars[SCALAR.outflowM3] += out;
      else scalars[SCALAR.backflowM3] -= out;
      continue;
    }
    volumeM3[i] += dtS * net[i];
    if (nodes.kind[i] === NODE.surface) continue;
    countLateral(scalars, work.lateralM3s[i] * dtS);
    if (headM[i] > nodes.spillM[i] && nodes.pondedM2[i] === 0) {
      headM[i] = nodes.spillM[i];
      volumesAt(system, headM, work.volumeM3, work.areaM2, order, rank[i], rank[i] + 1);
      const over = volumeM3[i] - work.volumeM3[i];
      if (over > 0) {
        scalars[SCALAR.floodingM3] += over;
        floodingM3s[i] += over / wholeS;
        volumeM3[i] = work.volumeM3[i];
      }
    }
  }
  for (const mouth of plant.mouths) {
    const moved = water.flowM3s[mouth.link] * dtS;
    exchangedM3[links.from[mouth.link]] += moved;
    if (moved > 0) scalars[SCALAR.fromSurfaceM3] += moved;
    else scalars[SCALAR.toSurfaceM3] -= moved;
  }
  for (const k of links.conduits) water.midAreaM2[k] = work.nextMidAreaM2[k];
  scalars[SCALAR.timeS] += dtS;
}

function countLateral(scalars: Float64Array, volumeM3: number): void {
  if (volumeM3 >= 0) scalars[SCALAR.inflowM3] += volumeM3;
  else scalars[SCALAR.withdrawnM3] -= volumeM3;
}
