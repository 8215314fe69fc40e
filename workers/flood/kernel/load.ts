import * as L from '../assembly/layout.ts';
import { DRY_M, EMPTYING_DEPTH_M, FILM_M, FLOODED_M } from '../constants.ts';
import { createEdges } from '../reference/edges.ts';
import { createLevels, holdLevels } from '../reference/levels.ts';
import { createLinks, type Links } from '../reference/links.ts';
import { createLosses } from '../reference/losses.ts';
import { nearestOpen } from '../reference/roofs.ts';
import type { Soils } from '../reference/soils.ts';
import { createRain, createSources, type Source } from '../reference/sources.ts';
import { createState, paddedIndex, type State } from '../reference/state.ts';
import { createStructures, type StructureFaces } from '../reference/structures.ts';
import type { Domain } from '../types.ts';
import type { Underground } from '../underground.ts';
import { createTileGrid, offsetOf, type TileGrid, writeField } from './grid.ts';
import {
  type Collect,
  collectLists,
  listBytes,
  rainOfTiles,
  STRUCTURE_BYTES,
  type TileLists,
  writeLists,
} from './lists.ts';
import { TOP } from './schedule.ts';
import { collectSoils, type KernelSoils, writeSoils } from './soils.ts';

/** A Domain made ready for the kernel's memory. */
export interface Load {
  readonly grid: TileGrid;
  readonly state: State;
  /** 1: has a computed cell. */
  readonly listable: Uint8Array;
  /** 1: always at work. */
  readonly always: Uint8Array;
  readonly touches: readonly Uint8Array[];
  readonly lists: TileLists;
  /** Soils by cell, on the padded grid. */
  readonly soils: Soils | undefined;
  readonly kernelSoils: KernelSoils | undefined;
  /** Cells that each rain zone falls on, roofs included. */
  readonly rainCells: Float64Array;
  readonly sources: readonly Source[];
  readonly structures: StructureFaces;
  /** Culverts on the padded grid. */
  readonly links: Links;
  /** Cells that exchange water with pipes underneath, on the padded grid, in their order. */
  readonly manholes: Int32Array;
  /** Held cells of each level boundary by address and bed, with what the tiles beside them must allow for. */
  readonly levels: readonly HeldLevel[];
  /** Face behind a held cell and the face of the rim whose discharge it carries on: addresses. */
  readonly carried: Int32Array;
  /** Places in memory: lists by level, starts of strips, rain of the macro step, parameters of the structures. */
  readonly places: {
    readonly lists: number;
    readonly starts: number;
    readonly rain: number;
    readonly structures: number;
  };
  write(memory: ArrayBufferLike): void;
  /** Place of each source cell's rate, in the order of `lists.sourceAt`; filled by `write`. */
  readonly ratePlaces: Int32Array;
}

export interface HeldLevel {
  readonly timesS: Float64Array;
  readonly levelM: Float64Array;
  readonly cells: Int32Array;
  readonly bedM: Float32Array;
  /** The first `rim` of the cells touch a computed cell; these by their place in padded grids. */
  readonly rim: number;
  readonly rimCells: Uint32Array;
  /** Lowest held bed beside each tile. */
  readonly beside: ReadonlyMap<number, number>;
}

/** Held cells beside finer tiles cannot be used up, m. */
const PLENTY_M = 1e9;
/** Rain of a macro step: 2^TOP steps, TOP + 1 levels. */
const RAIN_ROWS = 2 ** TOP * 4;

/** @param collect lists of what tiles have beside plain cells, as the kernel wants them */
export function createLoad(
  domain: Domain,
  collect: Collect = collectLists,
  underground?: Pick<Underground, 'cells'>,
): Load {
  const { cols, rows } = domain.grid;
  const state = createState(domain);
  const held = createLevels(domain, state);
  holdLevels(held, state, 0, true);
  const drainTo = nearestOpen(domain, state);
  const rain = createRain(domain, state, drainTo);
  const losses = createLosses(domain, state, drainTo);
  const kernelSoils = losses.soils && collectSoils(losses.soils);
  const sources = createSources(domain, state);
  const bands = Math.ceil(rows / L.TILE);
  const edges = createEdges(domain, state, bands);
  const structures = createStructures(domain, state, bands);
  const links = createLinks(domain, state);
  const manholes = Int32Array.from(underground?.cells ?? [], (cell) => paddedIndex(cell, cols));

  // Tiles are numbered alike wherever the blocks lie, so lists are collected on a grid at 0 and sized first.
  const draft = createTileGrid(cols, rows, 0);
  const listable = new Uint8Array(draft.tiles);
  const always = new Uint8Array(draft.tiles);
  const { code, stride } = state;
  for (let i = 0; i < code.length; i++) if (code[i] !== 0) listable[draft.tileOf(i)] = 1;
  for (const cells of [...sources.map((source) => source.cells), links.cells, manholes])
    for (const i of cells) always[draft.tileOf(i)] = 1;
  for (const { rim } of held.boundaries) {
    for (const i of rim) {
      for (const beside of [i - 1, i + 1, i - stride, i + stride]) if (code[beside]) always[draft.tileOf(beside)] = 1;
    }
  }
  const tileRain = rainOfTiles(draft, state, rain);
  const levelLists = L.FREE;
  const starts = levelLists + 4 * (TOP + 1) * draft.tiles;
  const rainPlace = starts + 4 * (TOP + 1) * (draft.strips + 1);
  const soilPlace = Math.ceil((rainPlace + 4 * RAIN_ROWS * Math.max(1, domain.rain.length)) / 8) * 8;
  const structurePlace = soilPlace + L.SOIL_BYTES * (kernelSoils?.records.length ?? 0);
  const listPlace = structurePlace + STRUCTURE_BYTES * structures.all.length;
  const parts = { edges, structures, structurePlace, levels: held, sources, mixed: tileRain.mixed };
  const listsOn = (grid: TileGrid): TileLists => collect(grid, state, listable, parts);
  const empty = listPlace + listBytes(listsOn(draft));
  const grid = createTileGrid(cols, rows, empty + 8 * L.LISTS);
  const lists = listsOn(grid);
  const ratePlaces = new Int32Array(lists.sourceAt.length);

  const write = (memory: ArrayBufferLike): void => {
    const words = new Int32Array(memory);
    const floats = new Float32Array(memory);
    words.set(
      [grid.blocks, grid.strips > 0 ? (grid.down / L.GROUP) * L.BLOCK : 0, grid.facts, grid.down, grid.strips],
      L.HEADER >> 2,
    );
    words.set([levelLists, grid.tiles, starts, rainPlace, domain.rain.length], (L.HEADER >> 2) + 5);
    floats.set([domain.grid.cellSizeM, DRY_M, EMPTYING_DEPTH_M, FILM_M, FLOODED_M], (L.HEADER >> 2) + 10);
    for (let tile = 0; tile < grid.tiles; tile++) {
      const block = (grid.blocks + offsetOf(tile)) >> 2;
      floats.fill(state.wallM, block, block + 256);
      floats.fill(-1, block + (L.ARRIVAL >> 2), block + ((L.ARRIVAL + L.SHARE) >> 2));
      const fact = (grid.facts + tile * L.TILE_BYTES) >> 2;
      words[fact + (L.ZONE >> 2)] = tileRain.zoneOf[tile];
      words[fact + (L.SPECIAL >> 2)] = empty;
      floats[fact + (L.EMPTIES >> 2)] = 1e9;
    }
    const put = (field: number, values: ArrayLike<number>): void => writeField(grid, floats, field, values);
    put(L.Z, state.z);
    put(L.H, state.h);
    put(L.REST, state.rest);
    put(L.FRICTION, state.friction);
    put(L.CATCH, tileRain.catches);
    const kind = (i: number, bit: number): void => {
      words[(grid.facts + grid.tileOf(i) * L.TILE_BYTES + L.KIND) >> 2] |= bit;
    };
    for (const [field, values] of [
      [L.SEEP, losses.infiltrationMS],
      [L.DRAIN, losses.drainsMS],
    ] as const) {
      if (!values) continue;
      put(field, values);
      const bits = field === L.DRAIN ? L.HAS_LOSS | L.HAS_DRAINS : L.HAS_LOSS;
      for (let i = 0; i < values.length; i++) if (values[i] > 0) kind(i, bits);
    }
    for (const i of losses.soils?.cells ?? []) kind(i, L.HAS_LOSS | L.HAS_SOAKED);
    if (losses.soils && kernelSoils) writeSoils(losses.soils, kernelSoils, grid, memory, soilPlace);
    for (let i = 0; i < code.length; i++) {
      if (tileRain.catches[i] !== 1) kind(i, L.HAS_SHARES);
      if (code[i] !== 0) words[(grid.addressOf(i) + L.OPEN) >> 2] = -1;
      else if (state.held[i]) {
        kind(i, L.HAS_CLOSED);
        floats[(grid.addressOf(i) + L.LATER) >> 2] = PLENTY_M;
      }
    }
    for (let k = 0; k < edges.cell.length; k++) {
      const face = edges.face[k];
      kind(edges.sign[k] > 0 ? face + (edges.alongX[k] ? 1 : stride) : face, L.HAS_CLOSED);
    }
    structures.all.forEach(({ widthShare, weir, gate }, k) => {
      floats.set(
        [widthShare, weir?.coefficient ?? 0, gate?.sillM ?? 0, gate?.coefficient ?? 0],
        (structurePlace + STRUCTURE_BYTES * k) >> 2,
      );
    });
    const sourcesOf = writeLists(lists, grid, memory, listPlace);
    lists.sourceAt.forEach(({ tile, record }, k) => {
      ratePlaces[k] = (sourcesOf.get(tile) as number) + 8 * record + 4;
    });
  };

  const levels = held.boundaries.map((boundary): HeldLevel => {
    const isRim = new Set(boundary.rim);
    const rest = [...boundary.cells].filter((i) => !isRim.has(i));
    const cells = [...boundary.rim, ...rest];
    const beside = new Map<number, number>();
    for (const i of boundary.rim) {
      for (const next of [i - 1, i + 1, i - stride, i + stride]) {
        if (!code[next]) continue;
        const tile = grid.tileOf(next);
        beside.set(tile, Math.min(beside.get(tile) ?? Number.POSITIVE_INFINITY, state.z[i]));
      }
    }
    return {
      timesS: boundary.timesS,
      levelM: boundary.levelM,
      cells: Int32Array.from(cells, (i) => grid.addressOf(i)),
      bedM: Float32Array.from(cells, (i) => state.z[i]),
      rim: boundary.rim.length,
      rimCells: boundary.rim,
      beside,
    };
  });
  const carried: number[] = [];
  for (const [faces, field] of [
    [held.facesX, L.QX],
    [held.facesY, L.QY],
  ] as const) {
    faces.behind.forEach((behind, k) => {
      if (behind >= 0) carried.push(grid.addressOf(behind) + field, grid.addressOf(faces.index[k]) + field);
    });
  }
  return {
    grid,
    state,
    listable,
    always,
    touches: tileRain.touches,
    lists,
    soils: losses.soils,
    kernelSoils,
    rainCells: tileRain.cells,
    sources,
    structures,
    links,
    manholes,
    levels,
    carried: Int32Array.from(carried),
    places: { lists: levelLists, starts, rain: rainPlace, structures: structurePlace },
    write,
    ratePlaces,
  };
}
