import type { Position } from '../../src/city/types.ts';
import { insideBounds } from './frame.ts';
import { code, LayerFile, round2 } from './geojson.ts';
import type { RasterGround } from './ground.ts';
import { along, distance, lengthOf } from './lines.ts';
import { hash01 } from './rng.ts';
import type { StreetEdge } from './types.ts';

/** Spacing, sides, pole height and power by street class; assumed after common practice in the city. */
const RULES: Readonly<Record<StreetEdge['class'], { everyM: number; sides: 1 | 2; heightM: number; powerW: number }>> =
  {
    arterial: { everyM: 33, sides: 2, heightM: 10, powerW: 150 },
    promenade: { everyM: 28, sides: 2, heightM: 8, powerW: 100 },
    collector: { everyM: 32, sides: 1, heightM: 9, powerW: 100 },
    local: { everyM: 38, sides: 1, heightM: 7.5, powerW: 70 },
    lane: { everyM: 42, sides: 1, heightM: 5.5, powerW: 40 },
  };

interface Lamp {
  readonly at: Position;
  readonly edge: StreetEdge;
}

/** Lamps along all streets, and the cabinets that switch about sixty of them each. */
export function makeLighting(edges: readonly StreetEdge[], ground: RasterGround): LayerFile {
  const lamps: Lamp[] = [];
  for (const edge of edges) {
    if (edge.bridge) continue;
    const rule = RULES[edge.class];
    const span = lengthOf(edge.path);
    if (span < 16) continue;
    const count = Math.max(1, Math.round(span / rule.everyM));
    const out = edge.widthM / 2 + (edge.class === 'lane' ? 0.3 : 0.8);
    along(edge.path, span / count, span / count / 2, ([x, y], [ux, uy], m) => {
      const sides = rule.sides === 2 ? [1, -1] : [Math.round((m / span) * count - 0.5) % 2 === 0 ? 1 : -1];
      for (const side of sides) {
        const at: Position = [x - uy * out * side, y + ux * out * side];
        if (insideBounds(at, 1) && !ground.waterAt(at[0], at[1])) lamps.push({ at, edge });
      }
    });
  }
  const groups = new Map<string, Lamp[]>();
  for (const lamp of lamps) {
    const key = `${Math.floor(lamp.at[0] / 420)},${Math.floor(lamp.at[1] / 420)}`;
    const list = groups.get(key);
    if (list) list.push(lamp);
    else groups.set(key, [lamp]);
  }
  const file = new LayerFile();
  let cabinet = 0;
  for (const list of groups.values()) {
    const id = code('TD', ++cabinet, 4);
    const cx = list.reduce((s, { at }) => s + at[0], 0) / list.length;
    const cy = list.reduce((s, { at }) => s + at[1], 0) / list.length;
    const home = list.reduce((best, lamp) => (distance(lamp.at, [cx, cy]) < distance(best.at, [cx, cy]) ? lamp : best));
    const foot = hash01(cabinet, 3, 81);
    file.point([home.at[0] + 0.7, home.at[1] + 0.7], {
      id,
      kind: 'cabinet',
      heightM: 1.4,
      street: home.edge.name || undefined,
      year: 2008 + Math.floor(hash01(cabinet, 4, 81) * 16),
      footLevelM: round2(ground.levelM(home.at[0], home.at[1]) + 0.1 + 0.4 * foot),
      synthetic: true,
    });
    for (const { at, edge } of list) {
      const rule = RULES[edge.class];
      const n = file.count;
      const led = hash01(n, 5, 82) < (edge.class === 'lane' ? 0.55 : 0.8);
      file.point(at, {
        id: code('DEN', n, 6),
        kind: 'lamp',
        lamp: led ? 'led' : 'sodium',
        powerW: led ? rule.powerW : Math.round(rule.powerW * 1.67),
        heightM: rule.heightM,
        cabinet: id,
        street: edge.name || undefined,
        year: led ? 2016 + Math.floor(hash01(n, 6, 82) * 9) : 2002 + Math.floor(hash01(n, 6, 82) * 13),
        synthetic: true,
      });
    }
  }
  return file;
}
