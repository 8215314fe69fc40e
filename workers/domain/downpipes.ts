import Flatbush from 'flatbush';
import type { City } from '../../src/city/types.ts';
import type { ResolvedScenario } from '../../src/scenario/types.ts';
import { CELL, type Domain } from '../flood/types.ts';
import { drawn } from './roofs.ts';

/** Downpipes lead no farther than this where nothing else is said, m. */
const REACH_M = 60;

/**
 * The stated share of the roofs, led to the nearest inlet within reach: which they are is drawn cell by cell, always the
 * same. Undefined where neither the City nor the scenario states a share.
 *
 * @param inlets cells that have openings
 */
export function downpipes(
  city: City,
  scenario: ResolvedScenario,
  { grid, kind }: Domain,
  inlets: Iterable<number>,
): Domain['roofs'] {
  const { share = 0, reachM = REACH_M } = { ...city.manifest.coupling?.roofs, ...scenario.coupling?.roofs };
  const cells = [...new Set(inlets)];
  if (share === 0 || cells.length === 0) return undefined;
  const { cols, cellSizeM } = grid;
  const index = new Flatbush(cells.length);
  for (const cell of cells) {
    const [col, row] = [cell % cols, Math.floor(cell / cols)];
    index.add(col, row, col, row);
  }
  index.finish();
  const from: number[] = [];
  const to: number[] = [];
  for (let cell = 0; cell < kind.length; cell++) {
    if (kind[cell] !== CELL.block || drawn(cell) >= share) continue;
    const [nearest] = index.neighbors(cell % cols, Math.floor(cell / cols), 1, reachM / cellSizeM);
    if (nearest === undefined) continue;
    from.push(cell);
    to.push(cells[nearest]);
  }
  return { cells: Uint32Array.from(from), to: Uint32Array.from(to) };
}
