import { givenM } from '../rain.ts';
import { heldAt, linearAt, linearIntegral } from '../series.ts';
import type { Domain, Inflow, RainZone } from '../types.ts';
import { addDepth, addLater, paddedIndex, type State } from './state.ts';

/** Rain of every zone, and the roofs that shed it onto the street. */
export interface Rain {
  readonly zones: readonly RainZone[];
  /** Handed out in this step by cell code (0 and 1: none), m. */
  readonly stepM: Float64Array;
  /** 1 where it rains in this step. */
  readonly raining: Uint8Array;
  /** Computed cells of each zone, roofs apart. */
  readonly cells: Float64Array;
  /** Rain on a block runs off to the nearest open cell: that cell, the zone, and how many roof cells it serves. */
  readonly roofs: { readonly cell: Int32Array; readonly zone: Uint16Array; readonly count: Float64Array };
}

export function createRain(domain: Domain, state: State, drainTo: Int32Array): Rain {
  const zones = domain.rain;
  const cells = new Float64Array(zones.length);
  for (const code of state.code) if (code >= 2) cells[code - 2] += 1;
  return {
    zones,
    stepM: new Float64Array(zones.length + 2),
    raining: new Uint8Array(zones.length),
    cells,
    roofs: findRoofs(domain, state, drainTo),
  };
}

function findRoofs(domain: Domain, state: State, drainTo: Int32Array): Rain['roofs'] {
  const { cols } = state;
  const zoneOf = new Int32Array(state.h.length).fill(-1);
  domain.rain.forEach((zone, index) => {
    if (zone.cells) for (const cell of zone.cells) zoneOf[paddedIndex(cell, cols)] = index;
    else zoneOf.fill(index);
  });
  const counts = new Map<number, number>();
  for (let i = 0; i < drainTo.length; i++) {
    if (drainTo[i] < 0 || zoneOf[i] < 0) continue;
    const key = drainTo[i] * 65536 + zoneOf[i];
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const sorted = [...counts].sort((a, b) => a[0] - b[0]);
  return {
    cell: Int32Array.from(sorted, ([key]) => Math.floor(key / 65536)),
    zone: Uint16Array.from(sorted, ([key]) => key % 65536),
    count: Float64Array.from(sorted, ([, count]) => count),
  };
}

/**
 * Lets rain fall from `fromS` to `toS`: whole multiples of the quantum, the remainder kept for later; where a zone's
 * rain pauses, and at the end of the run, the remainder is handed out too. What has been given at a time depends on
 * that time alone. Returns true if a zone starts to rain.
 */
export function fallRain(rain: Rain, fromS: number, toS: number, durationS: number): boolean {
  let starts = false;
  for (let zone = 0; zone < rain.zones.length; zone++) {
    const give = givenM(rain.zones[zone], toS, durationS) - givenM(rain.zones[zone], fromS, durationS);
    const falls = give > 0 || heldAt(rain.zones[zone].timesS, rain.zones[zone].intensityMmH, fromS) > 0 ? 1 : 0;
    rain.stepM[zone + 2] = give;
    starts ||= falls > rain.raining[zone];
    rain.raining[zone] = falls;
  }
  return starts;
}

/** Roof water of this step onto the cells beside the blocks; the sum, m over cells. */
export function shedRoofs(rain: Rain, state: State): number {
  const { cell, zone, count } = rain.roofs;
  let sum = 0;
  for (let k = 0; k < cell.length; k++) {
    const give = rain.stepM[zone[k] + 2];
    if (give > 0) sum += addLater(state, cell[k], give * count[k]);
  }
  return sum;
}

/** Rain of this step on the computed cells, m over cells. */
export function rainOnCells(rain: Rain): number {
  let sum = 0;
  for (let zone = 0; zone < rain.zones.length; zone++) sum += rain.stepM[zone + 2] * rain.cells[zone];
  return sum;
}

/** A discharge and the computed cells that it is spread over. */
export interface Source {
  readonly inflow: Inflow;
  readonly cells: Int32Array;
}

export function createSources(domain: Domain, state: State): Source[] {
  return domain.inflows.map((inflow) => {
    const cells = [...inflow.cells].map((cell) => paddedIndex(cell, state.cols)).filter((i) => state.code[i] !== 0);
    return { inflow, cells: Int32Array.from(cells) };
  });
}

/** Adds the discharges from `fromS` to `toS` (taken away where negative, at most what is there); m over cells. */
export function addInflows(sources: readonly Source[], state: State, fromS: number, toS: number): number {
  const area = state.cellSizeM * state.cellSizeM;
  let sum = 0;
  for (const { inflow, cells } of sources) {
    const volume = linearIntegral(inflow.timesS, inflow.dischargeM3s, fromS, toS);
    if (volume === 0 || cells.length === 0) continue;
    const depth = volume / (area * cells.length);
    for (let k = 0; k < cells.length; k++) {
      sum += depth > 0 ? addLater(state, cells[k], depth) : addDepth(state, cells[k], depth);
    }
  }
  return sum;
}

/** Fastest rise that a discharge causes in its cells around `timeS … timeS + aheadS`, m/s. */
export function fastestRise(sources: readonly Source[], cellSizeM: number, timeS: number, aheadS: number): number {
  let fastest = 0;
  for (const { inflow, cells } of sources) {
    if (cells.length === 0) continue;
    const { timesS, dischargeM3s } = inflow;
    const discharge = Math.max(linearAt(timesS, dischargeM3s, timeS), linearAt(timesS, dischargeM3s, timeS + aheadS));
    fastest = Math.max(fastest, discharge / (cellSizeM * cellSizeM * cells.length));
  }
  return fastest;
}
