import type { Position } from '../../src/city/types.ts';
import type { SiteFact } from './facts/sites.ts';

/** The generated ground: sampled anywhere inside the sample's extent, city CRS (EPSG:5899), metres above Hòn Dấu. */
export interface Ground {
  readonly bounds: readonly [xMin: number, yMin: number, xMax: number, yMax: number];
  /** Ground level, beds of rivers, sea and lakes included, m. */
  levelM(x: number, y: number): number;
  /** Sea, river, canal or lake at this point; undefined on land. */
  waterAt(x: number, y: number): 'sea' | 'river' | 'canal' | 'lake' | undefined;
}

export type StreetClass = 'arterial' | 'collector' | 'local' | 'lane' | 'promenade';

/** One stretch of street between two junctions. */
export interface StreetEdge {
  readonly id: string;
  readonly name: string;
  readonly class: StreetClass;
  readonly widthM: number;
  readonly from: number;
  readonly to: number;
  /** From node to node, city CRS. */
  readonly path: readonly Position[];
  readonly bridge: boolean;
}

/** Streets as a graph whose nodes are junctions and ends. */
export interface StreetGraph {
  readonly nodes: readonly Position[];
  readonly edges: readonly StreetEdge[];
}

/** A receiving water that outfalls may discharge to: its bank line and name. */
export interface ReceivingWater {
  readonly id: string;
  readonly name: string;
  readonly kind: 'sea' | 'river' | 'canal' | 'lake';
  readonly bank: readonly Position[];
}

/** What a building is for, as the construction layer classes it. */
export type Use =
  | 'tubeHouse'
  | 'villa'
  | 'apartment'
  | 'office'
  | 'hotel'
  | 'shop'
  | 'market'
  | 'school'
  | 'hospital'
  | 'public'
  | 'industrial'
  | 'worship';

/** A building before residents are counted; footprint counter-clockwise, open, in the city CRS. */
export interface Building {
  readonly ring: readonly Position[];
  readonly use: Use;
  readonly floors: number;
  readonly heightM: number;
  readonly floorLevelM: number;
  readonly year: number;
  readonly roof: 'flat' | 'gable' | 'hip';
  readonly street: string;
  readonly name?: string;
  readonly site?: SiteFact;
  readonly areaM2: number;
  readonly centre: Position;
}
