import { GRAVITY } from './constants.ts';
import { curveAt } from './curves.ts';
import type { Orifice, Outlet, Weir } from './network.ts';
import { areaAt, type SectionTables } from './sections/tables.ts';
import { LINK, type System } from './system.ts';
import type { Water } from './water.ts';
import { setFlow, type Work } from './work.ts';

/** Orifices, weirs and outlets by link. */
export type Structure =
  | { readonly kind: typeof LINK.orifice; readonly link: Orifice; readonly section: number }
  | { readonly kind: typeof LINK.weir; readonly link: Weir }
  | { readonly kind: typeof LINK.outlet; readonly link: Outlet };

/** Head difference over which slopes are taken, m: near equal heads it also keeps a square root from being vertical. */
const DIFFERENCE_M = 1e-3;
const STEEPEST_M2S = 50;
/** Submerged weirs (Villemonte 1947): share of the free flow. */
const villemonte = (ratio: number, exponent: number): number => Math.max(0, 1 - ratio ** exponent) ** 0.385;
const ROOT_2G = Math.sqrt(2 * GRAVITY);

/** Structures of a part, linear in both heads around the present ones. Flows never change sign with a head: the slopes are ≥ 0. */
export function structureCoefficients(
  system: System,
  water: Water,
  work: Work,
  structures: readonly (Structure | undefined)[],
  part: number,
): void {
  const { links, tables } = system;
  const { list, start } = work.parts.structures;
  for (let n = start[part]; n < start[part + 1]; n++) {
    const k = list[n];
    const structure = structures[k];
    if (!structure) continue;
    const head1 = water.headM[links.from[k]];
    const head2 = water.headM[links.to[k]];
    const forward = head1 >= head2;
    if (!forward && links.gated[k]) {
      setFlow(work, k, 0);
      continue;
    }
    const up = forward ? head1 : head2;
    const down = forward ? head2 : head1;
    const setting = water.setting[k];
    const flow = structureFlow(tables, structure, setting, up, down, forward);
    const rise = (structureFlow(tables, structure, setting, up + DIFFERENCE_M, down, forward) - flow) / DIFFERENCE_M;
    const drop = (flow - structureFlow(tables, structure, setting, up, down + DIFFERENCE_M, forward)) / DIFFERENCE_M;
    const ofUp = Math.min(STEEPEST_M2S, Math.max(0, rise));
    const ofDown = Math.min(STEEPEST_M2S, Math.max(0, drop));
    const rest = flow - ofUp * up + ofDown * down;
    work.constantM3s[k] = forward ? rest : -rest;
    work.ofFrom[k] = forward ? ofUp : ofDown;
    work.ofTo[k] = forward ? ofDown : ofUp;
  }
}

/** Flow from the higher to the lower head, m³/s ≥ 0 (SWMM 5.2 Reference Manual II, chapter 6). */
export function structureFlow(
  tables: SectionTables,
  structure: Structure,
  setting: number,
  upM: number,
  downM: number,
  forward: boolean,
): number {
  if (setting <= 0 || upM <= downM) return 0;
  if (structure.kind === LINK.orifice) return orificeFlow(tables, structure, setting, upM, downM);
  if (structure.kind === LINK.weir) return weirFlow(structure.link, setting, upM, downM, forward);
  const { crestLevelM, by, rating } = structure.link;
  const head = upM - (by === 'head' ? Math.max(crestLevelM, downM) : crestLevelM);
  if (head <= 0) return 0;
  const flow = 'coefficient' in rating ? rating.coefficient * head ** rating.exponent : curveAt(rating, head);
  return setting * flow;
}

/** An orifice that is not full is a weir that gives the same flow where it becomes full. */
function orificeFlow(
  tables: SectionTables,
  { link, section }: Extract<Structure, { kind: typeof LINK.orifice }>,
  setting: number,
  upM: number,
  downM: number,
): number {
  const opening = setting * tables.heightM[section];
  const area = areaAt(tables, section, opening);
  const crest = link.crestLevelM;
  if (upM <= crest || area <= 0) return 0;
  const full = link.coefficient * area * ROOT_2G;
  const above = upM - crest;
  if (link.placing === 'bottom') {
    // Critical head: discharge coefficient over the weir's 0.414, times area over perimeter.
    const around =
      link.section.shape === 'circular' ? Math.PI * tables.heightM[section] : 2 * (opening + area / opening);
    const critical = ((link.coefficient / 0.414) * area) / around;
    const head = upM - Math.max(crest, downM);
    if (above >= critical || downM > crest) return full * Math.sqrt(Math.max(0, head));
    return full * Math.sqrt(critical) * (above / critical) ** 1.5;
  }
  if (above >= opening) return full * Math.sqrt(Math.max(0, upM - Math.max(crest + opening / 2, downM)));
  const free = full * Math.sqrt(opening / 2) * (above / opening) ** 1.5;
  return downM > crest ? free * villemonte((downM - crest) / above, 1.5) : free;
}

function weirFlow(weir: Weir, setting: number, upM: number, downM: number, forward: boolean): number {
  // A setting below 1 raises the crest.
  const height = weir.heightM * setting;
  const crest = weir.crestLevelM + weir.heightM - height;
  const head = upM - crest;
  if (head <= 0) return 0;
  if (head > height && weir.surcharges !== false) {
    // Through its opening it flows as an orifice that gives the same flow when just full.
    const coefficient = freeWeir(weir, height, height, forward) / Math.sqrt(height / 2);
    return coefficient * Math.sqrt(Math.max(0, upM - Math.max(crest + height / 2, downM)));
  }
  const reach = Math.min(head, height);
  const free = freeWeir(weir, reach, height, forward);
  const exponent = weir.shape === 'vNotch' ? 2.5 : weir.shape === 'sideflow' && forward ? 5 / 3 : 1.5;
  return downM > crest ? free * villemonte((downM - crest) / head, exponent) : free;
}

function freeWeir(weir: Weir, head: number, height: number, forward: boolean): number {
  const { coefficient, widthM, sideSlope = 0 } = weir;
  const length = Math.max(0, widthM - 0.1 * (weir.endContractions ?? 0) * head);
  switch (weir.shape) {
    case 'sideflow':
      // Water that comes back over it meets a plain weir.
      return forward ? coefficient * length ** 0.83 * head ** 1.67 : coefficient * length * head ** 1.5;
    case 'vNotch':
      return coefficient * sideSlope * head ** 2.5;
    case 'trapezoidal': {
      // Closing it part way narrows the sill of what is left.
      const sill = length + 2 * sideSlope * (weir.heightM - height);
      return coefficient * sill * head ** 1.5 + (weir.endCoefficient ?? coefficient) * sideSlope * head ** 2.5;
    }
    default:
      return coefficient * length * head ** 1.5;
  }
}
