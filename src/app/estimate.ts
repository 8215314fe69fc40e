import type { CellChoice } from '../panels/views.ts';

/** Cell sizes that the run panel offers, coarse to fine, m. */
const SIZES = [64, 48, 32, 24, 16, 12, 8, 6, 4, 3, 2, 1] as const;
const GRAVITY = 9.81;
/** Depth that sets the step in a flooded city with rivers and sea held out, and the share of cells that is worked on. */
const STEP_DEPTH_M = 4;
const ALPHA = 0.7;
const BUSY = 0.75;
/** A run of more cells than this is not offered in a browser. */
const MOST_CELLS = 4e6;

/** Steps × cells / pace: the wave speed limits the step, so half the cell takes eight times as long. */
export function estimateS(widthM: number, heightM: number, cellSizeM: number, durationS: number, pace: number): number {
  const cells = Math.ceil(widthM / cellSizeM) * Math.ceil(heightM / cellSizeM);
  const stepS = Math.min(10, (ALPHA * cellSizeM) / Math.sqrt(GRAVITY * STEP_DEPTH_M));
  return (cells * BUSY * (durationS / stepS)) / pace;
}

/** The sizes on offer for a city, with cells and time; never finer than twice its own cell size. */
export function cellChoices(
  city: { readonly widthM: number; readonly heightM: number; readonly cellSizeM: number },
  durationS: number,
  pace: number,
): CellChoice[] {
  const cells = (size: number) => Math.ceil(city.widthM / size) * Math.ceil(city.heightM / size);
  const sizes: number[] = SIZES.filter(
    (size) => size >= city.cellSizeM / 2 && cells(size) <= MOST_CELLS && cells(size) >= 300,
  );
  if (!sizes.includes(city.cellSizeM) && cells(city.cellSizeM) <= MOST_CELLS) sizes.push(city.cellSizeM);
  return sizes
    .sort((a, b) => b - a)
    .slice(-6)
    .map((cellSizeM) => ({
      cellSizeM,
      cells: cells(cellSizeM),
      estimateS: estimateS(city.widthM, city.heightM, cellSizeM, durationS, pace),
    }));
}

/** The finest size whose estimate stays below a limit, else the coarsest. */
export function sizeWithin(choices: readonly CellChoice[], limitS: number): number {
  const fits = choices.filter((choice) => choice.estimateS <= limitS);
  return (fits.at(-1) ?? choices[0])?.cellSizeM ?? 32;
}
