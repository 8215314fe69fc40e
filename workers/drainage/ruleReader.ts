import type { Reader } from './control.ts';
import { fullFlowM3s, linkDepthM, linkSpeedMS, nodeDepthM, nodeInflowM3s } from './readings.ts';
import type { LinkReading } from './rules.ts';
import type { Plant } from './step.ts';
import { LINK } from './system.ts';
import { SCALAR } from './water.ts';

interface Names {
  readonly nodeIndex: (id: string) => number;
  readonly linkIndex: (id: string) => number;
  readonly startMs: number;
  readonly rainAt?: (gauge: string, timeS: number, hours?: number) => number;
}

const DAY_MS = 86_400_000;

/** Answers what rules ask of a network under way. */
export function ruleReader(plant: Plant, { nodeIndex, linkIndex, startMs, rainAt }: Names): Reader {
  const { system, water, work } = plant;
  const { nodes } = system;
  return (value) => {
    const timeS = water.scalars[SCALAR.timeS];
    if (value.of === 'rain') return rainAt?.(value.id, timeS, value.hours) ?? 0;
    if (value.of === 'time') return timeReading(value.what, timeS, startMs);
    if (value.of === 'link') return linkReading(plant, linkIndex(value.id), value.what, timeS);
    const i = nodeIndex(value.id);
    switch (value.what) {
      case 'depth':
        return nodeDepthM(system, water, i);
      case 'fullDepth':
        return nodes.rimM[i] - nodes.invertM[i];
      case 'head':
        return water.headM[i];
      case 'volume':
        return Math.max(0, water.volumeM3[i]);
      default:
        return nodeInflowM3s(system, water, work.lateralM3s, i);
    }
  };
}

function linkReading({ system, water }: Plant, k: number, what: LinkReading, timeS: number): number {
  const { links, tables } = system;
  const open = water.setting[k] > 0;
  switch (what) {
    case 'flow':
      return water.flowM3s[k];
    case 'fullFlow':
      return fullFlowM3s(system, k);
    case 'depth':
      return linkDepthM(system, water, k);
    case 'fullDepth':
      return links.kind[k] === LINK.conduit ? tables.heightM[links.section[k]] : 0;
    case 'length':
      return links.lengthM[k];
    case 'slope':
      return links.slope[k];
    case 'speed':
      return linkSpeedMS(system, water, k);
    case 'status':
      return open ? 1 : 0;
    case 'setting':
      return water.setting[k];
    case 'timeOpen':
      return open ? timeS - water.switchedS[k] : 0;
    default:
      return open ? 0 : timeS - water.switchedS[k];
  }
}

function timeReading(what: string, timeS: number, startMs: number): number {
  if (what === 'elapsed') return timeS;
  const nowMs = startMs + 1000 * timeS;
  const days = nowMs / DAY_MS;
  if (what === 'date') return days;
  if (what === 'clock') return (nowMs - Math.floor(days) * DAY_MS) / 1000;
  if (what === 'day') return ((Math.floor(days) + 4) % 7) + 1;
  const date = new Date(nowMs);
  if (what === 'month') return date.getUTCMonth() + 1;
  return Math.floor((nowMs - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY_MS) + 1;
}
