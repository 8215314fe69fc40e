import { GRAVITY } from '../constants.ts';
import { shapeOf } from './shapes.ts';
import type { Section } from './types.ts';

/** Intervals of depth from the invert to the crown. */
export const INTERVALS = 240;
/** Values a depth: area, hydraulic radius^(4/3), critical flow, conveyance A·R^(2/3). */
export const STRIDE = 4;
/** Values a section. */
export const SIZE = (INTERVALS + 1) * STRIDE;
/** Width of the slot over a closed pipe that carries its pressure, of its height. */
export const SLOT_SHARE = 1e-3;

/**
 * Every cross-section as a table of depth, one after the other in one array. The width is nowhere stored: it is the
 * slope of the area between two depths, so that a Newton step sees the derivative of the very volume that it balances.
 */
export class SectionTables {
  data: Float64Array = new Float64Array(0);
  /** By section: height, intervals a metre, width over the top (slot or open), 1 where open, area and R when full. */
  heightM: Float64Array = new Float64Array(0);
  perM: Float64Array = new Float64Array(0);
  topWidthM: Float64Array = new Float64Array(0);
  open: Uint8Array = new Uint8Array(0);
  private readonly known = new Map<string, number>();

  /** Index of a section; equal sections share a table. */
  add(section: Section): number {
    const key = JSON.stringify(section);
    const found = this.known.get(key);
    if (found !== undefined) return found;
    const index = this.known.size;
    const shape = shapeOf(section);
    const table = tabulate(shape);
    this.data = joined(this.data, table);
    const step = shape.heightM / INTERVALS;
    const lastWidth = (table[INTERVALS * STRIDE] - table[(INTERVALS - 1) * STRIDE]) / step;
    this.heightM = joined(this.heightM, Float64Array.of(shape.heightM));
    this.perM = joined(this.perM, Float64Array.of(INTERVALS / shape.heightM));
    this.topWidthM = joined(this.topWidthM, Float64Array.of(shape.open ? lastWidth : SLOT_SHARE * shape.heightM));
    const open = new Uint8Array(index + 1);
    open.set(this.open);
    open[index] = shape.open ? 1 : 0;
    this.open = open;
    this.known.set(key, index);
    return index;
  }
}

function joined(first: Float64Array, second: Float64Array): Float64Array {
  const both = new Float64Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function tabulate(shape: ReturnType<typeof shapeOf>): Float64Array {
  const table = new Float64Array(SIZE);
  const { heightM, open } = shape;
  for (let i = 1; i <= INTERVALS; i++) {
    const depth = (i * heightM) / INTERVALS;
    const at = i * STRIDE;
    const area = shape.areaM2(depth);
    const radius = shape.radiusM(depth);
    // A closed crown has no width: critical flow there is taken just under it.
    const width = shape.widthM(open ? depth : Math.min(depth, 0.999 * heightM));
    table[at] = area;
    table[at + 1] = radius ** (4 / 3);
    // Flows that a depth can carry never shrink with depth, so that each flow has one depth.
    table[at + 2] = Math.max(table[at - STRIDE + 2], width > 0 ? area * Math.sqrt((GRAVITY * area) / width) : 0);
    table[at + 3] = Math.max(table[at - STRIDE + 3], area * radius ** (2 / 3));
  }
  return table;
}

/** Area at a depth that may be over the crown (closed: the full area), m². */
export function areaAt(tables: SectionTables, section: number, depthM: number): number {
  if (depthM <= 0) return 0;
  const base = section * SIZE;
  const place = depthM * tables.perM[section];
  if (place >= INTERVALS) {
    const full = tables.data[base + INTERVALS * STRIDE];
    return tables.open[section] ? full + tables.topWidthM[section] * (depthM - tables.heightM[section]) : full;
  }
  const i = place | 0;
  const at = base + i * STRIDE;
  const area = tables.data[at];
  return area + (place - i) * (tables.data[at + STRIDE] - area);
}

/** Hydraulic radius^(4/3); of an open section over its top the one at its top. */
export const frictionRadiusAt = (tables: SectionTables, section: number, depthM: number): number =>
  column(tables, section, depthM, 1);
/** Flow that is critical at a depth, a barrel, m³/s. */
export const criticalFlowAt = (tables: SectionTables, section: number, depthM: number): number =>
  column(tables, section, depthM, 2);
/** A·R^(2/3) at a depth. */
export const conveyanceAt = (tables: SectionTables, section: number, depthM: number): number =>
  column(tables, section, depthM, 3);

function column(tables: SectionTables, section: number, depthM: number, which: number): number {
  if (depthM <= 0) return 0;
  const base = section * SIZE + which;
  const place = depthM * tables.perM[section];
  if (place >= INTERVALS) return tables.data[base + INTERVALS * STRIDE];
  const i = place | 0;
  const at = base + i * STRIDE;
  const value = tables.data[at];
  return value + (place - i) * (tables.data[at + STRIDE] - value);
}

/** d(A·R^(2/3))/dy at a depth; 0 over the top. */
export function conveyanceSlopeAt(tables: SectionTables, section: number, depthM: number): number {
  const place = depthM * tables.perM[section];
  if (depthM < 0 || place >= INTERVALS) return 0;
  const at = section * SIZE + (place | 0) * STRIDE + 3;
  return (tables.data[at + STRIDE] - tables.data[at]) * tables.perM[section];
}

/** Width of the water surface: the slope of the area; over the top the slot or the open width. */
export function widthAt(tables: SectionTables, section: number, depthM: number): number {
  const place = depthM * tables.perM[section];
  if (depthM < 0) return 0;
  if (place >= INTERVALS) return tables.topWidthM[section];
  const at = section * SIZE + (place | 0) * STRIDE;
  return (tables.data[at + STRIDE] - tables.data[at]) * tables.perM[section];
}

/** Depth at which `flow` is critical. */
export const criticalDepth = (tables: SectionTables, section: number, flowM3s: number): number =>
  depthWhere(tables, section, 2, flowM3s);
/** Depth whose conveyance is `conveyance` (Q·n/√S); the height where nothing less carries it. */
export const depthOfConveyance = (tables: SectionTables, section: number, conveyance: number): number =>
  depthWhere(tables, section, 3, conveyance);

function depthWhere(tables: SectionTables, section: number, which: number, value: number): number {
  if (value <= 0) return 0;
  const { data } = tables;
  const base = section * SIZE + which;
  if (value >= data[base + INTERVALS * STRIDE]) return tables.heightM[section];
  let low = 0;
  let high = INTERVALS;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (data[base + middle * STRIDE] <= value) low = middle;
    else high = middle;
  }
  const below = data[base + low * STRIDE];
  return (low + (value - below) / (data[base + high * STRIDE] - below)) / tables.perM[section];
}
