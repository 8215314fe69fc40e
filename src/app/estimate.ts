import type { OpenedCity } from '../../workers/city/types.ts';
import type { Summary } from '../../workers/flood/types.ts';
import type { CellChoice } from '../panels/views.ts';
import type { ResolvedScenario } from '../scenario/index.ts';
import { isPipework } from '../scenario/types.ts';

/** Cell sizes that runs may have, coarse to fine, m. */
const SIZES = [64, 48, 32, 24, 16, 12, 8, 6, 4, 3, 2, 1] as const;
/**
 * Updates of a cell in a second of storm, with local steps: this much by rain and losses, and this much more, over the
 * cell size, by waves. Measured on the sample city's six hours at 64, 32 and 16 m (0.205, 0.231, 0.285).
 */
const UPDATES_PER_S = 0.18;
const UPDATES_M_S = 1.7;
/** A preview is to end within this; runs that do need none, s. */
export const PREVIEW_RUN_S = 10;
/** The least of a limit that a surface may take, however long its drains do. */
export const SURFACE_SHARE = 0.4;
/** A run of more cells than this is not offered in a browser. */
const MOST_CELLS = 4e6;

interface Extent {
  readonly widthM: number;
  readonly heightM: number;
}

const cellsOf = ({ widthM, heightM }: Extent, cellSizeM: number): number =>
  Math.ceil(widthM / cellSizeM) * Math.ceil(heightM / cellSizeM);

/** Wall time of a run. @param pace cell updates per second */
export function estimateS(extent: Extent, cellSizeM: number, durationS: number, pace: number): number {
  return (cellsOf(extent, cellSizeM) * durationS * (UPDATES_PER_S + UPDATES_M_S / cellSizeM)) / pace;
}

type Drained = Pick<OpenedCity, 'layers'>;
type Stormy = Pick<ResolvedScenario, 'drainage' | 'durationS'>;
type Pipes = boolean | 'rough';

/** How fast a machine is: updates of a cell a second, and hours of storm of a link a second, drains computed in full. */
export interface Pace {
  readonly cells: number;
  readonly linkHours: number;
}
/** Of a machine that has not been measured. */
export const USUAL_PACE: Pace = { cells: 60e6, linkHours: 700 };
/** Rough pipes take about half the time of those computed in full: 13 and 24 to 26 s for six hours of the sample city's. */
const ROUGH = 2;

/** Link-hours of a storm, rough ones counted for what they take. @param pipes as in `buildDomain`: false, a stated loss stands in for them */
export function linkHours(city: Drained, scenario: Stormy | undefined, pipes: Pipes): number {
  if (!pipes || !scenario?.drainage) return 0;
  const links = city.layers.find(({ id }) => id === 'drainage')?.features ?? 0;
  return (links * scenario.durationS) / 3600 / (pipes === 'rough' ? ROUGH : 1);
}

/** Wall time of the drains beside a run. */
export const pipesS = (city: Drained, scenario: Stormy | undefined, pipes: Pipes, pace: Pace): number =>
  linkHours(city, scenario, pipes) / pace.linkHours;

/** The pace that a finished run tells of; what it was too short to tell stays. */
export function paceOf(
  before: Pace,
  summary: Pick<Summary, 'cellStepsPerS' | 'wallS' | 'drainage'>,
  hours: number,
): Pace {
  const { cellStepsPerS, wallS } = summary;
  const spent = summary.drainage?.wallS;
  const drainsS = typeof spent === 'number' ? spent : 0;
  const surfaceS = wallS - drainsS;
  return {
    cells: cellStepsPerS > 0 && surfaceS > 2 ? (cellStepsPerS * wallS) / surfaceS : before.cells,
    linkHours: drainsS > 1 && hours > 0 ? hours / drainsS : before.linkHours,
  };
}

/**
 * How a run has its pipes: to the millimetre and quicker in a preview, where this machine has the time for them or where
 * it is pipes that were changed; else a stated loss stands in for them there.
 */
export function pipesFor(
  city: Drained | undefined,
  scenario: Stormy & Pick<ResolvedScenario, 'measures'>,
  isPreview: boolean,
  pace: Pace,
): Pipes {
  if (!isPreview) return true;
  const takesS = city ? pipesS(city, scenario, 'rough', pace) : 0;
  return (scenario.measures.some(isPipework) || takesS <= (1 - SURFACE_SHARE) * PREVIEW_RUN_S) && 'rough';
}

/**
 * Sizes for a city, coarse to fine, with cells and time; never finer than half its own cell size.
 * @param besideS time that does not hang on the grid: that of the drains
 */
export function cellChoices(
  city: Extent & { readonly cellSizeM: number },
  durationS: number,
  pace: number,
  besideS = 0,
): CellChoice[] {
  const cells = (size: number): number => cellsOf(city, size);
  const sizes: number[] = SIZES.filter(
    (size) => size >= city.cellSizeM / 2 && cells(size) <= MOST_CELLS && cells(size) >= 300,
  );
  if (!sizes.includes(city.cellSizeM) && cells(city.cellSizeM) <= MOST_CELLS) sizes.push(city.cellSizeM);
  return sizes
    .sort((a, b) => b - a)
    .map((cellSizeM) => ({
      cellSizeM,
      cells: cells(cellSizeM),
      estimateS: estimateS(city, cellSizeM, durationS, pace) + besideS,
    }));
}

/** The finest size whose estimate stays below a limit, else the coarsest. */
export function sizeWithin(choices: readonly CellChoice[], limitS: number): number {
  const fits = choices.filter((choice) => choice.estimateS <= limitS);
  return (fits.at(-1) ?? choices[0])?.cellSizeM ?? 32;
}
