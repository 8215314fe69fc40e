import type { GreenAmpt, LandClassHydraulics, LandHydraulics } from '../hydraulics.ts';

/** Soils of Rawls, Brakensiek and Miller (1983), Journal of Hydraulic Engineering 109(1), table 2. */
const SAND: GreenAmpt = { suctionMm: 49.5, conductivityMmH: 117.8, porosity: 0.417 };
const SANDY_LOAM: GreenAmpt = { suctionMm: 110.1, conductivityMmH: 10.9, porosity: 0.412 };
// biome-ignore lint/suspicious/noApproximativeNumericConstant: an effective porosity, not a logarithm
const LOAM: GreenAmpt = { suctionMm: 88.9, conductivityMmH: 3.4, porosity: 0.434 };

const cover = (
  manning: number,
  imperviousShare: number,
  soil: GreenAmpt | undefined,
  keepsMm: number,
  sewered = false,
): LandClassHydraulics => ({ manning, imperviousShare, soil, keepsMm, sewered });

/**
 * Manning n: Chow (1959), table 5-6, and Australian Rainfall and Runoff (2019) book 6, chapter 7, for ground between
 * buildings that are modelled apart. Impervious shares: SCS TR-55 (1986), table 2-2a, rounded. Soils: assumed from the
 * sandy coastal plain. What surfaces keep: ASCE (1992) as in the SWMM manual (sealed 1.3–2.5 mm, lawn 2.5–5, pasture 5,
 * forest litter 8), lower ends. Wetness: assumed, storms fall into the wet season. The stated drain capacity is the national default of the Environment Agency's surface water map
 * (2013), used until pipes are computed.
 */
export const hydraulics: LandHydraulics = {
  contributes: 'cover',
  classes: {
    residential: cover(0.05, 0.75, SANDY_LOAM, 2.5, true),
    commercial: cover(0.04, 0.85, SANDY_LOAM, 2.5, true),
    industrial: cover(0.04, 0.75, SANDY_LOAM, 2.5, true),
    street: cover(0.02, 0.95, SANDY_LOAM, 2.5, true),
    park: cover(0.05, 0.1, SANDY_LOAM, 4),
    grass: cover(0.035, 0.05, SANDY_LOAM, 2.5),
    forest: cover(0.1, 0, SANDY_LOAM, 7.5),
    farmland: cover(0.04, 0, LOAM, 5),
    sand: cover(0.025, 0, SAND, 1.3),
    bare: cover(0.03, 0.2, LOAM, 1.3),
    airport: cover(0.025, 0.5, SANDY_LOAM, 2.5, true),
    water: cover(0.03, 1, undefined, 0),
    wetland: cover(0.07, 0, undefined, 0),
  },
  // Ground that nobody has described loses no water: the cautious side.
  otherwise: cover(0.035, 0, undefined, 0),
  sealedKeepsMm: 1.3,
  wetness: 0.5,
  drainCapacityMmH: 12,
};

const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** What one land feature does to water: its own attributes before those of its class. */
export interface CoverProperties {
  readonly manning: number;
  /** Least infiltration capacity over the whole area, mm/h: that of its saturated soil, or the feature's own rate. */
  readonly infiltrationMmH: number;
  /** The feature states its own rate, which holds whatever its soil. */
  readonly ownRate: boolean;
  /** Kept back over the whole area before anything seeps or runs off, mm. */
  readonly abstractionMm: number;
  readonly imperviousShare: number;
  readonly sewered: boolean;
  readonly soil: GreenAmpt | undefined;
}

/**
 * Applies the table to a feature's properties (`undefined`: ground outside every polygon). The least
 * infiltration is the soil's saturated conductivity on the pervious share.
 */
export function coverOf(properties: Readonly<Record<string, unknown>> | undefined): CoverProperties {
  const row = hydraulics.classes[String(properties?.class)] ?? hydraulics.otherwise;
  const imperviousShare = numberOf(properties?.imperviousShare) ?? row.imperviousShare;
  const own = numberOf(properties?.infiltrationMmH);
  const keepsMm = row.soil === undefined ? 0 : hydraulics.sealedKeepsMm;
  return {
    manning: numberOf(properties?.manning) ?? row.manning,
    infiltrationMmH: own ?? (row.soil?.conductivityMmH ?? 0) * (1 - imperviousShare),
    ownRate: own !== undefined,
    imperviousShare,
    abstractionMm: imperviousShare * keepsMm + (1 - imperviousShare) * row.keepsMm,
    sewered: typeof properties?.sewered === 'boolean' ? properties.sewered : row.sewered,
    soil: row.soil,
  };
}
