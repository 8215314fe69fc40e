import { InputError } from '../../src/city/errors.ts';
import type { City, Geometry } from '../../src/city/types.ts';
import { CELL, type Grid } from '../flood/types.ts';
import { geometryCells } from './rasterise.ts';

/** Where something of a scenario is: a City, the grid, and words for messages. */
export interface Site {
  readonly city: Pick<City, 'manifest'>;
  readonly grid: Grid;
  /** Id of the scenario. */
  readonly scenario: string;
}

/**
 * Cells of an `at`: a geometry, or the id of a body of water of city.json.
 * @param key of the scenario, for messages: `levels "sea"`
 * @throws InputError for an unknown id
 */
export function cellsOf(site: Site, at: string | Geometry, key: string): Uint32Array {
  if (typeof at !== 'string') return geometryCells(site.grid, at);
  const water = site.city.manifest.water.find(({ id }) => id === at);
  if (!water) {
    const known = site.city.manifest.water.map(({ id }) => `"${id}"`).join(', ') || 'none';
    throw new InputError(
      'scenario.unknown-water',
      `Scenario ${site.scenario}: ${key}: expected a geometry or an id of city.water (${known}), found "${at}".`,
      `Kịch bản ${site.scenario}: ${key}: cần hình học hoặc mã trong city.water (${known}), gặp "${at}".`,
    );
  }
  return geometryCells(site.grid, water.geometry as unknown as Geometry);
}

/** Cells of an `at` that must exist. @throws InputError where it lies outside the grid */
export function placedCells(site: Site, at: string | Geometry, key: string): Uint32Array {
  const cells = cellsOf(site, at, key);
  if (cells.length > 0) return cells;
  const { grid } = site;
  const east = grid.xMin + grid.cols * grid.cellSizeM;
  const north = grid.yMin + grid.rows * grid.cellSizeM;
  throw new InputError(
    'scenario.outside',
    `Scenario ${site.scenario}: ${key}: expected a place inside the terrain (x ${grid.xMin} to ${east}, y ${grid.yMin} to ${north}), found one outside.`,
    `Kịch bản ${site.scenario}: ${key}: vị trí nằm ngoài địa hình (x ${grid.xMin} đến ${east}, y ${grid.yMin} đến ${north}).`,
  );
}

/** How far a place on a building or a void is moved to open ground, cells. */
const NEAR_CELLS = 3;

/** The computed cells among `cells`; where there is none, the nearest within a few cells, in rings. */
export function openCells(grid: Grid, kind: Uint8Array, cells: Uint32Array, taken: Uint8Array): Uint32Array {
  const isOpen = (cell: number): boolean => kind[cell] === CELL.active && !taken[cell];
  const open = cells.filter(isOpen);
  if (open.length > 0) return open;
  for (let reach = 1; reach <= NEAR_CELLS; reach++) {
    const near = new Set<number>();
    for (const cell of cells) {
      const row = Math.floor(cell / grid.cols);
      const col = cell % grid.cols;
      for (let r = Math.max(0, row - reach); r <= Math.min(grid.rows - 1, row + reach); r++) {
        for (let c = Math.max(0, col - reach); c <= Math.min(grid.cols - 1, col + reach); c++) {
          if (isOpen(r * grid.cols + c)) near.add(r * grid.cols + c);
        }
      }
    }
    if (near.size > 0) return Uint32Array.from(near).sort();
  }
  return new Uint32Array(0);
}
