import type { SitedBlock } from './campus.ts';
import { BAY_COAST, EAST_COAST, LAKES } from './facts/water.ts';
import { BOUNDS } from './frame.ts';
import { code, LayerFile } from './geojson.ts';
import { areaOf, offset, smooth } from './lines.ts';
import { fractalNoise } from './rng.ts';
import { overlap, type Rings, subtract, type Waters } from './water.ts';
import type { Zone } from './zones.ts';

/** Share of rain that runs off at once, by class; after common design tables, assumed. */
const IMPERVIOUS: Readonly<Record<string, number>> = {
  residential: 0.82,
  commercial: 0.85,
  industrial: 0.8,
  street: 0.92,
  park: 0.15,
  grass: 0.08,
  forest: 0.03,
  farmland: 0.05,
  sand: 0.02,
  bare: 0.25,
  airport: 0.45,
  water: 1,
  wetland: 0.9,
};

/**
 * Land cover. The first feature of each land mass is its whole ground as street surface; blocks, uses, beach and
 * waters lie over it, later ones on top.
 */
export function makeLand(waters: Waters, sited: readonly SitedBlock[], zones: readonly Zone[]): LayerFile {
  const file = new LayerFile();
  const add = (cls: string, rings: Rings, sewered: boolean, name?: string) => {
    const areaM2 = Math.round(rings.reduce((sum, ring, i) => sum + (i === 0 ? 1 : -1) * Math.abs(areaOf(ring)), 0));
    if (areaM2 < 30) return;
    file.polygon(rings, {
      id: code('LC', file.count + 1),
      class: cls,
      name: name || undefined,
      areaM2,
      imperviousShare: IMPERVIOUS[cls],
      sewered,
      synthetic: true,
    });
  };
  for (const rings of waters.land) add('street', rings, true);
  for (const { kind, name, ring } of zones) {
    const cls = kind === 'lakeside' ? 'park' : kind;
    for (const rings of overlap([[ring]], waters.land)) add(cls, rings, kind === 'airport', name);
  }
  for (const { block, purpose, site } of sited) {
    if (purpose === 'zone') continue;
    add(classOf(block, purpose, site?.use), [block.ring], purpose !== 'shore');
  }
  const frame: Rings = [
    [
      [BOUNDS[0], BOUNDS[1]],
      [BOUNDS[2], BOUNDS[1]],
      [BOUNDS[2], BOUNDS[3]],
      [BOUNDS[0], BOUNDS[3]],
    ],
  ];
  const sea = waters.bodies[0].polygons;
  const beach = (coast: readonly (readonly [number, number])[], widthM: number) => {
    const line = smooth(coast, 5);
    const strip = [...line, ...[...offset(line, -widthM)].reverse()];
    for (const rings of subtract(overlap([[strip]], [frame]), sea))
      if (Math.abs(areaOf(rings[0])) > 400) add('sand', rings, false);
  };
  beach(BAY_COAST.slice(0, 12), 34);
  beach(EAST_COAST, 55);
  for (const body of waters.bodies) {
    const lake = LAKES.find(({ id }) => id === body.id);
    for (const rings of body.polygons) add('water', rings, false, lake?.name ?? body.name);
  }
  return file;
}

function classOf(block: SitedBlock['block'], purpose: SitedBlock['purpose'], use: string | undefined): string {
  if (purpose === 'park') return 'park';
  if (purpose === 'shore') return block.areaM2 > 0 ? 'park' : 'grass';
  if (purpose === 'vacant')
    return fractalNoise(block.centre[0] / 300, block.centre[1] / 300, 2, 61) < 0.45 ? 'bare' : 'grass';
  if (purpose === 'site') return use === 'apartment' ? 'residential' : 'commercial';
  if (block.grain.industrial) return 'industrial';
  return 'residential';
}
