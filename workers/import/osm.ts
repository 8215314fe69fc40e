/** OpenStreetMap tags as the City's own attributes. Anything that is already in the City's words passes unchanged. */
export type Tags = Readonly<Record<string, unknown>>;

const LANDUSE: Readonly<Record<string, string>> = {
  residential: 'residential',
  garages: 'industrial',
  commercial: 'commercial',
  retail: 'commercial',
  institutional: 'commercial',
  education: 'commercial',
  religious: 'commercial',
  military: 'commercial',
  civic_admin: 'commercial',
  industrial: 'industrial',
  railway: 'industrial',
  port: 'industrial',
  depot: 'industrial',
  quarry: 'bare',
  landfill: 'bare',
  construction: 'bare',
  brownfield: 'bare',
  greenfield: 'grass',
  grass: 'grass',
  meadow: 'grass',
  recreation_ground: 'grass',
  village_green: 'grass',
  cemetery: 'grass',
  flowerbed: 'park',
  forest: 'forest',
  logging: 'forest',
  farmland: 'farmland',
  farmyard: 'farmland',
  farm: 'farmland',
  orchard: 'farmland',
  paddy: 'farmland',
  vineyard: 'farmland',
  allotments: 'farmland',
  plant_nursery: 'farmland',
  greenhouse_horticulture: 'farmland',
  animal_keeping: 'farmland',
  basin: 'water',
  reservoir: 'water',
  aquaculture: 'water',
  salt_pond: 'water',
};
const NATURAL: Readonly<Record<string, string>> = {
  water: 'water',
  bay: 'water',
  strait: 'water',
  wood: 'forest',
  scrub: 'grass',
  heath: 'grass',
  grassland: 'grass',
  fell: 'grass',
  sand: 'sand',
  beach: 'sand',
  dune: 'sand',
  shoal: 'sand',
  wetland: 'wetland',
  mud: 'wetland',
  bare_rock: 'bare',
  scree: 'bare',
  shingle: 'bare',
};
const LEISURE: Readonly<Record<string, string>> = {
  park: 'park',
  garden: 'park',
  playground: 'park',
  golf_course: 'grass',
  pitch: 'grass',
  nature_reserve: 'forest',
  stadium: 'commercial',
  sports_centre: 'commercial',
  swimming_pool: 'water',
};
const AMENITY: Readonly<Record<string, string>> = {
  parking: 'street',
  school: 'commercial',
  university: 'commercial',
  college: 'commercial',
  hospital: 'commercial',
  marketplace: 'commercial',
  grave_yard: 'grass',
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Land class of a feature; undefined where no tag says what lies there. */
export function landClassOf(tags: Tags): string | undefined {
  // What water does there counts before who owns it: a fish pond is tagged as land use and as water.
  const natural = NATURAL[text(tags.natural)];
  if (natural === 'water' || text(tags.water) !== '' || /^(riverbank|dock)$/.test(text(tags.waterway))) return 'water';
  if (text(tags.aeroway) !== '') return 'airport';
  return (
    AMENITY[text(tags.amenity)] ??
    LEISURE[text(tags.leisure)] ??
    LANDUSE[text(tags.landuse)] ??
    natural ??
    squareOf(tags)
  );
}

function squareOf(tags: Tags): string | undefined {
  return text(tags.place) === 'square' || text(tags['area:highway']) !== '' ? 'street' : undefined;
}

const USE: Readonly<Record<string, string>> = {
  house: 'tubeHouse',
  residential: 'tubeHouse',
  terrace: 'tubeHouse',
  semidetached_house: 'tubeHouse',
  detached: 'villa',
  villa: 'villa',
  apartments: 'apartment',
  dormitory: 'apartment',
  office: 'office',
  commercial: 'office',
  hotel: 'hotel',
  retail: 'shop',
  kiosk: 'shop',
  supermarket: 'market',
  school: 'school',
  kindergarten: 'school',
  university: 'school',
  college: 'school',
  hospital: 'hospital',
  public: 'public',
  government: 'public',
  civic: 'public',
  industrial: 'industrial',
  warehouse: 'industrial',
  factory: 'industrial',
  hangar: 'industrial',
  church: 'worship',
  cathedral: 'worship',
  chapel: 'worship',
  temple: 'worship',
  pagoda: 'worship',
  mosque: 'worship',
  shrine: 'worship',
};

/** `12`, `12 m`, `12,5`; feet as `40'` or `40 ft`. */
export function metresOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  const found = /^\s*(\d+(?:[.,]\d+)?)\s*(m|ft|')?/.exec(text(value));
  if (!found) return undefined;
  const number = Number(found[1].replace(',', '.'));
  return found[2] === 'ft' || found[2] === "'" ? number * 0.3048 : number;
}

/** Metres a storey, floor to floor, and of the roof above the last. */
const STOREY_M = 3.3;
const ROOF_M = 1;
/** Stands in where nothing says how high a building is. */
export const ASSUMED_HEIGHT_M = 6;

export interface BuildingAttributes {
  readonly properties: Record<string, unknown>;
  /** No tag gave the height. */
  readonly assumed: boolean;
}

export function buildingOf(tags: Tags): BuildingAttributes {
  const floors = Math.round(metresOf(tags.floors ?? tags['building:levels'] ?? tags.levels) ?? 0);
  const stated = metresOf(tags.heightM ?? tags.height ?? tags['building:height'] ?? tags.HEIGHT);
  const heightM = stated !== undefined && stated > 0 ? stated : floors > 0 ? floors * STOREY_M + ROOF_M : undefined;
  const use = text(tags.use) || USE[text(tags.building)] || USE[text(tags.amenity)] || USE[text(tags.tourism)];
  return {
    assumed: heightM === undefined,
    properties: {
      ...(text(tags.name) && { name: text(tags.name) }),
      ...(use && { use }),
      heightM: Math.round(Math.min(400, Math.max(1, heightM ?? ASSUMED_HEIGHT_M)) * 10) / 10,
      ...(floors > 0 && { floors: Math.min(120, floors) }),
      ...(typeof tags.floorLevelM === 'number' && { floorLevelM: tags.floorLevelM }),
      ...(typeof tags.residents === 'number' && { residents: tags.residents }),
    },
  };
}

/** Class and usual carriageway width in metres. */
const HIGHWAY: Readonly<Record<string, readonly [string, number]>> = {
  motorway: ['arterial', 22],
  trunk: ['arterial', 20],
  primary: ['arterial', 15],
  secondary: ['collector', 10.5],
  tertiary: ['collector', 7.5],
  residential: ['local', 5.5],
  unclassified: ['local', 5.5],
  living_street: ['lane', 4],
  service: ['lane', 4],
  alley: ['lane', 3],
  pedestrian: ['promenade', 5],
};

const LANE_M = 3.5;

/** Attributes of a street; undefined for paths and steps, which carry no vehicle and no kerb. */
export function roadOf(tags: Tags): Record<string, unknown> | undefined {
  const runway = /^(runway|taxiway)$/.test(text(tags.aeroway));
  const own = text(tags.class);
  const usual = runway ? (['runway', 45] as const) : HIGHWAY[text(tags.highway).replace(/_link$/, '')];
  if (!usual && own === '') return undefined;
  const lanes = Math.round(metresOf(tags.lanes) ?? 0);
  const widthM = metresOf(tags.widthM ?? tags.width) ?? (lanes > 0 ? lanes * LANE_M : usual?.[1]) ?? 5.5;
  const bridge = tags.bridge === true || !/^(|no)$/.test(text(tags.bridge));
  return {
    ...(text(tags.name) && { name: text(tags.name) }),
    class: own || usual?.[0],
    widthM: Math.min(120, Math.max(1, widthM)),
    ...(lanes > 0 && { lanes: Math.min(16, lanes) }),
    ...(bridge && { bridge: true }),
    ...(typeof tags.deckLevelM === 'number' && { deckLevelM: tags.deckLevelM }),
  };
}
