/**
 * Colour ramps of results, the same in both themes, in print and in exports. The hues are those of tokens.css;
 * here as numbers for the stages. A class holds from its lower bound to the next one.
 */
export interface Ramp {
  readonly id: ResultMode;
  readonly unit: 'm' | 'm/s' | 'min' | 'h' | '';
  /** Lower bound of each class, in `unit`; below the first nothing is drawn. */
  readonly bounds: readonly number[];
  readonly colours: readonly string[];
}
export type ResultMode = 'depth' | 'depthMax' | 'speed' | 'arrival' | 'duration' | 'hazard' | 'hazardClass' | 'change';
/** In the order of the keys 1 to 8; the last one needs a run to compare with. */
export const RESULT_MODES: readonly ResultMode[] = [
  'depth',
  'depthMax',
  'speed',
  'arrival',
  'duration',
  'hazard',
  'hazardClass',
  'change',
];

const DEPTH_COLOURS = ['#cbe9f6', '#a0d6f0', '#6dbce8', '#3c9bdb', '#1f77c4', '#1a53a5', '#16307a'] as const;
const DEPTH_BOUNDS = [0.05, 0.1, 0.2, 0.3, 0.5, 1, 2] as const;

export const RAMPS: Readonly<Record<ResultMode, Ramp>> = {
  depth: { id: 'depth', unit: 'm', bounds: DEPTH_BOUNDS, colours: DEPTH_COLOURS },
  depthMax: { id: 'depthMax', unit: 'm', bounds: DEPTH_BOUNDS, colours: DEPTH_COLOURS },
  speed: {
    id: 'speed',
    unit: 'm/s',
    bounds: [0, 0.25, 0.5, 1, 2],
    colours: ['#f7e3b5', '#eebf7a', '#d98b4f', '#a8513f', '#6b2737'],
  },
  arrival: {
    id: 'arrival',
    unit: 'min',
    bounds: [0, 15, 30, 60, 120],
    colours: ['#3b1c6d', '#5f40a2', '#8d73cb', '#bcade3', '#e4def4'],
  },
  duration: {
    id: 'duration',
    unit: 'h',
    bounds: [0, 0.5, 1, 2, 4],
    colours: ['#dcefe6', '#a6d8c6', '#63b79f', '#2a8a78', '#0c5450'],
  },
  // Flood hazard rating (FD2320): low, moderate, significant, extreme.
  hazard: { id: 'hazard', unit: '', bounds: [0, 0.75, 1.25, 2], colours: ['#dfe6d8', '#f0b473', '#db7559', '#571a47'] },
  // H1–H6 (AIDR Handbook 7-3).
  hazardClass: {
    id: 'hazardClass',
    unit: '',
    bounds: [1, 2, 3, 4, 5, 6],
    colours: ['#dfe6d8', '#efdf9c', '#f0b473', '#db7559', '#a83458', '#571a47'],
  },
  // Newly wet, deeper, as before, shallower, newly dry.
  change: {
    id: 'change',
    unit: '',
    bounds: [0, 1, 2, 3, 4],
    colours: ['#e23e92', '#c983b0', '#43566a', '#b4c2ce', '#e6c578'],
  },
};

/** Modes whose classes are kinds, not stretches of a measure: no colour between two of them means anything. */
export const KINDS: ReadonlySet<ResultMode> = new Set(['hazard', 'hazardClass', 'change']);

/** What is shown of the run that another one is compared with: it has no change itself. */
export const otherMode = (mode: ResultMode): ResultMode => (mode === 'change' ? 'depthMax' : mode);

/** Index of the class that `value` falls in, -1 below the first bound. */
export function classOfValue(ramp: Ramp, value: number): number {
  let k = -1;
  while (k + 1 < ramp.bounds.length && value >= ramp.bounds[k + 1]) k++;
  return k;
}
