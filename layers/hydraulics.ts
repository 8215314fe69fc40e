/**
 * What a layer contributes to the Domain, as plain tables and rules. Whoever builds the Domain applies them; nothing
 * here computes water.
 */
export type Hydraulics = LandHydraulics | BuildingHydraulics | StreetHydraulics | NetworkHydraulics | NoHydraulics;

/** Green–Ampt parameters of a soil (Rawls, Brakensiek and Miller 1983). */
export interface GreenAmpt {
  readonly suctionMm: number;
  readonly conductivityMmH: number;
  /** Effective porosity: the moisture deficit of dry soil. */
  readonly porosity: number;
}

export interface LandClassHydraulics {
  /** Manning n between the buildings, s/m^⅓. */
  readonly manning: number;
  /** Share of the area that lets nothing in, where the feature does not say. */
  readonly imperviousShare: number;
  /** Soil of the rest; undefined where nothing seeps in (open water, saturated ground). */
  readonly soil: GreenAmpt | undefined;
  /** What leaves, litter and small hollows of the pervious part keep back before anything runs off, mm. */
  readonly keepsMm: number;
  /** Streets here have sewers, where the feature does not say. */
  readonly sewered: boolean;
}

export interface LandHydraulics {
  readonly contributes: 'cover';
  readonly classes: Readonly<Record<string, LandClassHydraulics>>;
  /** Outside every polygon of the layer. */
  readonly otherwise: LandClassHydraulics;
  /** What small hollows of sealed ground keep back, mm. */
  readonly sealedKeepsMm: number;
  /** Share of the pores that is full of water when a storm begins, where the scenario does not say. */
  readonly wetness: number;
  /** Stated loss that stands in for pipes where land is sewered and no pipes are computed, mm/h. */
  readonly drainCapacityMmH: number;
}

export interface BuildingHydraulics {
  readonly contributes: 'blocks';
  /** A cell keeps water out from this covered share on. */
  readonly cellShare: number;
  /** Attribute that holds the ground floor's level, m above the City's datum. */
  readonly floorLevelKey: string;
  /** Ground floor above the ground around it, where the attribute is missing, m. */
  readonly floorAboveGroundM: number;
}

export interface StreetHydraulics {
  readonly contributes: 'streets';
  /** Manning n of the carriageway, s/m^⅓. */
  readonly manning: number;
  /** Features with this attribute true let water pass underneath. */
  readonly passUnderKey: string;
}

export interface NetworkHydraulics {
  readonly contributes: 'network';
  /** How a node meets the street where city.json does not say (Rubinato et al. 2017). */
  readonly coupling: {
    readonly openingM2: number;
    readonly perimeterM: number;
    readonly weirC: number;
    readonly submergedWeirC: number;
    readonly orificeC: number;
  };
  /** A gully between manholes, where city.json places any: its grate and how many stand side by side or face to face. */
  readonly gully: { readonly openingM2: number; readonly perimeterM: number; readonly count: number };
  /** Plan area of a manhole shaft, m². */
  readonly shaftAreaM2: number;
}

export interface NoHydraulics {
  readonly contributes: 'nothing';
}

export const nothing: NoHydraulics = { contributes: 'nothing' };
