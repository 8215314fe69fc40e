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
  sewered = false,
): LandClassHydraulics => ({ manning, imperviousShare, soil, sewered });

/**
 * Manning n: Chow (1959), table 5-6, and Australian Rainfall and Runoff (2019) book 6, chapter 7, for ground between
 * buildings that are modelled apart. Impervious shares: SCS TR-55 (1986), table 2-2a, rounded. Soils: assumed from the
 * sandy coastal plain. The stated drain capacity is the national default of the Environment Agency's surface water map
 * (2013), used until pipes are computed.
 */
export const hydraulics: LandHydraulics = {
  contributes: 'cover',
  classes: {
    residential: cover(0.05, 0.75, SANDY_LOAM, true),
    commercial: cover(0.04, 0.85, SANDY_LOAM, true),
    industrial: cover(0.04, 0.75, SANDY_LOAM, true),
    street: cover(0.02, 0.95, SANDY_LOAM, true),
    park: cover(0.05, 0.1, SANDY_LOAM),
    grass: cover(0.035, 0.05, SANDY_LOAM),
    forest: cover(0.1, 0, SANDY_LOAM),
    farmland: cover(0.04, 0, LOAM),
    sand: cover(0.025, 0, SAND),
    bare: cover(0.03, 0.2, LOAM),
    airport: cover(0.025, 0.5, SANDY_LOAM, true),
    water: cover(0.03, 1, undefined),
    wetland: cover(0.07, 0, undefined),
  },
  // Ground that nobody has described loses no water: the cautious side.
  otherwise: cover(0.035, 0, undefined),
  drainCapacityMmH: 12,
};

const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** What one land feature does to water: its own attributes before those of its class. */
export interface CoverProperties {
  readonly manning: number;
  /** Constant infiltration capacity over the whole area, mm/h. */
  readonly infiltrationMmH: number;
  readonly imperviousShare: number;
  readonly sewered: boolean;
  readonly soil: GreenAmpt | undefined;
}

/**
 * Applies the table to a feature's properties (`undefined`: ground outside every polygon). Infiltration is that of the
 * soil's saturated conductivity on the pervious share.
 */
export function coverOf(properties: Readonly<Record<string, unknown>> | undefined): CoverProperties {
  const row = hydraulics.classes[String(properties?.class)] ?? hydraulics.otherwise;
  const imperviousShare = numberOf(properties?.imperviousShare) ?? row.imperviousShare;
  return {
    manning: numberOf(properties?.manning) ?? row.manning,
    infiltrationMmH: numberOf(properties?.infiltrationMmH) ?? (row.soil?.conductivityMmH ?? 0) * (1 - imperviousShare),
    imperviousShare,
    sewered: typeof properties?.sewered === 'boolean' ? properties.sewered : row.sewered,
    soil: row.soil,
  };
}
