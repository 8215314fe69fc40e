import type { InpSection } from '../tokens.ts';

/**
 * Sections of SWMM 5.2 and the letters that are enough to know them by: engines and editors abbreviate and pluralise
 * headings in many ways ([JUNC], [Polygons], [COORDINATE]). Longer beginnings stand before shorter ones.
 */
const BEGINNINGS = {
  TITLE: 'TITL',
  OPTIONS: 'OPTI',
  FILES: 'FILE',
  RAINGAGES: 'RAIN',
  TEMPERATURE: 'TEMP',
  EVAPORATION: 'EVAP',
  SUBCATCHMENTS: 'SUBC',
  SUBAREAS: 'SUBA',
  INFILTRATION: 'INFI',
  AQUIFERS: 'AQUI',
  GROUNDWATER: 'GROU',
  GWF: 'GW',
  SNOWPACKS: 'SNOW',
  JUNCTIONS: 'JUNC',
  OUTFALLS: 'OUTF',
  STORAGE: 'STOR',
  DIVIDERS: 'DIVI',
  CONDUITS: 'COND',
  PUMPS: 'PUMP',
  ORIFICES: 'ORIF',
  WEIRS: 'WEIR',
  OUTLETS: 'OUTL',
  XSECTIONS: 'XSEC',
  TRANSECTS: 'TRAN',
  LOSSES: 'LOSS',
  CONTROLS: 'CONT',
  POLLUTANTS: 'POLLU',
  LANDUSES: 'LAND',
  BUILDUP: 'BUIL',
  WASHOFF: 'WASH',
  COVERAGES: 'COVE',
  INFLOWS: 'INFL',
  DWF: 'DWF',
  PATTERNS: 'PATT',
  RDII: 'RDII',
  HYDROGRAPHS: 'HYDR',
  LOADINGS: 'LOAD',
  TREATMENT: 'TREA',
  CURVES: 'CURV',
  TIMESERIES: 'TIME',
  REPORT: 'REPO',
  COORDINATES: 'COOR',
  VERTICES: 'VERT',
  POLYGONS: 'POLY',
  LABELS: 'LABE',
  SYMBOLS: 'SYMB',
  BACKDROP: 'BACK',
  TAGS: 'TAG',
  PROFILES: 'PROF',
  MAP: 'MAP',
  LID_CONTROLS: 'LID_C',
  LID_USAGE: 'LID_U',
  ADJUSTMENTS: 'ADJU',
  EVENTS: 'EVEN',
  STREETS: 'STRE',
  INLET_USAGE: 'INLET_',
  INLETS: 'INLE',
} as const;
export type SectionName = keyof typeof BEGINNINGS;
const NAMES = Object.entries(BEGINNINGS) as readonly (readonly [SectionName, string])[];

/** Which of SWMM's sections a heading names; undefined: none that SWMM knows. */
export const sectionOf = (section: InpSection): SectionName | undefined =>
  NAMES.find(([, beginning]) => section.name.startsWith(beginning))?.[0];
