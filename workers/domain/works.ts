import { InputError } from '../../src/city/errors.ts';
import type { Geometry, Position } from '../../src/city/types.ts';
import type { LinkEntry, ResolvedScenario, StructureEntry } from '../../src/scenario/types.ts';
import { CELL, type Culvert, type Grid, type Structure } from '../flood/types.ts';
import type { Draft } from './draft.ts';
import { lineFaces } from './faces.ts';
import { alongLine, lengthOf } from './measures/crest.ts';
import { openCells, placedCells, type Site } from './places.ts';

/** Concrete pipes with a headwall (FHWA HDS-5, 2012); a bridge has the roughness of its bed and rounder abutments. */
const CULVERT = { manning: 0.013, entranceLoss: 0.5 };
const BRIDGE = { manning: 0.03, entranceLoss: 0.3 };
const EXIT_LOSS = 1;
/** Broad crest, m^½/s; sluice gate. */
const WEIR_COEFFICIENT = 1.7;
const GATE_COEFFICIENT = 0.6;

const point = (coordinates: Position): Geometry => ({ type: 'Point', coordinates });

/** Culverts and bridges; an end on a building moves to the nearest open ground, inverts not given lie on the lowest ground of their end. */
export function culverts(site: Site, draft: Draft, scenario: ResolvedScenario): Culvert[] {
  return scenario.links.map((entry) => {
    const line = entry.geometry?.coordinates;
    const ends = line ? [point(line[0]), point(line[line.length - 1])] : [entry.from, entry.to];
    const [fromCells, toCells] = ends.map((end, k) => endCells(site, draft, entry, end as Geometry, k));
    const lowest = (cells: Uint32Array): number => Math.min(...Array.from(cells, (cell) => draft.groundM[cell]));
    const defaults = entry.kind === 'bridge' ? BRIDGE : CULVERT;
    return {
      id: entry.id,
      fromCells,
      toCells,
      fromInvertM: entry.fromInvertM ?? lowest(fromCells),
      toInvertM: entry.toInvertM ?? lowest(toCells),
      shape: entry.diameterM === undefined ? 'box' : 'circular',
      heightM: entry.diameterM ?? entry.heightM ?? 0,
      widthM: entry.diameterM ?? entry.widthM ?? 0,
      barrels: entry.barrels ?? 1,
      lengthM: entry.lengthM ?? (line ? lengthOf(line) : apartM(site.grid, fromCells, toCells)),
      manning: entry.manning ?? defaults.manning,
      entranceLoss: entry.entranceLoss ?? defaults.entranceLoss,
      exitLoss: entry.exitLoss ?? EXIT_LOSS,
      flap: entry.flap ?? false,
    };
  });
}

function endCells(site: Site, draft: Draft, { id }: LinkEntry, end: Geometry, k: number): Uint32Array {
  const key = `links "${id}"`;
  const cells = openCells(draft.grid, draft.kind, placedCells(site, end, key), new Uint8Array(draft.kind.length));
  if (cells.length > 0) return cells;
  throw new InputError(
    'scenario.link-nowhere',
    `Scenario ${site.scenario}: ${key}: expected its ${k === 0 ? 'first' : 'second'} end on open ground, found only buildings or cells without data.`,
    `Kịch bản ${site.scenario}: ${key}: đầu thứ ${k + 1} chỉ có nhà hoặc ô không có số liệu.`,
  );
}

/** Between the middles of two sets of cells, m. */
function apartM({ cols, cellSizeM }: Grid, from: Uint32Array, to: Uint32Array): number {
  const middle = (cells: Uint32Array): Position => [
    cells.reduce((sum, cell) => sum + (cell % cols), 0) / cells.length,
    cells.reduce((sum, cell) => sum + Math.floor(cell / cols), 0) / cells.length,
  ];
  const [a, b] = [middle(from), middle(to)];
  return Math.hypot(a[0] - b[0], a[1] - b[1]) * cellSizeM;
}

/** Weirs and gates on the faces of their lines that lie between two computed cells. */
export function structures(site: Site, draft: Draft, scenario: ResolvedScenario): Structure[] {
  return scenario.structures.map((entry) => {
    const line = entry.geometry.coordinates;
    const all = lineFaces(site.grid, line);
    const kept = [...all.cells.keys()].filter((k) => {
      const cell = all.cells[k];
      const beside = cell + (all.south[k] ? site.grid.cols : 1);
      return draft.kind[cell] === CELL.active && draft.kind[beside] === CELL.active;
    });
    if (kept.length === 0) {
      const key = `structures "${entry.id}"`;
      throw new InputError(
        'scenario.structure-nowhere',
        `Scenario ${site.scenario}: ${key}: expected a line of at least half a cell across open ground, found none between two computed cells.`,
        `Kịch bản ${site.scenario}: ${key}: tuyến không đi qua giữa hai ô được tính.`,
      );
    }
    const crestM = (given: number | readonly number[]): Float32Array => {
      const along = alongLine(line, given);
      return Float32Array.from(kept, (k) => along(all.alongM[k]));
    };
    return {
      id: entry.id,
      cells: Uint32Array.from(kept, (k) => all.cells[k]),
      south: Uint8Array.from(kept, (k) => all.south[k]),
      widthShare: (entry.widthShare ?? 1) * all.lengthShare,
      ...workOf(entry, crestM),
    };
  });
}

function workOf(
  entry: StructureEntry,
  crestM: (given: number | readonly number[]) => Float32Array,
): Pick<Structure, 'weir' | 'gate'> {
  if (entry.kind === 'weir') {
    return { weir: { crestM: crestM(entry.crestLevelM), coefficient: entry.coefficient ?? WEIR_COEFFICIENT } };
  }
  const { openShare = 1, timesS = [0] } = entry;
  const gate = {
    sillM: entry.sillLevelM,
    heightM: entry.heightM,
    coefficient: entry.coefficient ?? GATE_COEFFICIENT,
    timesS: Float64Array.from(timesS),
    openShare: Float64Array.from(typeof openShare === 'number' ? [openShare] : openShare),
  };
  if (entry.crestLevelM === undefined) return { gate };
  return { gate, weir: { crestM: crestM(entry.crestLevelM), coefficient: WEIR_COEFFICIENT } };
}
