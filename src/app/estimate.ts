import type { OpenedCity } from '../../workers/city/types.ts';
import type { CellChoice } from '../panels/views.ts';

/** Cell sizes that runs may have, coarse to fine, m. */
const SIZES = [64, 48, 32, 24, 16, 12, 8, 6, 4, 3, 2, 1] as const;
/**
 * Updates of a cell in a second of storm, with local steps: this much by rain and losses, and this much more, over the
 * cell size, by waves. Measured on the sample city's six hours at 64, 32 and 16 m (0.205, 0.231, 0.285).
 */
const UPDATES_PER_S = 0.18;
const UPDATES_M_S = 1.7;
/** What pipes take for each link and hour of storm, whatever the grid, s: measured on the sample city's. */
const LINK_HOUR_S = 0.0014;
const ROUGH_LINK_HOUR_S = 0.0007;
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

/** Wall time of the drains beside a run. @param pipes as in `buildDomain`: false, a stated loss stands in for them */
export function pipesS(
  city: Pick<OpenedCity, 'layers'>,
  scenario: { readonly drainage: boolean; readonly durationS: number } | undefined,
  pipes: boolean | 'rough',
): number {
  if (!pipes || !scenario?.drainage) return 0;
  const links = city.layers.find(({ id }) => id === 'drainage')?.features ?? 0;
  return ((pipes === 'rough' ? ROUGH_LINK_HOUR_S : LINK_HOUR_S) * links * scenario.durationS) / 3600;
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
