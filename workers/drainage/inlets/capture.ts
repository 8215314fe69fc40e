import { curveAt } from '../curves.ts';
import { NetworkError } from '../network.ts';
import { nodeDepthM } from '../readings.ts';
import { areaAt, depthOfConveyance, widthAt } from '../sections/tables.ts';
import type { System } from '../system.ts';
import type { Water } from '../water.ts';
import { captureOnGrade } from './grade.ts';
import { CFS_M3S, FOOT_M, type Gutter, gutterOf } from './gutter.ts';
import { captureInSag } from './sag.ts';
import type { InletUse } from './types.ts';

/** Inlets in numbers: where they lie, where they lead, and how they capture at a flow and a depth. */
export interface PlacedInlet {
  readonly conduit: number;
  /** Node where what passes the inlets arrives. */
  readonly past: number;
  capture(flowM3s: number, depthM: number): number;
}

/** A flow too small to follow, m³/s. */
const TRACE_M3S = 1e-6;

export function placeInlets(
  system: System,
  uses: readonly InletUse[],
  linkAt: ReadonlyMap<string, number>,
): PlacedInlet[] {
  return uses.map((use) => {
    const conduit = linkAt.get(use.conduit);
    if (conduit === undefined) throw new NetworkError(`Street inlet: no conduit "${use.conduit}".`);
    const past = system.links.to[conduit];
    const leads = system.links.from.some((node) => node === past);
    const onGrade = use.placing === 'automatic' ? leads : use.placing === 'onGrade';
    const sides = use.street?.sides ?? 1;
    const capture = captureOf(system, conduit, use, onGrade);
    return {
      conduit,
      past,
      capture: (flowM3s, depthM) => Math.min(flowM3s, sides * capture(flowM3s / sides, depthM)),
    };
  });
}

/** Flow that the inlets of one side capture, one after the other. */
function captureOf(
  system: System,
  k: number,
  use: InletUse,
  onGrade: boolean,
): (flowM3s: number, depthM: number) => number {
  const { design, count, cloggedShare, mostFlowM3s, street } = use;
  const clear = 1 - cloggedShare;
  const most = mostFlowM3s > 0 ? mostFlowM3s : Infinity;
  const oneByOne =
    (one: (flow: number) => number) =>
    (flow: number): number => {
      let passing = flow;
      for (let i = 0; i < count && passing > TRACE_M3S; i++) passing -= Math.min(clear * one(passing), most, passing);
      return flow - passing;
    };
  const { byFlow, byDepth } = design;
  if (byFlow) return oneByOne((flow) => curveAt(byFlow, flow));
  if (byDepth) return (flow, depth) => Math.min(flow, count * Math.min(most, clear * curveAt(byDepth, depth)));
  const gutter: Gutter | undefined =
    street && gutterOf(street, Math.max(1e-6, system.links.slope[k]), use.depressionM, use.depressionWidthM);
  const inChannel = gutter === undefined || design.inChannel === true;
  if (onGrade && gutter && !inChannel)
    return oneByOne((flow) => CFS_M3S * captureOnGrade(gutter, design, flow / CFS_M3S));
  const { grate } = design;
  if (onGrade && grate) return oneByOne((flow) => inChannelGrate(system, k, grate, flow));
  const sag = gutter ?? { gutterSlope: 0.01, depressionFt: 0, gutterFt: 0 };
  return (flow, depth) =>
    Math.min(
      flow,
      count * Math.min(most, clear * CFS_M3S * captureInSag(sag, { ...design, inChannel }, depth / FOOT_M)),
    );
}

/** A grate across the bed of a channel takes the flow over its width and some of the rest (HEC-22 §4.4.6). */
function inChannelGrate(
  system: System,
  k: number,
  grate: NonNullable<InletUse['design']['grate']>,
  flow: number,
): number {
  const { links, tables } = system;
  const section = links.section[k];
  const depth = depthOfConveyance(tables, section, flow / Math.max(links.normal[k], 1e-9));
  const area = Math.max(areaAt(tables, section, depth), 1e-9);
  const width = Math.max(widthAt(tables, section, depth), 1e-9);
  const front = Math.min(1, (grate.widthM * depth) / area);
  const speedFtS = flow / area / FOOT_M;
  const sideSlope = Math.max(0.01, (2 * depth) / Math.max(width - grate.widthM, 1e-6));
  const side = 1 / (1 + (0.15 * speedFtS ** 1.8) / (sideSlope * (grate.lengthM / FOOT_M) ** 2.3));
  return flow * (front + side * (1 - front));
}

/** Flow that passes an inlet's conduit now, and the depth where it ends. */
export function captured(system: System, water: Water, inlet: PlacedInlet): number {
  const flow = water.flowM3s[inlet.conduit];
  return flow > TRACE_M3S ? inlet.capture(flow, nodeDepthM(system, water, inlet.past)) : 0;
}
