import type { Edges } from '../reference/edges.ts';
import type { Levels } from '../reference/levels.ts';
import type { Rain, Source } from '../reference/sources.ts';
import type { State } from '../reference/state.ts';
import { floatBits } from './fixed.ts';
import type { Columns } from './plan.ts';

/** Items of one kind: first word and number. */
export interface Range {
  readonly start: number;
  readonly count: number;
}

/** Cells and faces where more happens than everywhere, as words for the card. A face is 2 × owner + (0: east, 1: south). */
export interface Lists {
  readonly words: Uint32Array<ArrayBuffer>;
  /** Open edges: cell, cell inside, face, direction (1: positive flux leaves). */
  readonly edges: Range;
  /** Faces with an account: face, 1 where positive flux enters. First those of level boundaries, then open edges. */
  readonly booked: Range;
  readonly rimFaces: number;
  /** Faces behind the rim of level boundaries: face, face whose flux goes on there or `NO_FACE`. */
  readonly carried: Range;
  /** Rim cells: cell, column of the level, datum of the level above the bed as a 32-bit float. */
  readonly held: Range;
  /** Cells that roofs or inflows give to: cell, first term, end of terms; a term is a column and how often it counts. */
  readonly given: Range;
  /** Soils (`soils.ts`). */
  readonly soils: Range;
}

export const NO_FACE = 0xffffffff;

/**
 * @param datumsM by level boundary: levels are handed to the card as differences from it, to keep their millimetres
 * @param soils as words
 */
export function makeLists(
  state: State,
  columns: Columns,
  parts: { readonly edges: Edges; readonly levels: Levels; readonly rain: Rain; readonly sources: readonly Source[] },
  datumsM: readonly number[],
  soils: readonly (readonly number[])[],
): Lists {
  const words: number[] = [];
  const put = (items: readonly (readonly number[])[]): Range => {
    const start = words.length;
    for (const item of items) words.push(...item);
    return { start, count: items.length };
  };
  const { edges, levels } = parts;
  const axes = [levels.facesX, levels.facesY];
  const rim = axes.flatMap(({ index, inward }, axis) =>
    Array.from(index, (face, k) => [2 * face + axis, inward[k] > 0 ? 1 : 0]),
  );
  const edgeFaces = Array.from(edges.face, (face, k) => 2 * face + (edges.alongX[k] ? 0 : 1));
  const leaving = edgeFaces.map((face, k) => [face, edges.sign[k] > 0 ? 0 : 1]);
  const carried = new Map<number, number>();
  axes.forEach(({ still }, axis) => {
    for (const face of still) carried.set(2 * face + axis, NO_FACE);
  });
  axes.forEach(({ index, behind }, axis) => {
    behind.forEach((face, k) => {
      if (face >= 0) carried.set(2 * face + axis, 2 * index[k] + axis);
    });
  });
  const terms = new Map<number, number[][]>();
  const give = (cell: number, column: number, count: number): void => {
    const known = terms.get(cell);
    if (known) known.push([column, count]);
    else terms.set(cell, [[column, count]]);
  };
  const { roofs } = parts.rain;
  roofs.cell.forEach((cell, k) => {
    give(cell, columns.rain(roofs.zone[k]), roofs.count[k]);
  });
  parts.sources.forEach(({ cells }, k) => {
    for (const cell of cells) give(cell, columns.inflow(k), 1);
  });

  const held = levels.boundaries.flatMap(({ rim: cells }, k) =>
    Array.from(cells, (cell) => [cell, columns.level(k), floatBits(datumsM[k] - state.z[cell])]),
  );
  const ranges = {
    edges: put(edgeFaces.map((face, k) => [edges.cell[k], edges.inside[k], face, edges.sign[k] > 0 ? 1 : 0])),
    booked: put([...rim, ...leaving]),
    rimFaces: rim.length,
    carried: put([...carried]),
    held: put(held),
  };
  const firstTerm = put([...terms.values()].flat()).start;
  let term = firstTerm;
  const given = put(
    [...terms].map(([cell, { length }]) => {
      term += 2 * length;
      return [cell, term - 2 * length, term];
    }),
  );
  return { ...ranges, given, soils: put(soils), words: Uint32Array.from(words.length > 0 ? words : [0]) };
}
