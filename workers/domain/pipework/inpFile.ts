import { readModel, writeSwmm } from '../../../src/city/inp/swmm/index.ts';
import { parseInp } from '../../../src/city/inp/tokens.ts';
import type { City } from '../../../src/city/types.ts';
import type { MeasureOf, ResolvedScenario } from '../../../src/scenario/types.ts';
import { networkOf } from '../network/index.ts';
import { cellAt } from '../rasterise.ts';
import { readTerrain } from '../terrain.ts';
import { fileEdits } from './file.ts';
import { applyPipework } from './index.ts';

/** A SWMM file, and what of the measures it cannot say. */
export interface EditedFile {
  readonly bytes: Uint8Array;
  readonly left: readonly string[];
}

/**
 * The City's drainage file with a scenario's measures on pipes made in it; rows that they do not touch stay as they are,
 * to the byte. Rain and levels at outfalls stay the file's own.
 *
 * @returns undefined without a drainage file
 * @throws InputError for a file or a measure that cannot be read
 */
export async function editedInp(city: City, scenario: ResolvedScenario): Promise<EditedFile | undefined> {
  const layer = city.layers.get('drainage');
  if (layer?.kind !== 'network') return undefined;
  const document = parseInp(layer.source, city.manifest.layers?.drainage ?? 'drainage.inp');
  const { network } = networkOf(readModel(document));
  const { grid, values } = await readTerrain(city);
  const sites = new Map(layer.nodes.flatMap(({ id, at }) => (at ? [[id, at] as const] : [])));
  const edited = applyPipework(network, scenario.measures, sites, {
    scenario: scenario.id,
    groundM: (at) => values[cellAt(grid, at)] ?? Number.NaN,
  });
  const pipes = scenario.measures.filter((measure): measure is MeasureOf<'pipe'> => measure.kind === 'pipe');
  const { edits, left } = fileEdits(network, edited, new Map(pipes.map(({ id, geometry }) => [id, geometry])));
  const notes =
    edits.length + left.length > 0 ? [`Measures of scenario ${ascii(scenario.id)}.`, ...left.map(ascii)] : [];
  return { bytes: writeSwmm(document, notes.length > 0 ? [...edits, { do: 'note', lines: notes }] : []), left };
}

/** Comments are in letters that every encoding of such files has. */
const ascii = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[đĐ]/g, (letter) => (letter === 'đ' ? 'd' : 'D'))
    .replace(/[^\x20-\x7e]/g, '');
