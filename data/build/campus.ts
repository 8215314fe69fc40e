import type { Position } from '../../src/city/types.ts';
import type { Block } from './blocks.ts';
import { SITES, type SiteFact } from './facts/sites.ts';
import { toCity } from './frame.ts';
import { areaOf, distance, insideRing } from './lines.ts';
import { between, makeRng, pick, type Rng } from './rng.ts';
import { boxOf } from './subdivide.ts';
import type { Building, Ground, Use } from './types.ts';

/** What a block is for. */
export interface SitedBlock {
  readonly block: Block;
  readonly purpose: 'built' | 'site' | 'park' | 'vacant' | 'zone' | 'shore';
  readonly site?: SiteFact;
}

/** Gives blocks their purpose: named sites first, then schools, small parks and public places by chance. */
export function siteBlocks(blocks: readonly Block[]): SitedBlock[] {
  const sites = new Map<Block, SiteFact>();
  for (const site of SITES) {
    const at = toCity(...site.at);
    const free = blocks.filter((b) => !sites.has(b) && !b.face.zone && !b.face.shore && b.areaM2 > 900);
    const home =
      free.find((b) => insideRing(at, b.ring)) ??
      free.reduce((best, b) => (distance(b.centre, at) < distance(best.centre, at) ? b : best), free[0]);
    sites.set(home, site);
  }
  const rng = makeRng(1997);
  return blocks.map((block): SitedBlock => {
    const chance = rng();
    const site = sites.get(block);
    if (site) return { block, purpose: 'site', site };
    if (block.face.zone) return { block, purpose: 'zone' };
    if (block.face.shore) return { block, purpose: 'shore' };
    if (block.grain.industrial) return { block, purpose: 'built' };
    if (block.areaM2 > 3500 && block.areaM2 < 16_000) {
      const at = [0, 0] as const;
      if (chance < 0.022) return { block, purpose: 'site', site: { name: '', use: 'school', at, floors: 3 } };
      if (chance < 0.03) return { block, purpose: 'site', site: { name: '', use: 'public', at, floors: 4 } };
      if (chance < 0.034) return { block, purpose: 'site', site: { name: '', use: 'worship', at, floors: 1 } };
      if (chance < 0.037) return { block, purpose: 'site', site: { name: '', use: 'market', at, floors: 1 } };
      if (chance < 0.044) return { block, purpose: 'site', site: { name: '', use: 'apartment', at, floors: 11 } };
      if (chance < 0.062) return { block, purpose: 'park' };
    }
    const emptiness = 1 - block.grain.built;
    if (chance > 1 - emptiness * 0.35) return { block, purpose: 'vacant' };
    return { block, purpose: 'built' };
  });
}

const USE: Readonly<Record<SiteFact['use'], Use>> = {
  hospital: 'hospital',
  school: 'school',
  market: 'market',
  public: 'public',
  office: 'office',
  worship: 'worship',
  hotel: 'hotel',
  apartment: 'apartment',
  shop: 'shop',
  industrial: 'industrial',
};

/** The buildings of a site: one tower with a podium's footprint, or wings around a yard. */
export function buildSite(block: Block, site: SiteFact, rng: Rng, ground: Ground): Building[] {
  const box = boxOf(block.ring);
  const inset = 5;
  const [L, W] = [box.lengthM - 2 * inset, box.widthM - 2 * inset];
  const [ux, uy] = box.axis;
  const rect = (u0: number, u1: number, v0: number, v1: number): Position[] =>
    (
      [
        [u0, v0],
        [u1, v0],
        [u1, v1],
        [u0, v1],
      ] as const
    ).map(([u, v]) => [box.centre[0] + ux * u - uy * v, box.centre[1] + uy * u + ux * v]);
  const plans: Position[][] = [];
  if (site.round) {
    const r = Math.min(24, W / 2, L / 2);
    plans.push(
      Array.from({ length: 20 }, (_, i) => {
        const t = (i / 20) * 2 * Math.PI;
        return [box.centre[0] + Math.cos(t) * r * 1.15, box.centre[1] + Math.sin(t) * r] as Position;
      }),
    );
  } else if (site.floors > 8 || site.use === 'worship' || site.use === 'hotel') {
    const [w, d] = [Math.min(L, site.floors > 20 ? 46 : 34), Math.min(W, site.floors > 8 ? 30 : 18)];
    plans.push(rect(-w / 2, w / 2, -d / 2, d / 2));
  } else if (site.use === 'market') {
    plans.push(rect(-L * 0.42, L * 0.42, -W * 0.4, W * 0.4));
  } else {
    const wing = Math.min(14, W * 0.3);
    plans.push(rect(-L / 2, L / 2, W / 2 - wing, W / 2), rect(-L / 2, L / 2, -W / 2, -W / 2 + wing));
    const gap = W - 2 * wing;
    if (gap > 18) plans.push(rect(-L / 2, -L / 2 + wing, -gap / 2 + 2, gap / 2 - 2));
    if (gap > 26 && site.use === 'hospital') plans.push(rect(-L * 0.08, L * 0.08, -gap / 2 + 4, gap / 2 - 4));
  }
  const use = USE[site.use];
  const fit = plans.map((ring) => shrinkInto(ring, block)).filter((ring): ring is Position[] => ring !== undefined);
  return fit.map((ring, i): Building => {
    const centre: Position = [
      ring.reduce((s, p) => s + p[0], 0) / ring.length,
      ring.reduce((s, p) => s + p[1], 0) / ring.length,
    ];
    const floors = Math.max(1, i === 0 || site.floors > 8 ? site.floors : site.floors - (rng() < 0.5 ? 1 : 0));
    const heightM =
      i === 0 && site.heightM ? site.heightM : Math.round((floors * (use === 'market' ? 5.5 : 3.7) + 1.2) * 10) / 10;
    return {
      ring,
      use,
      floors,
      heightM,
      floorLevelM: Math.round((streetLevel(block, ground) + between(rng, 0.3, 0.6)) * 100) / 100,
      year: site.year ?? Math.round(between(rng, 1985, 2018)),
      roof:
        use === 'worship'
          ? 'gable'
          : use === 'market' || use === 'school'
            ? pick(rng, [
                ['flat', 1],
                ['hip', 1],
              ])
            : 'flat',
      street: block.fronts.reduce((a, b) => (b.widthM > a.widthM ? b : a)).name,
      ...(site.name ? { name: site.name } : {}),
      site,
      areaM2: Math.abs(areaOf(ring)),
      centre,
    };
  });
}

/** A plan drawn together until it lies inside its plot. */
function shrinkInto(ring: readonly Position[], block: Block): Position[] | undefined {
  const cx = ring.reduce((s, p) => s + p[0], 0) / ring.length;
  const cy = ring.reduce((s, p) => s + p[1], 0) / ring.length;
  for (const k of [1, 0.92, 0.84, 0.76, 0.68, 0.6, 0.5]) {
    const small = ring.map(([x, y]): Position => [cx + (x - cx) * k, cy + (y - cy) * k]);
    const inside = small.every((p, i) => {
      const q = small[(i + 1) % small.length];
      return insideRing(p, block.ring) && insideRing([(p[0] + q[0]) / 2, (p[1] + q[1]) / 2], block.ring);
    });
    if (inside && Math.abs(areaOf(small)) > 60) return areaOf(small) > 0 ? small : [...small].reverse();
  }
  return undefined;
}

const streetLevel = (block: Block, ground: Ground): number => {
  let sum = 0;
  for (const [x, y] of block.ring) sum += ground.levelM(x, y) / block.ring.length;
  return sum - 0.15;
};
