import type { Geometry } from '../../../src/city/types.ts';
import type { Measure } from '../../../src/scenario/types.ts';
import { cellsOf, type Site } from '../places.ts';
import { bandCells, polygonCells } from '../rasterise.ts';

/** Measures that give water a place. */
export const holdsWater = ({ kind }: Measure): boolean => kind === 'basin' || kind === 'channel' || kind === 'drawdown';

/** 1 in cells that measures make to hold water, and in lakes that they draw down: what stands there is no flood. Undefined: none. */
export function holdingCells(site: Omit<Site, 'scenario'>, measures: readonly Measure[]): Uint8Array | undefined {
  if (!measures.some(holdsWater)) return undefined;
  const { grid } = site;
  const holds = new Uint8Array(grid.cols * grid.rows);
  const mark = (cells: Iterable<number>): void => {
    for (const cell of cells) holds[cell] = 1;
  };
  for (const measure of measures) {
    if (measure.kind === 'basin') mark(polygonCells(grid, measure.geometry));
    else if (measure.kind === 'channel')
      mark(bandCells(grid, measure.geometry.coordinates, measure.widthM).map(({ cell }) => cell));
    else if (measure.kind === 'drawdown')
      mark(cellsOf({ ...site, scenario: '' }, measure.geometry as string | Geometry, `measures "${measure.id}"`));
  }
  return holds;
}
