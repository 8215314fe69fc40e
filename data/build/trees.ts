import type { Position } from '../../src/city/types.ts';
import type { SitedBlock } from './campus.ts';
import { EAST_COAST } from './facts/water.ts';
import { insideBounds } from './frame.ts';
import { code, LayerFile, round1 } from './geojson.ts';
import type { RasterGround } from './ground.ts';
import { along, insideRing, lengthOf, offset, smooth } from './lines.ts';
import { hash01, makeRng, pick, type Rng } from './rng.ts';
import type { StreetEdge } from './types.ts';
import type { Zone } from './zones.ts';

type Species = 'saoDen' | 'bangLang' | 'phuong' | 'xaCu' | 'longNao' | 'dua' | 'bang' | 'lim' | 'other';

/** Grown height and crown, m; common figures for the species, assumed. */
const GROWN: Readonly<Record<Species, readonly [heightM: number, crownM: number]>> = {
  saoDen: [15, 6],
  bangLang: [9, 5.5],
  phuong: [10, 9],
  xaCu: [19, 13],
  longNao: [12, 8],
  dua: [11, 5],
  bang: [11, 9],
  lim: [12, 9],
  other: [8, 5],
};

/** Spacing and how many places are planted, by street class. */
const ROWS: Readonly<Record<StreetEdge['class'], readonly [everyM: number, share: number] | undefined>> = {
  arterial: [11, 0.82],
  promenade: [10, 0.88],
  collector: [13, 0.5],
  local: [22, 0.17],
  lane: undefined,
};

/** Trees of streets, parks, shores and the mountain's foot. */
export function makeTrees(
  edges: readonly StreetEdge[],
  sited: readonly SitedBlock[],
  zones: readonly Zone[],
  ground: RasterGround,
): LayerFile {
  const rng = makeRng(2021);
  const file = new LayerFile();
  const plant = (at: Position, species: Species, street?: string) => {
    if (!insideBounds(at, 1) || ground.waterAt(at[0], at[1])) return;
    const age = 4 + Math.floor(rng() ** 1.4 * 46);
    const grown = (1 - Math.exp(-age / 14)) * (0.85 + 0.3 * rng());
    const [heightM, crownM] = GROWN[species];
    file.point(at, {
      id: code('CX', file.count + 1, 6),
      species,
      heightM: round1(Math.max(2.5, heightM * grown)),
      crownM: round1(Math.max(1.4, crownM * grown)),
      trunkCm: Math.round(4 + heightM * 2.6 * grown),
      planted: 2024 - age,
      street: street || undefined,
      synthetic: true,
    });
  };
  edges.forEach((edge, i) => {
    const rule = ROWS[edge.class];
    if (edge.bridge || !rule) return;
    const [everyM, share] = rule;
    const span = lengthOf(edge.path);
    const species = streetSpecies(edge, i);
    const out = edge.widthM / 2 + (edge.class === 'local' ? 1 : 1.5);
    along(edge.path, everyM, 9, ([x, y], [ux, uy], m) => {
      if (m > span - 8) return;
      for (const side of [1, -1]) {
        if (rng() > share) continue;
        const kind = rng() < 0.82 ? species : streetSpecies(edge, i + 1 + Math.floor(rng() * 5));
        plant([x - uy * out * side + (rng() - 0.5) * 0.6, y + ux * out * side + (rng() - 0.5) * 0.6], kind, edge.name);
      }
      // Wide avenues have a planted middle.
      if (edge.widthM >= 24 && rng() < 0.55) plant([x, y], 'bangLang', edge.name);
    });
  });
  for (const { block, purpose } of sited) {
    if (purpose === 'park') scatter(block.ring, 10, 0.5, rng, (at) => plant(at, parkSpecies(rng)));
    else if (purpose === 'shore') scatter(block.ring, 13, 0.4, rng, (at) => plant(at, rng() < 0.5 ? 'dua' : 'bang'));
    else if (purpose === 'vacant') scatter(block.ring, 26, 0.3, rng, (at) => plant(at, 'other'));
    else if (purpose === 'site')
      scatter(block.ring, 22, 0.18, rng, (at) => nearEdge(at, block.ring, 4) && plant(at, parkSpecies(rng)));
  }
  for (const { kind, ring } of zones) {
    if (kind === 'park' || kind === 'lakeside') scatter(ring, 15, 0.5, rng, (at) => plant(at, parkSpecies(rng)));
    if (kind === 'forest') scatter(ring, 60, 0.75, rng, (at) => plant(at, rng() < 0.3 ? 'lim' : 'other'));
    if (kind === 'farmland') scatter(ring, 70, 0.25, rng, (at) => plant(at, 'other'));
  }
  const dune = offset(smooth(EAST_COAST, 5), -66);
  along(dune, 9, 3, ([x, y], [ux, uy]) => {
    if (rng() < 0.75) plant([x - uy * (rng() - 0.5) * 16, y + ux * (rng() - 0.5) * 16], rng() < 0.85 ? 'dua' : 'bang');
  });
  return file;
}

/** One street, one species, as the parks department plants. */
function streetSpecies(edge: StreetEdge, n: number): Species {
  const key = edge.name ? [...edge.name].reduce((sum, c) => sum + (c.codePointAt(0) ?? 0), 0) : n;
  const rng = () => hash01(key, 17, 91);
  if (edge.class === 'promenade') return rng() < 0.5 ? 'dua' : 'bang';
  return pick<Species>(rng, [
    ['saoDen', 3],
    ['bangLang', 2.5],
    ['phuong', 1.5],
    ['xaCu', edge.widthM >= 12 ? 1.8 : 0.4],
    ['longNao', 1],
    ['lim', 1.6],
    ['bang', 0.8],
  ]);
}

const parkSpecies = (rng: Rng): Species =>
  pick<Species>(rng, [
    ['phuong', 2],
    ['xaCu', 2],
    ['bangLang', 2],
    ['lim', 1.5],
    ['longNao', 1],
    ['dua', 1],
    ['other', 1.5],
  ]);

function scatter(
  ring: readonly Position[],
  everyM: number,
  share: number,
  rng: Rng,
  visit: (at: Position) => void,
): void {
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  for (let y = Math.min(...ys); y <= Math.max(...ys); y += everyM) {
    for (let x = Math.min(...xs); x <= Math.max(...xs); x += everyM) {
      const at: Position = [x + (rng() - 0.5) * everyM * 0.8, y + (rng() - 0.5) * everyM * 0.8];
      if (rng() < share && insideRing(at, ring)) visit(at);
    }
  }
}

/** Whether a point of a plot lies within `reachM` of its edge, where no wing stands. */
function nearEdge([x, y]: Position, ring: readonly Position[], reachM: number): boolean {
  return ring.some((a, i) => {
    const b = ring[(i + 1) % ring.length];
    const dx = b[0] - a[0];
    const dy = b[1] - a[1];
    const t = Math.max(0, Math.min(1, ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy || 1)));
    return Math.sqrt((x - a[0] - dx * t) ** 2 + (y - a[1] - dy * t) ** 2) < reachM;
  });
}
