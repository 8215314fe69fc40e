import { INFILTRATION_EVERY_S } from '../infiltration.ts';
import { givenM } from '../rain.ts';
import { fastestRise, type Source } from '../reference/sources.ts';
import { heldIntegral, linearAt, linearIntegral } from '../series.ts';
import type { Domain } from '../types.ts';
import { floatBits, putWords, UNIT_M } from './fixed.ts';
import { CLOCK_S } from './kernel.ts';

/** Ticks that a step as long as the plan's first one takes: what a step differs from its rule is at most half a tick. */
const TICKS_A_STEP = 32;
const MAX_TICKS = 8192;

/** How kernels read the table: a column at a tick, and what is handed out in this step. */
export const TABLE_WGSL = /* wgsl */ `
fn told(column: u32, tick: u32) -> u32 { return series[column * (plan.ticks + 1u) + tick]; }
fn toldUnits(column: u32) -> vec2u {
  return minus(
    vec2u(told(column, now.toTick), told(column + 1u, now.toTick)),
    vec2u(told(column, now.fromTick), told(column + 1u, now.fromTick)),
  );
}
`;

/** Columns of the table of a plan. Rain and inflow take two words, low and high. */
export interface Columns {
  readonly clock: number;
  readonly rise: number;
  rain(zone: number): number;
  inflow(index: number): number;
  level(index: number): number;
  /** Rain on a zone until an infiltration interval from here on ends, m; only where there are soils. */
  rainAhead(zone: number): number;
  readonly count: number;
}

export function columnsOf({ rain, inflows, levels, soils }: Domain): Columns {
  const firstInflow = 2 + 2 * rain.length;
  const firstLevel = firstInflow + 2 * inflows.length;
  const firstAhead = firstLevel + levels.length;
  return {
    clock: 0,
    rise: 1,
    rain: (zone) => 2 + 2 * zone,
    inflow: (index) => firstInflow + 2 * index,
    level: (index) => firstLevel + index,
    rainAhead: (zone) => firstAhead + zone,
    count: firstAhead + (soils ? rain.length : 0),
  };
}

export const maxPlanWords = (columns: Columns): number => columns.count * (MAX_TICKS + 1);

/**
 * A stretch of time cut into ticks, with all that comes from outside told at every tick: the card chooses how many
 * ticks a step takes and finds what falls between any two of them, without asking back and without a clock of its own.
 */
export interface Plan {
  readonly ticks: number;
  readonly tickS: number;
  /** Time of a tick, s; the last is the stop to the bit. */
  timeS(tick: number): number;
  /** By zone: depth handed to one cell from the start of the plan to each tick, units. */
  readonly rainUnits: readonly Float64Array[];
  /** Column after column, `ticks + 1` words each. */
  readonly words: Uint32Array<ArrayBuffer>;
}

export interface Forcing {
  readonly domain: Domain;
  readonly columns: Columns;
  readonly sources: readonly Source[];
  readonly datumsM: readonly number[];
}

/** @param stepS length of the first step */
export function makePlan(forcing: Forcing, startS: number, stopS: number, stepS: number): Plan {
  const { domain, columns, sources, datumsM } = forcing;
  const wanted = Math.max(1, Math.ceil(((stopS - startS) / stepS) * TICKS_A_STEP - 1e-9));
  const ticks = Math.min(wanted, MAX_TICKS);
  const tickS = (stopS - startS) / wanted;
  const timeS = (tick: number): number => (tick === wanted ? stopS : startS + tick * tickS);
  const span = ticks + 1;
  const words = new Uint32Array(columns.count * span);
  const fill = (column: number, word: (timeS: number) => number): void => {
    for (let tick = 0; tick < span; tick++) words[column * span + tick] = word(timeS(tick));
  };
  const pair = new Uint32Array(2);
  const fillUnits = (column: number, depthM: (timeS: number) => number): Float64Array => {
    const units = Float64Array.from({ length: span }, (_, tick) => Math.floor(depthM(timeS(tick)) / UNIT_M));
    units.forEach((value, tick) => {
      putWords(pair, 0, value - units[0]);
      words[column * span + tick] = pair[0];
      words[(column + 1) * span + tick] = pair[1];
    });
    return units.map((value) => value - units[0]);
  };

  const area = domain.grid.cellSizeM ** 2;
  fill(columns.clock, (time) => Math.round(time / CLOCK_S));
  fill(columns.rise, (time) => floatBits(fastestRise(sources, domain.grid.cellSizeM, time, 0)));
  domain.levels.forEach(({ timesS, levelM }, k) => {
    fill(columns.level(k), (time) => floatBits(linearAt(timesS, levelM, time) - datumsM[k]));
  });
  domain.inflows.forEach(({ timesS, dischargeM3s }, k) => {
    const places = area * Math.max(1, sources[k].cells.length);
    fillUnits(columns.inflow(k), (time) => linearIntegral(timesS, dischargeM3s, startS, time) / places);
  });
  if (domain.soils) {
    domain.rain.forEach(({ timesS, intensityMmH }, k) => {
      fill(columns.rainAhead(k), (time) =>
        floatBits(heldIntegral(timesS, intensityMmH, 0, time + INFILTRATION_EVERY_S) / 3.6e6),
      );
    });
  }
  const rainUnits = domain.rain.map((zone, k) =>
    fillUnits(columns.rain(k), (time) => givenM(zone, time, domain.durationS)),
  );
  return { ticks, tickS, timeS, rainUnits, words };
}
