import { conduitCoefficients } from './conduits.ts';
import { HEAD_TOLERANCE_M, LACK_MOST_M3, LIMITER_PASSES, SMALLEST_SHARE } from './constants.ts';
import { limitCulverts } from './culverts.ts';
import { cutOutflows } from './limiter.ts';
import type { Pump } from './network.ts';
import { balanceHeads, flowsAtHeads } from './newton.ts';
import { type OutfallNumbers, outfallHeads } from './outfalls.ts';
import { pumpCoefficients } from './pumps.ts';
import { beginExchange, shareStreets, takeFlows } from './streets.ts';
import { type Structure, structureCoefficients } from './structures.ts';
import { NODE, type System } from './system.ts';
import { volumesAt } from './volumes.ts';
import { SCALAR, type Water } from './water.ts';
import type { Work } from './work.ts';

/** Everything a step needs, gathered once. */
export interface Plant {
  readonly system: System;
  readonly water: Water;
  readonly work: Work;
  readonly structures: (Structure | undefined)[];
  readonly pumps: (Pump | undefined)[];
  readonly pumpAt: Int32Array;
  /** By part. */
  readonly outfallsOf: readonly (readonly OutfallNumbers[])[];
  /** Second of the day at which the run began: tides ask. */
  readonly startS: number;
  /** Mean rates over the last whole step. */
  readonly floodingM3s: Float64Array;
  /** Mean own inflow of a part's nodes from one time to another, added into `work.lateralM3s`. */
  readonly addInflows: (part: number, fromS: number, toS: number, lateralM3s: Float64Array) => void;
  /** Flow that a caller adds to each node. */
  readonly callerM3s: Float64Array;
  /** States the flows of a part's transfers; called in each sub-step before the heads are sought. */
  readonly setTransfers: (part: number) => void;
  /** From what lies outside into the pipes, by node: surfaces and outfalls. */
  readonly exchangedM3: Float64Array;
  readonly care: typeof FINE | typeof ROUGH;
}

/** Times that coefficients are taken anew in a step, and how far heads of the last may be off. */
export const FINE = { passes: 2, toleranceM: HEAD_TOLERANCE_M } as const;
export const ROUGH = { passes: 1, toleranceM: 1e-3 } as const;

/** One step of `dtS`; each part of the network takes it in halves where Newton or the limiter asks for that. */
export function advance(plant: Plant, dtS: number): void {
  const { system, water, work, floodingM3s, exchangedM3 } = plant;
  const { nodes } = system;
  const { scalars, headM, volumeM3 } = water;
  floodingM3s.fill(0);
  exchangedM3.fill(0);
  shareStreets(work.streets, water);
  for (let part = 0; part < work.parts.count; part++) advancePart(plant, part, dtS);
  for (let i = work.elimination.size; i < nodes.count; i++) {
    volumeM3[i] -= exchangedM3[i];
    headM[i] = nodes.invertM[i] + volumeM3[i] / nodes.shaftM2[i];
  }
  scalars[SCALAR.timeS] += dtS;
}

function advancePart(plant: Plant, part: number, dtS: number): void {
  const { water, work } = plant;
  const { subStepS, scalars } = water;
  const last = subStepS[part];
  let step = last > 0 ? Math.min(dtS, 2 * last) : dtS;
  let left = dtS;
  while (left > 1e-9 * dtS) {
    step = Math.min(step, left);
    keepStart(plant, part);
    const settled = subStep(plant, part, step, scalars[SCALAR.timeS] + dtS - left);
    if (!settled && step > dtS * SMALLEST_SHARE) {
      backToStart(plant, part);
      step /= 2;
      work.retries++;
      continue;
    }
    if (!settled) {
      work.unsettled++;
      if (!finite(plant, part)) standStill(plant, part);
    }
    accept(plant, part, step, dtS);
    left -= step;
    subStepS[part] = step;
    step *= 2;
  }
}

/** Seeks heads and flows at the end of a sub-step. False: no convergence, or a node is overdrawn. */
function subStep(plant: Plant, part: number, dtS: number, fromS: number): boolean {
  const { system, water, work } = plant;
  work.dtS = dtS;
  work.volumesFresh[part] = 0;
  plant.addInflows(part, fromS, fromS + dtS, work.lateralM3s);
  plant.setTransfers(part);
  beginExchange(system, work.streets, work.parts, dtS, part);
  const { passes, toleranceM } = plant.care;
  let settled = true;
  for (let pass = 0; pass < passes; pass++) {
    outfallHeads(system, water, plant.outfallsOf[part], fromS + dtS, plant.startS);
    conduitCoefficients(system, water, work, part);
    limitCulverts(system, water, work, part);
    structureCoefficients(system, water, work, plant.structures, part);
    pumpCoefficients(system, water, work, plant.pumps, part);
    // All but the last pass are for the coefficients of the next.
    const near = pass < passes - 1 ? ROUGH.toleranceM : toleranceM;
    settled = balanceHeads(system, water, work, near, part);
    flowsAtHeads(system, water, work, part);
  }
  // What is cut needs no new heads: volumes follow from flows alone, and the next step seeks heads for them anyway.
  let overdrawn = true;
  for (let pass = 0; pass < LIMITER_PASSES && overdrawn; pass++) overdrawn = cutOutflows(system, water, work, part);
  if (overdrawn) overdrawn = !netFlows(system, water, work, part);
  return settled && !overdrawn && inReach(water, work, part);
}

/** What a sub-step that is taken again begins from; volumes change only with one that is accepted. */
function keepStart({ water, work, callerM3s }: Plant, part: number): void {
  const { nodes, links } = work.parts;
  for (let n = nodes.start[part]; n < nodes.start[part + 1]; n++) {
    const i = nodes.list[n];
    work.startHeadM[i] = water.headM[i];
    work.lateralM3s[i] = callerM3s[i];
  }
  for (let l = links.start[part]; l < links.start[part + 1]; l++) {
    const k = links.list[l];
    work.startFlowM3s[k] = water.flowM3s[k];
    work.startShut[k] = water.gateShut[k];
  }
}

function backToStart({ water, work }: Plant, part: number): void {
  const { nodes, links, mouths } = work.parts;
  takeFlows(work.streets, water, mouths.start[part], mouths.start[part + 1]);
  for (let n = nodes.start[part]; n < nodes.start[part + 1]; n++) {
    const i = nodes.list[n];
    water.headM[i] = work.startHeadM[i];
  }
  for (let l = links.start[part]; l < links.start[part + 1]; l++) {
    const k = links.list[l];
    water.flowM3s[k] = work.startFlowM3s[k];
    water.gateShut[k] = work.startShut[k];
  }
}

function finite({ water, work }: Plant, part: number): boolean {
  const { nodes, links, mouths } = work.parts;
  for (let n = nodes.start[part]; n < nodes.start[part + 1]; n++)
    if (!Number.isFinite(water.headM[nodes.list[n]])) return false;
  for (let l = links.start[part]; l < links.start[part + 1]; l++)
    if (!Number.isFinite(water.flowM3s[links.list[l]])) return false;
  for (let l = mouths.start[part]; l < mouths.start[part + 1]; l++)
    if (!Number.isFinite(work.streets.flowM3s[l])) return false;
  return true;
}

/** The last resort of a sub-step without a solution: nothing flows, and nothing is lost. */
function standStill(plant: Plant, part: number): void {
  const { water, work } = plant;
  const { nodes, links, mouths } = work.parts;
  backToStart(plant, part);
  for (let l = links.start[part]; l < links.start[part + 1]; l++) water.flowM3s[links.list[l]] = 0;
  work.streets.flowM3s.fill(0, mouths.start[part], mouths.start[part + 1]);
  for (let n = nodes.start[part]; n < nodes.start[part + 1]; n++) {
    const i = nodes.list[n];
    work.right[i] = work.lateralM3s[i];
  }
}

/** The net flow of every node into `work.right`; false where one would hold less than nothing. */
function netFlows(system: System, water: Water, work: Work, part: number): boolean {
  const { from, to } = system.links;
  const { kind } = system.nodes;
  const { nodes, links, mouths } = work.parts;
  const { streets } = work;
  const net = work.right;
  const firstNode = nodes.start[part];
  const lastNode = nodes.start[part + 1];
  for (let n = firstNode; n < lastNode; n++) net[nodes.list[n]] = work.lateralM3s[nodes.list[n]];
  const lastLink = links.start[part + 1];
  for (let l = links.start[part]; l < lastLink; l++) {
    const k = links.list[l];
    net[from[k]] -= water.flowM3s[k];
    net[to[k]] += water.flowM3s[k];
  }
  const lastMouth = mouths.start[part + 1];
  for (let l = mouths.start[part]; l < lastMouth; l++) net[streets.node[l]] += streets.flowM3s[l];
  for (let n = firstNode; n < lastNode; n++) {
    const i = nodes.list[n];
    if (kind[i] === NODE.outfall) continue;
    if (!(water.volumeM3[i] + work.dtS * net[i] >= -LACK_MOST_M3)) return false;
  }
  return true;
}

/** No head ran away. */
function inReach({ headM }: Water, { parts: { nodes } }: Work, part: number): boolean {
  const last = nodes.start[part + 1];
  for (let n = nodes.start[part]; n < last; n++) if (!(Math.abs(headM[nodes.list[n]]) < 1e5)) return false;
  return true;
}

/** Volumes from flows alone, flooding, and the balance. `work.right` holds the net flows. */
function accept(plant: Plant, part: number, dtS: number, wholeS: number): void {
  const { system, water, work, floodingM3s, exchangedM3 } = plant;
  const { nodes } = system;
  const { scalars, headM, volumeM3 } = water;
  const { nodes: own, conduits, mouths } = work.parts;
  const { streets } = work;
  const net = work.right;
  for (let n = own.start[part]; n < own.start[part + 1]; n++) {
    const i = own.list[n];
    const lateral = work.lateralM3s[i] * dtS;
    if (lateral > 0) scalars[SCALAR.inflowM3] += lateral;
    else if (lateral < 0) scalars[SCALAR.withdrawnM3] -= lateral;
    if (nodes.kind[i] === NODE.outfall) {
      const out = net[i] * dtS;
      exchangedM3[i] -= out;
      if (out > 0) scalars[SCALAR.outflowM3] += out;
      else scalars[SCALAR.backflowM3] -= out;
      continue;
    }
    volumeM3[i] += dtS * net[i];
    if (headM[i] > nodes.spillM[i] && nodes.pondedM2[i] === 0) {
      headM[i] = nodes.spillM[i];
      volumesAt(system, headM, work.volumeM3, work.areaM2, own.list, n, n + 1);
      const over = volumeM3[i] - work.volumeM3[i];
      if (over > 0) {
        scalars[SCALAR.floodingM3] += over;
        floodingM3s[i] += over / wholeS;
        volumeM3[i] = work.volumeM3[i];
      }
    }
  }
  let [taken, given] = [0, 0];
  for (let l = mouths.start[part]; l < mouths.start[part + 1]; l++) {
    const flow = streets.flowM3s[l];
    water.flowM3s[streets.link[l]] = flow;
    const moved = flow * dtS;
    streets.pondM3[l] -= moved;
    exchangedM3[streets.street[l]] += moved;
    if (moved > 0) taken += moved;
    else given -= moved;
  }
  scalars[SCALAR.fromSurfaceM3] += taken;
  scalars[SCALAR.toSurfaceM3] += given;
  for (let c = conduits.start[part]; c < conduits.start[part + 1]; c++)
    water.midAreaM2[conduits.list[c]] = work.nextMidAreaM2[conduits.list[c]];
}
