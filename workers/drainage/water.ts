import type { System } from './system.ts';

/** What changes from step to step and is kept in a snapshot. */
export interface Water {
  readonly headM: Float64Array;
  /** Updated from flows alone, so that what enters and leaves is all that changes it. */
  readonly volumeM3: Float64Array;
  readonly flowM3s: Float64Array;
  /** Area in the middle of each conduit at the end of the last step: its change is part of the momentum. */
  readonly midAreaM2: Float64Array;
  readonly gateShut: Uint8Array;
  /** 0 shut or off, 1 open or full speed. */
  readonly setting: Float64Array;
  readonly wantedSetting: Float64Array;
  /** Time at which a link was last opened or shut, s: rules ask. */
  readonly switchedS: Float64Array;
  /** Errors of PID controllers. */
  readonly memory: Float64Array;
  /** The last sub-step of each part, s; 0 before the first. */
  readonly subStepS: Float64Array;
  /** See SCALAR. */
  readonly scalars: Float64Array;
}

/** Places in `scalars`: time, volumes since the start. */
export const SCALAR = {
  timeS: 0,
  inflowM3: 1,
  outflowM3: 2,
  floodingM3: 3,
  fromSurfaceM3: 4,
  toSurfaceM3: 5,
  initialM3: 6,
  backflowM3: 7,
  withdrawnM3: 8,
  count: 9,
} as const;

export function newWater(system: System, parts: number, memory = 0): Water {
  const { nodes, links } = system;
  return {
    headM: new Float64Array(nodes.count),
    volumeM3: new Float64Array(nodes.count),
    flowM3s: new Float64Array(links.count),
    midAreaM2: new Float64Array(links.count),
    gateShut: new Uint8Array(links.count),
    setting: new Float64Array(links.count).fill(1),
    wantedSetting: new Float64Array(links.count).fill(1),
    switchedS: new Float64Array(links.count),
    memory: new Float64Array(memory),
    subStepS: new Float64Array(parts),
    scalars: new Float64Array(SCALAR.count),
  };
}

/** Arrays of the state in one order. */
export const arraysOf = (water: Water): readonly (Float64Array | Uint8Array)[] => [
  water.headM,
  water.volumeM3,
  water.flowM3s,
  water.midAreaM2,
  water.gateShut,
  water.setting,
  water.wantedSetting,
  water.switchedS,
  water.memory,
  water.subStepS,
  water.scalars,
];

/** Copies `from` over `to`; same system. */
export function copyWater(
  from: readonly (Float64Array | Uint8Array)[],
  to: readonly (Float64Array | Uint8Array)[],
): void {
  for (let i = 0; i < from.length; i++) to[i].set(from[i]);
}
