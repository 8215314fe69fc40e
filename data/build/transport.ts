import { RUNWAY_WIDTH_M, RUNWAYS } from './facts/zones.ts';
import { code, LayerFile, round1 } from './geojson.ts';
import { lengthOf, simplify } from './lines.ts';
import { hash01 } from './rng.ts';
import type { PlannedEdge } from './streets.ts';
import type { WardFinder } from './wards.ts';

const LANES: Readonly<Record<PlannedEdge['class'], (widthM: number) => number>> = {
  arterial: (w) => Math.max(2, Math.min(8, 2 * Math.round(w / 7.2))),
  promenade: (w) => (w >= 14 ? 4 : 2),
  collector: (w) => (w >= 12 ? 4 : 2),
  local: () => 2,
  lane: () => 1,
};

/** Streets and bridges as centre lines, and the two runways. */
export function makeTransport(edges: readonly PlannedEdge[], wards: WardFinder): LayerFile {
  const file = new LayerFile();
  edges.forEach((edge, i) => {
    const middle = edge.path[Math.floor((edge.path.length - 1) / 2)];
    const chance = hash01(i, 7, 5);
    file.line(simplify(edge.path, 0.3), {
      id: edge.id,
      name: edge.name || undefined,
      class: edge.class,
      widthM: edge.widthM,
      lanes: edge.lanes ?? LANES[edge.class](edge.widthM),
      bridge: edge.bridge || undefined,
      deckLevelM: edge.deckLevelM,
      surface:
        edge.class === 'lane' && chance < 0.8
          ? 'concrete'
          : edge.class === 'promenade' && chance < 0.2
            ? 'paved'
            : 'asphalt',
      lengthM: round1(lengthOf(edge.path)),
      year: edge.year ?? Math.round(1988 + 32 * chance),
      ward: wards.at(middle)?.name,
      synthetic: true,
    });
  });
  RUNWAYS.forEach((line, i) => {
    file.line(line, {
      id: code('RW', i + 1, 2),
      name: i === 0 ? 'Đường băng 17R/35L' : 'Đường băng 17L/35R',
      class: 'runway',
      widthM: RUNWAY_WIDTH_M,
      surface: 'concrete',
      lengthM: round1(lengthOf(line)),
      synthetic: true,
    });
  });
  return file;
}
