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
  /** See SCALAR. */
  readonly scalars: Float64Array;
}

/** Places in `scalars`: time, the last sub-step, volumes since the start. */
export const SCALAR = {
  timeS: 0,
  subStepS: 1,
  inflowM3: 2,
  outflowM3: 3,
  floodingM3: 4,
  fromSurfaceM3: 5,
  toSurfaceM3: 6,
  initialM3: 7,
  backflowM3: 8,
  withdrawnM3: 9,
  count: 10,
} as const;

export function newWater(system: System, memory = 0): Water {
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
  water.scalars,
];

/** Copies `from` over `to`; same system. */
export function copyWater(
  from: readonly (Float64Array | Uint8Array)[],
  to: readonly (Float64Array | Uint8Array)[],
): void {
  for (let i = 0; i < from.length; i++) to[i].set(from[i]);
}
