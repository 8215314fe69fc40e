/** Uses that share a depth–damage curve. */
export const DAMAGE_CLASSES = ['residential', 'commercial', 'industrial', 'public'] as const;
export type DamageClass = (typeof DAMAGE_CLASSES)[number];

/** Who moves on a road. */
export const ROAD_USERS = ['pedestrian', 'motorbike', 'car', 'ambulance', 'truck', 'fireTruck'] as const;
export type RoadUser = (typeof ROAD_USERS)[number];

/** Everything that is assumed where a run is assessed; each number can be another. */
export interface Assumptions {
  /** Depth from which an area counts as flooded, m. */
  readonly floodedM: number;
  /** Depth from which people and buildings count as affected, m. */
  readonly affectedM: number;
  /** Lower bounds of the classes of depth, m. */
  readonly depthClassesM: readonly number[];
  /** A road is shut for a user above this depth, m. */
  readonly roadLimitM: Readonly<Record<RoadUser, number>>;
  /** A pedestrian also stops above this depth × speed, m²/s. */
  readonly pedestrianM2S: number;
  /** Height of a ground floor over the ground where the building states no level, m. */
  readonly plinthM: number;
  /** Floor area of a resident where the building states none, m². */
  readonly floorAreaPerPersonM2: number;
  /** Depths of the damage curves, m above the floor, and the damaged share at each. */
  readonly curveDepthsM: readonly number[];
  readonly curves: Readonly<Record<DamageClass, readonly number[]>>;
  /** Most damage, VND per m² of ground floor. */
  readonly valueVndM2: Readonly<Record<DamageClass, number>>;
  /** Curve of each use of the construction layer; others are residential. */
  readonly classOfUse: Readonly<Record<string, DamageClass>>;
  /** A facility counts as wet from this depth over its floor, m. */
  readonly facilityM: number;
  /** Lamps and cabinets count as under water from these depths over their feet, m. */
  readonly lampM: number;
  readonly cabinetM: number;
  /** Trees count where water stands longer, h. */
  readonly treeH: number;
  /** Discount rate a year and life of measures, years. */
  readonly discountRate: number;
  readonly lifeYears: number;
  /** Yearly upkeep as a share of what a measure cost. */
  readonly upkeepShare: number;
}

/**
 * Sources: affected from 0.2 m, where the city's warning towers begin; passability after FloodAdapt's presets (0.1, 0.2, 0.4, 0.8 m) and local practice (motorbikes stop at 0.3 m);
 * pedestrians 0.3 m and 0.4 m²/s; damage curves JRC (Huizinga, de Moel and Szewczyk 2017), Asia, residential, commercial
 * and industrial buildings, recalled; values, plinth, floor area, upkeep, rate and life are assumed.
 */
export const ASSUMPTIONS: Assumptions = {
  floodedM: 0.15,
  affectedM: 0.2,
  depthClassesM: [0.05, 0.1, 0.2, 0.3, 0.5, 1, 2],
  roadLimitM: { pedestrian: 0.3, motorbike: 0.3, car: 0.3, ambulance: 0.4, truck: 0.5, fireTruck: 0.8 },
  pedestrianM2S: 0.4,
  plinthM: 0.3,
  floorAreaPerPersonM2: 25,
  curveDepthsM: [0, 0.5, 1, 1.5, 2, 3, 4, 5, 6],
  curves: {
    residential: [0, 0.33, 0.49, 0.62, 0.72, 0.87, 0.93, 0.98, 1],
    commercial: [0, 0.38, 0.54, 0.66, 0.76, 0.88, 0.94, 0.98, 1],
    industrial: [0, 0.28, 0.48, 0.63, 0.72, 0.86, 0.91, 0.96, 1],
    public: [0, 0.38, 0.54, 0.66, 0.76, 0.88, 0.94, 0.98, 1],
  },
  valueVndM2: { residential: 5e6, commercial: 8e6, industrial: 4e6, public: 7e6 },
  classOfUse: {
    tubeHouse: 'residential',
    villa: 'residential',
    apartment: 'residential',
    office: 'commercial',
    hotel: 'commercial',
    shop: 'commercial',
    market: 'commercial',
    industrial: 'industrial',
    school: 'public',
    hospital: 'public',
    public: 'public',
    worship: 'public',
  },
  facilityM: 0.05,
  lampM: 0.5,
  cabinetM: 0.2,
  treeH: 12,
  discountRate: 0.08,
  lifeYears: 40,
  upkeepShare: 0.02,
};
