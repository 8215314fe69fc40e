import type { Maps } from './types.ts';

/** Maps of a run by the name of their file, as DESIGN §4.4 lists them and more. Never wet is no time at all: NaN. */
export function mapFiles(maps: Maps): Readonly<Record<string, Float32Array>> {
  const whenWet = (timesS: Float32Array): Float32Array => timesS.map((time) => (time < 0 ? Number.NaN : time));
  return {
    depth_max: maps.depthMaxM,
    deepest_s: whenWet(maps.deepestAtS),
    speed_max: maps.speedMaxMS,
    depth_speed_max: maps.productMaxM2S,
    hazard_max: maps.hazardMax,
    arrival_s: whenWet(maps.arrivalS),
    duration_s: maps.durationS,
  };
}
