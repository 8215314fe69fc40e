import { CELL, type RainZone, zonesOf } from '../flood/index.ts';
import type { Draft } from './draft.ts';

const HOUR_S = 3600;

/** 0 to 1 for a cell, always the same and spread evenly (Knuth's multiplicative hash): a share of roofs is drawn with it. */
export const drawn = (cell: number): number => (Math.imul(cell + 1, 0x9e3779b1) >>> 0) / 2 ** 32;

/**
 * The rain on blocks whose roofs hold some of it back: it runs off once they are full, and what they hold stays there to
 * the end of the run. Each group of such roofs in a zone becomes a zone of its own, after the others, and with less rain.
 */
export function rainUnderRoofs(zones: readonly RainZone[], { kind, roofHoldMm }: Draft): readonly RainZone[] {
  if (!roofHoldMm) return zones;
  const zoneOf = zonesOf(zones, kind.length);
  const groups = new Map<string, number[]>();
  kind.forEach((what, cell) => {
    if (what !== CELL.block || zoneOf[cell] < 0 || roofHoldMm[cell] <= 0) return;
    const key = `${zoneOf[cell]} ${roofHoldMm[cell]}`;
    const group = groups.get(key);
    if (group) group.push(cell);
    else groups.set(key, [cell]);
  });
  const held = [...groups].map(([key, cells]): RainZone => {
    const [zone, holdMm] = key.split(' ').map(Number);
    return { ...afterHold(zones[zone], holdMm), cells: Uint32Array.from(cells) };
  });
  return [...zones, ...held];
}

/** A hyetograph without its first `holdMm`. */
export function afterHold(
  { timesS, intensityMmH }: RainZone,
  holdMm: number,
): Pick<RainZone, 'timesS' | 'intensityMmH'> {
  const times: number[] = [];
  const rain: number[] = [];
  let left = holdMm;
  timesS.forEach((fromS, i) => {
    const rate = intensityMmH[i];
    const lastsS = (timesS[i + 1] ?? Number.POSITIVE_INFINITY) - fromS;
    const fillsS = rate > 0 ? (left / rate) * HOUR_S : Number.POSITIVE_INFINITY;
    times.push(fromS);
    if (left <= 0) {
      rain.push(rate);
      return;
    }
    rain.push(0);
    if (fillsS >= lastsS) {
      left -= rate > 0 ? (rate * lastsS) / HOUR_S : 0;
      return;
    }
    times.push(fromS + fillsS);
    rain.push(rate);
    left = 0;
  });
  return { timesS: Float64Array.from(times), intensityMmH: Float64Array.from(rain) };
}
