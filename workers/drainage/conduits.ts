import { GRAVITY } from './constants.ts';
import { fullPipeFriction } from './friction.ts';
import {
  areaAt,
  conveyanceAt,
  conveyanceSlopeAt,
  criticalDepth,
  criticalFlowAt,
  depthOfConveyance,
  frictionRadiusAt,
  type SectionTables,
  widthAt,
} from './sections/tables.ts';
import { NODE, type System } from './system.ts';
import type { Water } from './water.ts';
import { setFlow, type Work } from './work.ts';

/** Depth below which an end gives no water, m. */
const DRY_M = 1e-6;
const FASTEST_MS = 15;
/** A shut flap opens only under this much more head, m: at equal heads it would clap every step. */
const GATE_OPENS_M = 2e-3;

/** Area half way along a conduit, a barrel. */
export function conduitMidArea(system: System, k: number, headM: Float64Array): number {
  const { from, to, section, fromLevelM, toLevelM } = system.links;
  const y1 = Math.max(0, headM[from[k]] - fromLevelM[k]);
  const y2 = Math.max(0, headM[to[k]] - toLevelM[k]);
  return areaAt(system.tables, section[k], (y1 + y2) / 2);
}

/**
 * Depth at which water falls off the lower end of a conduit: the lesser of critical and normal depth (normal only where
 * it runs downhill). −1 where the node stands higher and rules. `flow` a barrel, ≥ 0; `normal` = √S / n, 0 uphill.
 */
function fallDepth(tables: SectionTables, section: number, flow: number, normal: number, depthM: number): number {
  if (depthM >= tables.heightM[section]) return -1;
  if (depthM >= 0) {
    if (criticalFlowAt(tables, section, depthM) >= flow) return -1;
    if (normal > 0 && conveyanceAt(tables, section, depthM) * normal >= flow) return -1;
  }
  const critical = criticalDepth(tables, section, flow);
  return normal > 0 ? Math.min(critical, depthOfConveyance(tables, section, flow / normal)) : critical;
}

/** Depth at the end of a conduit that falls freely out of the network. */
export function freeDepth(tables: SectionTables, section: number, flow: number, normal: number, onlyNormal: boolean): number {
  if (flow <= 0) return 0;
  const even = normal > 0 ? depthOfConveyance(tables, section, flow / normal) : tables.heightM[section];
  return onlyNormal ? even : Math.min(even, criticalDepth(tables, section, flow));
}

/** √S / n in the direction of a flow; 0 where it runs level or uphill. */
export const normalFactor = (slope: number, manning: number): number =>
  slope > 0 && manning > 0 ? Math.sqrt(slope) / manning : 0;

/**
 * Momentum of every conduit, linear in the heads at its ends (Casulli and Stelling 2013 with SWMM 5.2's local terms,
 * Reference Manual II, eq. 3-15 ff.): friction and losses implicit, convective terms damped out towards Fr = 1, the
 * flow area drawn upstream as flow becomes fast, the end coupling dropped where water falls freely.
 */
export function conduitCoefficients(system: System, water: Water, work: Work): void {
  const { links } = system;
  const { conduits } = links;
  for (let c = 0; c < conduits.length; c++) conduit(system, water, work, conduits[c]);
}

function conduit(system: System, water: Water, work: Work, k: number): void {
  const { tables, nodes, links } = system;
  const { dtS } = work;
  const a = links.from[k];
  const b = links.to[k];
  const s = links.section[k];
  const height = tables.heightM[s];
  const barrels = links.barrels[k];
  const length = links.lengthM[k];
  const manning = links.manning[k];
  const head1 = water.headM[a];
  const head2 = water.headM[b];
  const level1 = links.fromLevelM[k];
  const level2 = links.toLevelM[k];
  const flow = water.flowM3s[k];
  const barrelFlow = flow / barrels;
  const forward = flow >= 0;
  const slope = links.slope[k];
  const normal = normalFactor(forward ? slope : -slope, manning);
  let y1 = head1 - level1;
  let y2 = head2 - level2;
  let feels1 = y1 >= 0;
  let feels2 = y2 >= 0;
  if (forward) {
    if (nodes.kind[b] !== NODE.outfall) {
      const fall = fallDepth(tables, s, barrelFlow, normal, y2);
      if (fall >= 0) {
        y2 = fall;
        feels2 = false;
      }
    }
  } else if (nodes.kind[a] !== NODE.outfall) {
    const fall = fallDepth(tables, s, -barrelFlow, normal, y1);
    if (fall >= 0) {
      y1 = fall;
      feels1 = false;
    }
  }
  if (y1 < 0) y1 = 0;
  if (y2 < 0) y2 = 0;
  const end1 = level1 + y1;
  const end2 = level2 + y2;
  const middle = (y1 + y2) / 2;
  const areaM = areaAt(tables, s, middle);
  work.nextMidAreaM2[k] = areaM;

  if (links.gated[k]) {
    const shut = water.gateShut[k] ? end1 < end2 + GATE_OPENS_M : end2 > end1;
    water.gateShut[k] = shut ? 1 : 0;
    if (shut) return setFlow(work, k, 0);
  }
  if (water.setting[k] <= 0 || (y1 < DRY_M && end1 >= end2) || (y2 < DRY_M && end2 > end1)) return setFlow(work, k, 0);

  const area1 = areaAt(tables, s, y1);
  const area2 = areaAt(tables, s, y2);
  const full = tables.open[s] === 0 && y1 >= height && y2 >= height;
  let speed = barrelFlow / Math.max(areaM, 1e-4);
  if (speed > FASTEST_MS) speed = FASTEST_MS;
  else if (speed < -FASTEST_MS) speed = -FASTEST_MS;
  const fast = Math.abs(speed);
  // Share of the convective terms: all below Fr 0.5, none from Fr 1 on and none in a full pipe.
  let keep = 0;
  if (!full) {
    const width = widthAt(tables, s, middle);
    const froude2 = width > 1e-9 ? (fast * fast * width) / (GRAVITY * areaM) : 0;
    keep = froude2 <= 0.25 ? 1 : froude2 >= 1 ? 0 : 2 * (1 - Math.sqrt(froude2));
  }
  let area = areaM;
  let radius43 = frictionRadiusAt(tables, s, middle);
  if (keep < 1 && !full && (forward ? end1 >= end2 : end2 >= end1)) {
    const areaUp = forward ? area1 : area2;
    const radiusUp = frictionRadiusAt(tables, s, forward ? y1 : y2);
    area = areaUp + (area - areaUp) * keep;
    radius43 = radiusUp + (radius43 - radiusUp) * keep;
  }
  if (area < 1e-6) area = 1e-6;
  if (radius43 < 1e-5) radius43 = 1e-5;
  const friction =
    full && links.frictionLaw[k] > 0
      ? fullPipeFriction(links.frictionLaw[k], links.frictionValue[k], fast, radius43)
      : (GRAVITY * manning * manning * fast) / radius43;
  let start = work.startFlowM3s[k];
  if (keep > 0) {
    const before = water.midAreaM2[k] > 0 ? water.midAreaM2[k] : areaM;
    start += keep * barrels * speed * (2 * (areaM - before) + (dtS * speed * (area2 - area1)) / length);
  }
  const damping = 1 + dtS * (friction + links.lossPerM[k] * fast);
  const pull = (dtS * GRAVITY * area * barrels) / (length * damping);
  let constant = start / damping;
  let ofFrom = pull;
  let ofTo = pull;
  if (!feels1) {
    constant += pull * end1;
    ofFrom = 0;
  }
  if (!feels2) {
    constant -= pull * end2;
    ofTo = 0;
  }
  const expected = constant + ofFrom * head1 - ofTo * head2;

  // Normal flow limits what a steep pipe carries off when its water surface is flatter than its bed, or fast upstream.
  if (normal > 0 && !full && flow !== 0) {
    const up = forward ? y1 : y2;
    const down = forward ? y2 : y1;
    const wanted = forward ? expected : -expected;
    const most = barrels * normal * conveyanceAt(tables, s, up);
    if (up < height && wanted > most && (up < down || isFast(tables, s, Math.abs(barrelFlow), up, forward ? area1 : area2))) {
      const rise = (forward ? feels1 : feels2) ? barrels * normal * conveyanceSlopeAt(tables, s, up) : 0;
      constant = forward ? most - rise * head1 : rise * head2 - most;
      ofFrom = forward ? rise : 0;
      ofTo = forward ? 0 : rise;
    }
  }
  const most = links.mostFlowM3s[k];
  if (most > 0 && Math.abs(expected) > most) return setFlow(work, k, expected > 0 ? most : -most);
  work.constantM3s[k] = constant;
  work.ofFrom[k] = ofFrom;
  work.ofTo[k] = ofTo;
}

/** Fr ≥ 1 at a depth. */
function isFast(tables: SectionTables, section: number, flow: number, depthM: number, areaM2: number): boolean {
  const width = Math.max(widthAt(tables, section, depthM), 1e-6);
  return depthM > 1e-6 && flow * flow * width >= GRAVITY * areaM2 ** 3;
}
