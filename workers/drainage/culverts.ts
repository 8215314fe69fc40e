import { areaAt, criticalFlowAt, type SectionTables, widthAt } from './sections/tables.ts';
import type { System } from './system.ts';
import type { Water } from './water.ts';
import type { Work } from './work.ts';

/**
 * Inlet control of culverts by FHWA HDS-5 (2012), appendix A: form of the equation, K, M, c, Y, in SWMM's numbering
 * (User's Manual 5.2, table A.10).
 */
const INLETS: readonly (readonly [form: 1 | 2, k: number, m: number, c: number, y: number])[] = [
  // Circular concrete: square edge, groove with headwall, groove projecting; corrugated metal: headwall, mitred, projecting.
  [1, 0.0098, 2, 0.0398, 0.67],
  [1, 0.0018, 2, 0.0292, 0.74],
  [1, 0.0045, 2, 0.0317, 0.69],
  [1, 0.0078, 2, 0.0379, 0.69],
  [1, 0.021, 1.33, 0.0463, 0.75],
  [1, 0.034, 1.5, 0.0553, 0.54],
  // Circular, bevelled ring.
  [1, 0.0018, 2.5, 0.03, 0.74],
  [1, 0.0018, 2.5, 0.0243, 0.83],
  // Rectangular: wingwalls; with bevelled top; headwalls, straight and skewed; flared wingwalls.
  [1, 0.026, 1, 0.0347, 0.81],
  [1, 0.061, 0.75, 0.04, 0.8],
  [1, 0.061, 0.75, 0.0423, 0.82],
  [2, 0.51, 0.667, 0.0309, 0.8],
  [2, 0.486, 0.667, 0.0249, 0.83],
  [2, 0.515, 0.667, 0.0375, 0.79],
  [2, 0.495, 0.667, 0.0314, 0.82],
  [2, 0.486, 0.667, 0.0252, 0.865],
  [2, 0.545, 0.667, 0.04505, 0.73],
  [2, 0.533, 0.667, 0.0425, 0.705],
  [2, 0.522, 0.667, 0.0402, 0.68],
  [2, 0.498, 0.667, 0.0327, 0.75],
  [2, 0.497, 0.667, 0.0339, 0.803],
  [2, 0.493, 0.667, 0.0361, 0.806],
  [2, 0.495, 0.667, 0.0386, 0.71],
  [2, 0.497, 0.667, 0.0302, 0.835],
  [2, 0.495, 0.667, 0.0252, 0.881],
  [2, 0.493, 0.667, 0.0227, 0.887],
  // Corrugated metal box.
  [1, 0.0083, 2, 0.0379, 0.69],
  [1, 0.0145, 1.75, 0.0419, 0.64],
  [1, 0.034, 1.5, 0.0496, 0.57],
  // Concrete ellipses, lying and standing.
  [1, 0.01, 2, 0.0398, 0.67],
  [1, 0.0018, 2.5, 0.0292, 0.74],
  [1, 0.0045, 2, 0.0317, 0.69],
  [1, 0.01, 2, 0.0398, 0.67],
  [1, 0.0018, 2.5, 0.0292, 0.74],
  [1, 0.0095, 2, 0.0317, 0.69],
  // Pipe arches of corrugated metal, arches.
  [1, 0.0083, 2, 0.0379, 0.69],
  [1, 0.03, 1, 0.0463, 0.75],
  [1, 0.034, 1.5, 0.0496, 0.57],
  [1, 0.03, 1.5, 0.0496, 0.57],
  [1, 0.0088, 2, 0.0368, 0.68],
  [1, 0.003, 2, 0.0269, 0.77],
  [1, 0.03, 1.5, 0.0496, 0.57],
  [1, 0.0088, 2, 0.0368, 0.68],
  [1, 0.003, 2, 0.0269, 0.77],
  [1, 0.0083, 2, 0.0379, 0.69],
  [1, 0.03, 1, 0.0473, 0.75],
  [1, 0.034, 1.5, 0.0496, 0.57],
  // Tapered inlets: circular, elliptical, rectangular throats and faces.
  [2, 0.534, 0.555, 0.0196, 0.9],
  [2, 0.519, 0.64, 0.021, 0.9],
  [2, 0.536, 0.622, 0.0368, 0.83],
  [2, 0.5035, 0.719, 0.0478, 0.8],
  [2, 0.547, 0.8, 0.0598, 0.75],
  [2, 0.475, 0.667, 0.0179, 0.97],
  [2, 0.56, 0.667, 0.0446, 0.85],
  [2, 0.56, 0.667, 0.0378, 0.87],
  [2, 0.5, 0.667, 0.0446, 0.65],
  [2, 0.5, 0.667, 0.0378, 0.71],
];
/** Mitred inlets, whose slope counts the other way. */
const MITRED: ReadonlySet<number> = new Set([5, 37, 46]);
/** Q/(A √D) of the circular in feet, of one in metres. */
const FEET = 1.811;
const DIFFERENCE_M = 1e-3;

/** Flow that a culvert's inlet lets in, a barrel, m³/s, at a depth of water over its invert. Code 1–57. */
export function inletFlow(tables: SectionTables, section: number, code: number, slope: number, depthM: number): number {
  if (depthM <= 0) return 0;
  const height = tables.heightM[section];
  const [, , , c, y] = INLETS[code - 1];
  const steepness = (MITRED.has(code) ? -7 : 0.5) * slope;
  const unit = (areaAt(tables, section, height) * Math.sqrt(height)) / FEET;
  const submerged = (depth: number): number => unit * Math.sqrt(Math.max(0, (depth / height - y + steepness) / c));
  // Submerged from Q/(A √D) = 4 on; free up to 0.95 of the height; straight between the two.
  const freeTo = 0.95 * height;
  const submergedFrom = height * Math.max(0.96, 16 * c + y - steepness);
  if (depthM >= submergedFrom) return submerged(depthM);
  const free = (depth: number): number => freeFlow(tables, section, code, steepness, depth, unit);
  if (depthM <= freeTo) return free(depthM);
  const low = free(freeTo);
  return low + ((submerged(submergedFrom) - low) * (depthM - freeTo)) / (submergedFrom - freeTo);
}

/** Form 2: a power. Form 1: h/D + s = (y_c + y_h/2)/D + K (Q/A √D)^M, by bisection of the critical depth. */
function freeFlow(
  tables: SectionTables,
  section: number,
  code: number,
  steepness: number,
  depthM: number,
  unit: number,
): number {
  const [form, k, m] = INLETS[code - 1];
  const height = tables.heightM[section];
  if (form === 2) return unit * (depthM / height / k) ** (1 / m);
  let [low, high] = [0, Math.min(depthM, 0.999 * height)];
  for (let i = 0; i < 40; i++) {
    const critical = (low + high) / 2;
    const flow = criticalFlowAt(tables, section, critical);
    const width = Math.max(widthAt(tables, section, critical), 1e-9);
    const hydraulic = areaAt(tables, section, critical) / width;
    if ((critical + hydraulic / 2) / height + k * (flow / unit) ** m < depthM / height + steepness) low = critical;
    else high = critical;
  }
  return criticalFlowAt(tables, section, low);
}

/** Holds the culverts of a part to what their inlets let in. */
export function limitCulverts(system: System, water: Water, work: Work, part: number): void {
  const { links, tables } = system;
  if (!links.anyCulvert) return;
  const { list, start } = work.parts.conduits;
  for (let c = start[part]; c < start[part + 1]; c++) {
    const k = list[c];
    if (links.culvert[k] === 0) continue;
    const head = water.headM[links.from[k]];
    const expected = work.constantM3s[k] + work.ofFrom[k] * head - work.ofTo[k] * water.headM[links.to[k]];
    if (expected <= 0) continue;
    const depth = head - links.fromLevelM[k];
    const at = (y: number): number =>
      links.barrels[k] * inletFlow(tables, links.section[k], links.culvert[k], links.slope[k], y);
    const most = at(depth);
    if (expected <= most) continue;
    const rise = Math.max(0, (at(depth + DIFFERENCE_M) - most) / DIFFERENCE_M);
    work.constantM3s[k] = most - rise * head;
    work.ofFrom[k] = rise;
    work.ofTo[k] = 0;
  }
}

/** Codes that there are. */
export const isCulvertCode = (code: number): boolean => Number.isInteger(code) && code >= 1 && code <= INLETS.length;
