/**
 * What a layer is: four doors (schema, symbology, checks, hydraulics) with plain data in them.
 * Nothing here draws, computes or reads files.
 */
export const LAYER_IDS = [
  'land',
  'construction',
  'transport',
  'water-supply',
  'drainage',
  'lighting',
  'trees',
  'wards',
  'stations',
  'facilities',
] as const;
export type LayerId = (typeof LAYER_IDS)[number];

/** A text in both languages of the product. */
export interface Bilingual {
  readonly vi: string;
  readonly en: string;
}

/** One attribute of a feature, as its department keeps it. */
export interface Attribute {
  readonly key: string;
  readonly label: Bilingual;
  readonly type: 'text' | 'number' | 'integer' | 'boolean' | 'class';
  /** SI unit as printed after the value: `m`, `m²`, `mm`, `l/s`. */
  readonly unit?: string;
  readonly required?: boolean;
  /** Lowest and highest believable value, in `unit`. */
  readonly range?: readonly [number, number];
  /** Values that a `class` attribute may take, with the words for them. */
  readonly classes?: Readonly<Record<string, Bilingual>>;
}

export type GeometryKind = 'Point' | 'LineString' | 'Polygon';

export interface LayerSchema {
  readonly id: LayerId;
  readonly name: Bilingual;
  /** `geojson` for feature files, `inp` for EPA SWMM and EPANET models. */
  readonly format: 'geojson' | 'inp';
  readonly geometry: readonly GeometryKind[];
  readonly attributes: readonly Attribute[];
  /** Attribute that names a feature for people; the feature's id where absent. */
  readonly nameKey?: string;
}

/** One row of a legend and the rule behind it: features whose `by` attribute has one of `values`. */
export interface SymbolClass {
  readonly values: readonly string[];
  readonly label: Bilingual;
  /** CSS hex colour by day and by night (dusk scene). */
  readonly colour: { readonly day: string; readonly dusk: string };
}

/** How a feature stands in the scene; renderer-neutral. Numbers are metres, or the key of an attribute that holds metres. */
export type Symbol3d =
  | { readonly kind: 'extrude'; readonly heightM: string | number; readonly baseM?: string | number }
  | { readonly kind: 'tube'; readonly diameterM: string | number; readonly depthM: string | number }
  | { readonly kind: 'surface'; readonly widthM?: string | number; readonly liftM?: number }
  | {
      readonly kind: 'point';
      readonly shape: 'lamp' | 'tree' | 'pin' | 'station' | 'cabinet';
      readonly heightM: string | number;
    }
  | { readonly kind: 'outline' };

export interface Symbology {
  readonly symbol: Symbol3d;
  /** Attribute that classes are chosen by. */
  readonly by?: string;
  readonly classes: readonly SymbolClass[];
  /** For features that no class covers. */
  readonly otherwise: SymbolClass;
}

/** Something that is wrong with the data of a layer. */
export interface Finding {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly feature: string;
  /** What `feature` is in a network, where a node and a link may share an id. */
  readonly item?: 'node' | 'link';
  /** Ids of others that take part in it. */
  readonly also?: readonly string[];
  /** What was found. */
  readonly message: Bilingual;
  readonly expected?: Bilingual;
  /** What would put it right. */
  readonly mend?: Bilingual;
  /** In the City's CRS, where there is a place to look at. */
  readonly at?: readonly [number, number];
}
