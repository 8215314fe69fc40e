import * as L from '../assembly/layout.ts';
import type { Edges } from '../reference/edges.ts';
import type { Levels } from '../reference/levels.ts';
import type { Rain, Source } from '../reference/sources.ts';
import type { State } from '../reference/state.ts';
import type { StructureFaces } from '../reference/structures.ts';
import type { TileGrid } from './grid.ts';

/** What some tiles have beside plain cells, as words to be written: one row of numbers a record. */
export interface TileLists {
  /** Per tile: face conditions, sources, rain by cell, faces across the city's limits. */
  readonly records: Map<number, number[][][]>;
  /** Tiles that share a face with a law of its own: they step together. Pairs. */
  readonly together: readonly (readonly [number, number])[];
  /** Tile and place in its source list of every source's every cell. */
  readonly sourceAt: readonly { readonly tile: number; readonly record: number; readonly source: number }[];
}

/** Laws of faces. */
const OPEN_EDGE = 0;
const STRUCTURE = 1;
/** Bytes of a structure's parameters: width share, weir's coefficient, gate's sill, coefficient and open height. */
export const STRUCTURE_BYTES = 20;

export type Collect = (
  grid: TileGrid,
  state: State,
  listable: Uint8Array,
  parts: {
    readonly edges: Edges;
    readonly structures: StructureFaces;
    /** Place of the first structure's parameters. */
    readonly structurePlace: number;
    readonly levels: Levels;
    readonly sources: readonly Source[];
    readonly mixed: readonly { readonly cell: number; readonly zone: number; readonly count: number }[];
  },
) => TileLists;

/** Empty lists, and how a record (its number is returned) is added to one. */
export function startRecords(): {
  readonly records: Map<number, number[][][]>;
  add(tile: number, list: number, record: number[]): number;
} {
  const records = new Map<number, number[][][]>();
  return {
    records,
    add(tile, list, record) {
      const lists = records.get(tile) ?? Array.from({ length: L.LISTS }, () => []);
      records.set(tile, lists);
      return lists[list].push(record) - 1;
    },
  };
}

/** Lists of the inertial kernel. */
export const collectLists: Collect = (grid, state, listable, parts) => {
  const { records, add } = startRecords();
  const pairs = new Map<string, readonly [number, number]>();
  // Whatever lies beyond: a finer tile there would take the face for one of its own.
  const joined = (owner: number, other: number): void => {
    if (owner !== other && listable[owner] && listable[other]) pairs.set(`${owner} ${other}`, [owner, other]);
  };

  const { edges } = parts;
  for (let k = 0; k < edges.cell.length; k++) {
    const cell = edges.cell[k];
    const own = grid.tileOf(cell);
    // The face lies with the cell to its west or north; who never steps leaves it to the wet cell's tile.
    const owner = grid.tileOf(edges.face[k]);
    const alongX = edges.alongX[k] === 1;
    const face = grid.addressOf(edges.face[k]);
    const raw = face + (alongX ? L.NX : L.NY);
    add(listable[owner] ? owner : own, L.FACES, [
      OPEN_EDGE,
      grid.addressOf(cell),
      grid.addressOf(edges.inside[k]),
      raw,
      edges.sign[k],
      ...(alongX
        ? [grid.addressOf(cell) + L.QY, grid.addressOf(cell - state.stride) + L.QY]
        : [grid.addressOf(cell) + L.QX, grid.addressOf(cell - 1) + L.QX]),
    ]);
    add(own, L.RIM, [face + (alongX ? L.QX : L.QY), -edges.sign[k], -1, 1]);
    joined(owner, grid.tileOf(edges.face[k] + (alongX ? 1 : state.stride)));
  }

  const { structures, structurePlace } = parts;
  for (const { structure, place, cell, south } of structures.faces) {
    const beside = cell + (south ? state.stride : 1);
    if (state.z[cell] === state.wallM || state.z[beside] === state.wallM) continue;
    const [owner, other] = [grid.tileOf(cell), grid.tileOf(beside)];
    add(listable[owner] ? owner : other, L.FACES, [
      STRUCTURE,
      grid.addressOf(cell),
      grid.addressOf(beside),
      grid.addressOf(cell) + (south ? L.NY : L.NX),
      structures.all[structure].weir?.crestM[place] ?? 0,
      structurePlace + STRUCTURE_BYTES * structure,
    ]);
    joined(owner, other);
  }

  const rim = (faces: Levels['facesX'], field: number, step: number): void => {
    for (let k = 0; k < faces.index.length; k++) {
      const i = faces.index[k];
      const owner = grid.tileOf(i);
      const other = grid.tileOf(i + step);
      const face = grid.addressOf(i) + field;
      add(owner, L.RIM, [face, faces.inward[k], owner === other ? -1 : other, 1]);
      if (owner !== other) add(other, L.RIM, [face, faces.inward[k], owner, 0]);
    }
  };
  rim(parts.levels.facesX, L.QX, 1);
  rim(parts.levels.facesY, L.QY, state.stride);

  const sourceAt = parts.sources.flatMap(({ cells }, source) =>
    [...cells].map((cell) => {
      const tile = grid.tileOf(cell);
      return { tile, source, record: add(tile, L.SOURCES, [grid.addressOf(cell), 0]) };
    }),
  );
  for (const { cell, zone, count } of parts.mixed) add(grid.tileOf(cell), L.RAIN, [grid.addressOf(cell), zone, count]);
  return { records, together: [...pairs.values()], sourceAt };
};

/** Bytes of a record of each list. */
export const RECORD_BYTES = [32, 8, 12, 16] as const;
/** Which words of a record are fractions. */
const FRACTIONS = [[4], [1], [2], [1]] as const;

export const listBytes = ({ records }: TileLists): number =>
  [...records.values()].reduce(
    (sum, lists) => sum + 8 * L.LISTS + lists.reduce((s, list, k) => s + list.length * RECORD_BYTES[k], 0),
    0,
  );

/** Writes the lists from `place` on and points the tiles at them. Returns the place of each tile's source list. */
export function writeLists(
  lists: TileLists,
  grid: TileGrid,
  memory: ArrayBufferLike,
  place: number,
): Map<number, number> {
  const words = new Int32Array(memory);
  const fractions = new Float32Array(memory);
  const sourcesOf = new Map<number, number>();
  const kinds = [L.HAS_FACES, L.HAS_SOURCES, L.HAS_MIXED_RAIN, L.HAS_RIM];
  let at = place;
  for (const [tile, all] of lists.records) {
    const facts = (grid.facts + tile * L.TILE_BYTES) >> 2;
    words[facts + (L.SPECIAL >> 2)] = at;
    let to = at + 8 * L.LISTS;
    all.forEach((list, k) => {
      words[(at >> 2) + 2 * k] = to;
      words[(at >> 2) + 2 * k + 1] = list.length;
      if (list.length > 0) words[facts + (L.KIND >> 2)] |= kinds[k];
      if (k === L.SOURCES) sourcesOf.set(tile, to);
      for (const record of list) {
        record.forEach((value, word) => {
          const fraction = (FRACTIONS[k] as readonly number[]).includes(word);
          if (fraction) fractions[(to >> 2) + word] = value;
          else words[(to >> 2) + word] = value;
        });
        to += RECORD_BYTES[k];
      }
    });
    at = to;
  }
  return sourcesOf;
}

/** Rain of tiles with more than one zone (or none of a roof's own): cell by cell. */
export function rainOfTiles(
  grid: TileGrid,
  state: State,
  rain: Rain,
): {
  /** Zone of each tile, −1 where there is none or more than one. */
  readonly zoneOf: Int32Array;
  /** Cells whose rain falls on each cell, on padded grids; zero in tiles of more than one zone. */
  readonly catches: Float32Array;
  readonly mixed: { cell: number; zone: number; count: number }[];
  /** Cells that each zone's rain falls on, roofs included, and the tiles that have such cells. */
  readonly cells: Float64Array;
  readonly touches: readonly Uint8Array[];
} {
  const NONE = -1;
  const MIXED = -2;
  const zoneOf = new Int32Array(grid.tiles).fill(NONE);
  const shed = rain.roofs;
  const meet = (tile: number, zone: number): void => {
    zoneOf[tile] = zoneOf[tile] === NONE || zoneOf[tile] === zone ? zone : MIXED;
  };
  const { code } = state;
  for (let i = 0; i < code.length; i++) if (code[i] >= 2) meet(grid.tileOf(i), code[i] - 2);
  for (let k = 0; k < shed.cell.length; k++) meet(grid.tileOf(shed.cell[k]), shed.zone[k]);
  const catches = new Float32Array(code.length);
  const mixed: { cell: number; zone: number; count: number }[] = [];
  const cells = new Float64Array(rain.zones.length);
  const touches = rain.zones.map(() => new Uint8Array(grid.tiles));
  const put = (cell: number, zone: number, count: number): void => {
    cells[zone] += count;
    touches[zone][grid.tileOf(cell)] = 1;
    if (zoneOf[grid.tileOf(cell)] === MIXED) mixed.push({ cell, zone, count });
    else catches[cell] += count;
  };
  for (let i = 0; i < code.length; i++) if (code[i] >= 2) put(i, code[i] - 2, 1);
  for (let k = 0; k < shed.cell.length; k++) put(shed.cell[k], shed.zone[k], shed.count[k]);
  for (let tile = 0; tile < zoneOf.length; tile++) if (zoneOf[tile] === MIXED) zoneOf[tile] = NONE;
  return { zoneOf, catches, mixed, cells, touches };
}
