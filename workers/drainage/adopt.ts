import { conduitMidArea } from './conduits.ts';
import { balanceOf } from './start.ts';
import { NODE, type System } from './system.ts';
import type { DrainageSnapshot } from './types.ts';
import { arraysOf, copyWater, newWater, SCALAR, type Water } from './water.ts';

/**
 * Takes over the water of other pipes: nodes and links that both have keep theirs, and find their new levels in the next
 * step; what is new is as at its start; the water of what is gone has left as outflow. The books go on.
 *
 * @param water of the new pipes, at its start
 * @param was state of the old ones, with the place there of each new node and link, −1 for what is new
 */
export function adoptWater(
  system: System,
  water: Water,
  { arrays }: DrainageSnapshot,
  nodeWas: Int32Array,
  linkWas: Int32Array,
): void {
  const old = newWater(
    {
      ...system,
      nodes: { ...system.nodes, count: arrays[0].length },
      links: { ...system.links, count: arrays[2].length },
    },
    arrays[9].length,
    arrays[8].length,
  );
  copyWater(arrays, arraysOf(old));
  nodeWas.forEach((place, i) => {
    if (place < 0 || system.nodes.kind[i] === NODE.outfall) return;
    water.headM[i] = Math.max(system.nodes.invertM[i], old.headM[place]);
    water.volumeM3[i] = old.volumeM3[place];
  });
  linkWas.forEach((place, k) => {
    if (place < 0) return;
    water.flowM3s[k] = old.flowM3s[place];
    water.gateShut[k] = old.gateShut[place];
    water.switchedS[k] = old.switchedS[place];
    // A link that now starts shut or throttled was made so; whatever else rules have done stands.
    if (water.setting[k] !== 1) return;
    water.setting[k] = old.setting[place];
    water.wantedSetting[k] = old.wantedSetting[place];
  });
  for (const k of system.links.conduits) water.midAreaM2[k] = conduitMidArea(system, k, water.headM);
  water.scalars.set(old.scalars);
  // Whatever the old books and the new stock disagree on has come or gone with the change.
  const { errorM3 } = balanceOf(system, water);
  water.scalars[errorM3 > 0 ? SCALAR.outflowM3 : SCALAR.inflowM3] += Math.abs(errorM3);
}
