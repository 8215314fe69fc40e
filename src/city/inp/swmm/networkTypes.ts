/** Nodes and links of a SWMM model, in SI. */

interface NodeBase {
  readonly id: string;
  readonly invertM: number;
  /** Invert to rim as the file states it; 0 where it does not. */
  readonly depthM: number;
  /** Depth that the engine computes with: at least the highest crown of the links at the node (SWMM's link_validate). */
  readonly fullDepthM: number;
  /** At the start. */
  readonly initialDepthM: number;
  /** Further depth under pressure before the node floods. */
  readonly surchargeDepthM: number;
}

export interface Junction extends NodeBase {
  readonly kind: 'junction';
  readonly pondedAreaM2: number;
}

/** `seriesUnitM`: metres of one unit of the series. Levels are absolute. */
export type OutfallStage =
  | { readonly type: 'FREE' | 'NORMAL' }
  | { readonly type: 'FIXED'; readonly levelM: number }
  | { readonly type: 'TIDAL'; readonly curve: string }
  | { readonly type: 'TIMESERIES'; readonly series: string; readonly seriesUnitM: number };
export interface Outfall extends NodeBase {
  readonly kind: 'outfall';
  readonly stage: OutfallStage;
  readonly flapGate: boolean;
  /** Subcatchment that receives what comes out. */
  readonly routeTo: string | undefined;
}

/**
 * Plan area over depth y, m. FUNCTIONAL: `constantM2 + coefficient · y^exponent` (m² at y in m). CYLINDRICAL: elliptical
 * base. CONICAL: elliptical base, sides run `sideSlope` per rise. PARABOLIC: elliptical top at `heightM`. PYRAMIDAL:
 * rectangular base.
 */
export type StorageShape =
  | {
      readonly type: 'FUNCTIONAL';
      readonly coefficient: number;
      readonly exponent: number;
      readonly constantM2: number;
    }
  | { readonly type: 'TABULAR'; readonly curve: string }
  | { readonly type: 'CYLINDRICAL'; readonly lengthM: number; readonly widthM: number }
  | {
      readonly type: 'CONICAL' | 'PYRAMIDAL';
      readonly lengthM: number;
      readonly widthM: number;
      readonly sideSlope: number;
    }
  | { readonly type: 'PARABOLIC'; readonly lengthM: number; readonly widthM: number; readonly heightM: number };
export interface Storage extends NodeBase {
  readonly kind: 'storage';
  readonly shape: StorageShape;
  /** Share of the potential evaporation. */
  readonly evaporationShare: number;
  /** Into the soil below (Green–Ampt; constant where suction is 0). */
  readonly seepage:
    | { readonly suctionMm: number; readonly conductivityMmH: number; readonly deficit: number }
    | undefined;
}

/** Weir: diverted flow `coefficient · (share · depthM)^1.5`, m³/s. */
export type DividerRule =
  | { readonly type: 'OVERFLOW' }
  | { readonly type: 'CUTOFF'; readonly flowM3s: number }
  | { readonly type: 'TABULAR'; readonly curve: string }
  | { readonly type: 'WEIR'; readonly minFlowM3s: number; readonly depthM: number; readonly coefficient: number };
/** Diverts in kinematic routing; with DYNWAVE it is a junction, as in SWMM. */
export interface Divider extends NodeBase {
  readonly kind: 'divider';
  readonly link: string;
  readonly rule: DividerRule;
  readonly pondedAreaM2: number;
}
export type SwmmNode = Junction | Outfall | Storage | Divider;

interface LinkBase {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

/** Shapes that their height alone describes. */
export type SimpleShape =
  | 'CIRCULAR'
  | 'EGG'
  | 'HORSESHOE'
  | 'GOTHIC'
  | 'CATENARY'
  | 'SEMIELLIPTICAL'
  | 'BASKETHANDLE'
  | 'SEMICIRCULAR';
/** `heightM` is the full height; of irregular and street sections that of their transect. Widths are at the widest. */
export type SectionShape =
  | { readonly shape: SimpleShape; readonly heightM: number }
  /** `fillM`: depth of the sediment, not to be counted as height of flow. */
  | { readonly shape: 'FILLED_CIRCULAR'; readonly heightM: number; readonly fillM: number }
  | { readonly shape: 'RECT_CLOSED' | 'TRIANGULAR' | 'PARABOLIC'; readonly heightM: number; readonly widthM: number }
  /** `sidesIgnored`: walls (0–2) without friction. */
  | { readonly shape: 'RECT_OPEN'; readonly heightM: number; readonly widthM: number; readonly sidesIgnored: number }
  /** Width of the bottom; slopes run over rise. */
  | {
      readonly shape: 'TRAPEZOIDAL';
      readonly heightM: number;
      readonly bottomWidthM: number;
      readonly leftSlope: number;
      readonly rightSlope: number;
    }
  | { readonly shape: 'POWER'; readonly heightM: number; readonly widthM: number; readonly exponent: number }
  | {
      readonly shape: 'RECT_TRIANGULAR';
      readonly heightM: number;
      readonly widthM: number;
      readonly triangleHeightM: number;
    }
  | { readonly shape: 'RECT_ROUND'; readonly heightM: number; readonly widthM: number; readonly bottomRadiusM: number }
  | {
      readonly shape: 'MODBASKETHANDLE';
      readonly heightM: number;
      readonly widthM: number;
      readonly topRadiusM: number;
    }
  /** `sizeCode` > 0 names a standard size of the trade, of which the model has no dimensions (see `unsupported`). */
  | {
      readonly shape: 'HORIZ_ELLIPSE' | 'VERT_ELLIPSE' | 'ARCH';
      readonly heightM: number;
      readonly widthM: number;
      readonly sizeCode: number;
    }
  /** Hazen–Williams C, or Darcy–Weisbach roughness height in mm, as `options.forceMainEquation` says. */
  | { readonly shape: 'FORCE_MAIN'; readonly heightM: number; readonly friction: number }
  | { readonly shape: 'IRREGULAR'; readonly heightM: number; readonly transect: string }
  | { readonly shape: 'STREET'; readonly heightM: number; readonly street: string }
  /** `curve`: width over height, both relative to the height (SHAPE). */
  | { readonly shape: 'CUSTOM'; readonly heightM: number; readonly curve: string }
  /** No geometry: passes flow on (not with DYNWAVE out of a storage). */
  | { readonly shape: 'DUMMY'; readonly heightM: number };
export type CrossSection = SectionShape & {
  readonly barrels: number;
  /** FHWA inlet type 1–57; 0: no culvert. */
  readonly culvertCode: number;
};

export interface Conduit extends LinkBase {
  readonly kind: 'conduit';
  readonly lengthM: number;
  /** As the row states it: a transect's or street's own roughness replaces it. */
  readonly manning: number;
  /** Heights of the ends above the inverts of their nodes, never negative. */
  readonly fromOffsetM: number;
  readonly toOffsetM: number;
  readonly initialFlowM3s: number;
  /** 0: not limited. */
  readonly maxFlowM3s: number;
  readonly section: CrossSection;
  readonly entryLoss: number;
  readonly exitLoss: number;
  readonly averageLoss: number;
  readonly flapGate: boolean;
  readonly seepageMmH: number;
}

export interface Pump extends LinkBase {
  readonly kind: 'pump';
  /** PUMP1–PUMP5; undefined: an ideal pump, which passes on what arrives. */
  readonly curve: string | undefined;
  readonly initiallyOn: boolean;
  /** Depth at the inlet node where it starts and stops; 0: only rules switch it. */
  readonly onDepthM: number;
  readonly offDepthM: number;
}

/** Regulators: `offsetM` is the height of the crest above the upstream invert. DYNWAVE raises it to the downstream one. */
export interface Orifice extends LinkBase {
  readonly kind: 'orifice';
  readonly type: 'SIDE' | 'BOTTOM';
  readonly offsetM: number;
  /** Of discharge, dimensionless. */
  readonly coefficient: number;
  readonly flapGate: boolean;
  /** Time from open to closed; 0: at once. */
  readonly closeTimeS: number;
  /** CIRCULAR or RECT_CLOSED. */
  readonly section: CrossSection;
}

export interface Weir extends LinkBase {
  readonly kind: 'weir';
  readonly type: 'TRANSVERSE' | 'SIDEFLOW' | 'V-NOTCH' | 'TRAPEZOIDAL' | 'ROADWAY';
  readonly offsetM: number;
  /** m^½/s: flow = coefficient · length · head^1.5 (or the type's own powers). */
  readonly coefficient: number;
  readonly flapGate: boolean;
  readonly endContractions: number;
  /** Of the triangular ends of a trapezoidal weir, m^½/s. */
  readonly endCoefficient: number;
  /** Becomes an orifice when the water stands above its opening. */
  readonly canSurcharge: boolean;
  readonly roadWidthM: number;
  readonly roadSurface: 'PAVED' | 'GRAVEL' | undefined;
  /** WEIR curve that replaces `coefficient`. */
  readonly coefficientCurve: string | undefined;
  /** RECT_OPEN, TRIANGULAR or TRAPEZOIDAL. */
  readonly section: CrossSection;
}

/** `flow = coefficient · h^exponent` (m³/s at h in m), or a RATING curve. */
export type OutletRating =
  | { readonly type: 'FUNCTIONAL'; readonly coefficient: number; readonly exponent: number }
  | { readonly type: 'TABULAR'; readonly curve: string };
export interface Outlet extends LinkBase {
  readonly kind: 'outlet';
  readonly offsetM: number;
  /** h is the depth above the crest, or the difference of the heads. */
  readonly over: 'DEPTH' | 'HEAD';
  readonly rating: OutletRating;
  readonly flapGate: boolean;
}
export type SwmmLink = Conduit | Pump | Orifice | Weir | Outlet;
