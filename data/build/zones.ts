import type { Position } from '../../src/city/types.ts';
import { LAKES } from './facts/water.ts';
import { AIRPORT, FARMLAND, FOREST, PARKS } from './facts/zones.ts';
import { insideRing, smooth } from './lines.ts';
import { lakeRing } from './water.ts';

/** A use that covers whole faces of the plan; the street grid stops at its outline. */
export interface Zone {
  readonly kind: 'airport' | 'forest' | 'farmland' | 'park' | 'lakeside';
  readonly name: string;
  readonly ring: readonly Position[];
}

const rounded = (ring: readonly Position[]): Position[] => smooth([...ring, ring[0]], 4).slice(0, -1);

/** Thạc Gián and Vĩnh Trung share one shore road; the park lake lies inside its park. */
export function makeZones(): Zone[] {
  const lake = (id: string) => {
    const fact = LAKES.find((l) => l.id === id);
    if (!fact) throw new Error(`no lake ${id}`);
    return { kind: 'lakeside' as const, name: fact.name, ring: lakeRing(fact, 20) };
  };
  return [
    { kind: 'airport', name: 'Sân bay quốc tế Đà Nẵng', ring: AIRPORT },
    { kind: 'forest', name: 'Núi Phước Tường', ring: rounded(FOREST) },
    ...FARMLAND.map((ring) => ({ kind: 'farmland' as const, name: '', ring: rounded(ring) })),
    ...PARKS.map(({ name, ring }) => ({ kind: 'park' as const, name, ring })),
    lake('thac-gian'),
    lake('vinh-trung'),
    lake('dam-rong'),
    lake('do-xu'),
  ];
}

export const zoneAt = (zones: readonly Zone[], at: Position): Zone | undefined => {
  // The smallest uses come last and win: a lake inside a park.
  for (let i = zones.length - 1; i >= 0; i--) if (insideRing(at, zones[i].ring)) return zones[i];
  return undefined;
};
