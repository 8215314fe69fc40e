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
  INTERVALS,
  type SectionTables,
  SIZE,
  STRIDE,
  widthAt,
} from './sections/tables.ts';
import { NODE, type System } from './system.ts';
import type { Water } from './water.ts';
import type { Work } from './work.ts';

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
 * Whether water falls off the lower end of a conduit: the node stands lower than the lesser of critical and normal depth
 * (normal only where it runs downhill). `flow` a barrel, ≥ 0; `normal` = √S / n, 0 uphill.
 */
function fallsFreely(tables: SectionTables, section: number, flow: number, normal: number, depthM: number): boolean {
  if (depthM >= tables.heightM[section]) return false;
  if (depthM < 0) return true;
  if (criticalFlowAt(tables, section, depthM) >= flow) return false;
  return normal === 0 || conveyanceAt(tables, section, depthM) * normal < flow;
}

/** Depth at the end of a conduit that falls freely: the lesser of critical and normal depth, or the normal one. */
export function freeDepth(
  tables: SectionTables,
  section: number,
  flow: number,
  normal: number,
  onlyNormal: boolean,
): number {
  if (flow <= 0) return 0;
  const even = normal > 0 ? depthOfConveyance(tables, section, flow / normal) : tables.heightM[section];
  return onlyNormal ? even : Math.min(even, criticalDepth(tables, section, flow));
}

/**
 * Momentum of every conduit of a part, linear in the heads at its ends (Casulli and Stelling 2013 with SWMM 5.2's local terms,
 * Reference Manual II, eq. 3-15 ff.): friction and losses implicit, convective terms damped out towards Fr = 1, the
 * flow area drawn upstream as flow becomes fast, the end coupling dropped where water falls freely.
 */
export function conduitCoefficients(system: System, water: Water, work: Work, part: number): void {
  conduitEnds(system, water, work, part);
  conduitMomentum(system, water, work, part);
}

/** Bits of `work.ends`: an end that feels its node's head; a conduit through which nothing flows. */
const FEELS_1 = 1;
const FEELS_2 = 2;
const CLOSED = 4;

/** Depths at both ends, whether they feel their nodes, and whether the conduit is closed or dry. */
function conduitEnds(system: System, water: Water, work: Work, part: number): void {
  const { tables, nodes, links } = system;
  const { from, to, section, barrels, slope, normal, fromLevelM, toLevelM, gated } = links;
  const { headM, flowM3s, gateShut, setting } = water;
  const { ends, depth1M, depth2M } = work;
  const { kind } = nodes;
  const { list, start } = work.parts.conduits;
  const end = start[part + 1];
  for (let c = start[part]; c < end; c++) {
    const k = list[c];
    const a = from[k];
    const b = to[k];
    const s = section[k];
    const level1 = fromLevelM[k];
    const level2 = toLevelM[k];
    const flow = flowM3s[k] / barrels[k];
    const downhill = slope[k] > 0 === flow >= 0 ? normal[k] : 0;
    let y1 = headM[a] - level1;
    let y2 = headM[b] - level2;
    let bits = (y1 >= 0 ? FEELS_1 : 0) | (y2 >= 0 ? FEELS_2 : 0);
    if (flow >= 0) {
      if (kind[b] !== NODE.outfall && fallsFreely(tables, s, flow, downhill, y2)) {
        y2 = freeDepth(tables, s, flow, downhill, false);
        bits &= ~FEELS_2;
      }
    } else if (kind[a] !== NODE.outfall && fallsFreely(tables, s, -flow, downhill, y1)) {
      y1 = freeDepth(tables, s, -flow, downhill, false);
      bits &= ~FEELS_1;
    }
    if (y1 < 0) y1 = 0;
    if (y2 < 0) y2 = 0;
    const fall = level1 + y1 - level2 - y2;
    if (gated[k] && fall >= GATE_OPENS_M) gateShut[k] = 0;
    if (setting[k] <= 0 || gateShut[k] || (y1 < DRY_M && fall >= 0) || (y2 < DRY_M && fall < 0)) bits |= CLOSED;
    depth1M[k] = y1;
    depth2M[k] = y2;
    ends[k] = bits;
  }
}

function conduitMomentum(system: System, water: Water, work: Work, part: number): void {
  const { tables, links } = system;
  const { from, to, section, barrels, lengthM, slope, normal, frictionPerSpeed, frictionLaw } = links;
  const { fromLevelM, toLevelM, gated, lossPerM, mostFlowM3s } = links;
  const { headM, flowM3s, midAreaM2, gateShut } = water;
  const { dtS, constantM3s, ofFrom, ofTo, startFlowM3s, nextMidAreaM2, ends, depth1M, depth2M } = work;
  const { limitsFlat, limitsFast } = work;
  const { data, perM, topWidthM, heightM, open } = tables;
  const { list, start: partStart } = work.parts.conduits;
  const partEnd = partStart[part + 1];
  for (let c = partStart[part]; c < partEnd; c++) {
    const k = list[c];
    const s = section[k];
    const height = heightM[s];
    const y1 = depth1M[k];
    const y2 = depth2M[k];
    // Area, width and R^(4/3) half way, read here in one go: this loop takes a third of a step.
    const middle = (y1 + y2) / 2;
    const place = middle * perM[s];
    let at = s * SIZE + INTERVALS * STRIDE;
    let areaM = data[at];
    let radius43 = data[at + 1];
    let width = 0;
    if (place < INTERVALS) {
      const interval = place | 0;
      const share = place - interval;
      at = s * SIZE + interval * STRIDE;
      const rise = data[at + STRIDE] - data[at];
      areaM = data[at] + share * rise;
      radius43 = data[at + 1] + share * (data[at + STRIDE + 1] - data[at + 1]);
      width = rise * perM[s];
    } else if (open[s]) {
      width = topWidthM[s];
      areaM += width * (middle - height);
    }
    nextMidAreaM2[k] = areaM;
    const bits = ends[k];
    if (bits & CLOSED) {
      constantM3s[k] = 0;
      ofFrom[k] = 0;
      ofTo[k] = 0;
      continue;
    }

    const count = barrels[k];
    const flow = flowM3s[k];
    const forward = flow >= 0;
    const barrelFlow = flow / count;
    const end1 = fromLevelM[k] + y1;
    const end2 = toLevelM[k] + y2;
    const full = open[s] === 0 && y1 >= height && y2 >= height;
    let speed = barrelFlow / Math.max(areaM, 1e-4);
    if (speed > FASTEST_MS) speed = FASTEST_MS;
    else if (speed < -FASTEST_MS) speed = -FASTEST_MS;
    const fast = Math.abs(speed);
    // Share of the convective terms: all below Fr 0.5, none from Fr 1 on and none in a full pipe.
    let keep = 0;
    let area1 = areaM;
    let area2 = areaM;
    if (!full) {
      const froude2 = width > 1e-9 ? (fast * fast * width) / (GRAVITY * areaM) : 0;
      keep = froude2 <= 0.25 ? 1 : froude2 >= 1 ? 0 : 2 * (1 - Math.sqrt(froude2));
      area1 = areaAt(tables, s, y1);
      area2 = areaAt(tables, s, y2);
    }
    let area = areaM;
    if (keep < 1 && !full && (forward ? end1 >= end2 : end2 >= end1)) {
      const areaUp = forward ? area1 : area2;
      const radiusUp = frictionRadiusAt(tables, s, forward ? y1 : y2);
      area = areaUp + (area - areaUp) * keep;
      radius43 = radiusUp + (radius43 - radiusUp) * keep;
    }
    if (area < 1e-6) area = 1e-6;
    if (radius43 < 1e-5) radius43 = 1e-5;
    let friction = (frictionPerSpeed[k] * fast) / radius43;
    if (full && frictionLaw[k] > 0) friction = fullPipeFriction(frictionLaw[k], links.frictionValue[k], fast, radius43);
    let start = startFlowM3s[k];
    if (keep > 0) {
      const before = midAreaM2[k] > 0 ? midAreaM2[k] : areaM;
      start += keep * count * speed * (2 * (areaM - before) + (dtS * speed * (area2 - area1)) / lengthM[k]);
    }
    const damping = 1 + dtS * (friction + lossPerM[k] * fast);
    const pull = (dtS * GRAVITY * area * count) / (lengthM[k] * damping);
    const head1 = headM[from[k]];
    const head2 = headM[to[k]];
    let constant = start / damping;
    let pull1 = pull;
    let pull2 = pull;
    if (!(bits & FEELS_1)) {
      constant += pull * end1;
      pull1 = 0;
    }
    if (!(bits & FEELS_2)) {
      constant -= pull * end2;
      pull2 = 0;
    }
    const expected = constant + pull1 * head1 - pull2 * head2;

    // Normal flow limits what a steep pipe carries off when its water surface is flatter than its bed, or fast upstream.
    if (!full && flow !== 0 && slope[k] > 0 === forward && normal[k] > 0) {
      const up = forward ? y1 : y2;
      const flat = limitsFlat && up < (forward ? y2 : y1);
      if (up < height && (flat || (limitsFast && isFast(tables, s, barrelFlow, up, forward ? area1 : area2)))) {
        const most = count * normal[k] * conveyanceAt(tables, s, up);
        if ((forward ? expected : -expected) > most) {
          const feels = bits & (forward ? FEELS_1 : FEELS_2);
          const rise = feels ? count * normal[k] * conveyanceSlopeAt(tables, s, up) : 0;
          constant = forward ? most - rise * head1 : rise * head2 - most;
          pull1 = forward ? rise : 0;
          pull2 = forward ? 0 : rise;
        }
      }
    }
    const cap = mostFlowM3s[k];
    // A flap shuts on water that would come back, not on a level: what is on its way out keeps it open. Shut by levels
    // it stopped the whole column of a steady outflow every 20 s.
    const shuts = gated[k] === 1 && expected < 0;
    if (shuts) gateShut[k] = 1;
    if (shuts || (cap > 0 && Math.abs(expected) > cap)) {
      constant = shuts ? 0 : expected > 0 ? cap : -cap;
      pull1 = 0;
      pull2 = 0;
    }
    constantM3s[k] = constant;
    ofFrom[k] = pull1;
    ofTo[k] = pull2;
  }
}

/** Fr ≥ 1 at a depth. */
function isFast(tables: SectionTables, section: number, flow: number, depthM: number, areaM2: number): boolean {
  const width = Math.max(widthAt(tables, section, depthM), 1e-6);
  return depthM > 1e-6 && flow * flow * width >= GRAVITY * areaM2 * areaM2 * areaM2;
}
