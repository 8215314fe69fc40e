import type { Culvert, Structure } from '../types.ts';
import { homesOf } from './forcing.ts';
import type { Nest } from './nest.ts';

/** Culverts between large cells; one whose ends lie in the same cell is left out, for the water is there already. */
export function joinCulverts(
  culverts: readonly Culvert[],
  kind: Uint8Array,
  home: (cell: number) => number,
): { readonly kept: Culvert[]; readonly left: Culvert[] } {
  const kept: Culvert[] = [];
  const left: Culvert[] = [];
  for (const culvert of culverts) {
    const from = homesOf(culvert.fromCells, kind, home);
    const to = homesOf(culvert.toCells, kind, home);
    const fromCells = from.length > to.length ? from.filter((cell) => !to.includes(cell)) : from;
    const toCells = to.filter((cell) => !fromCells.includes(cell));
    if (fromCells.length > 0 && toCells.length > 0) kept.push({ ...culvert, fromCells, toCells });
    else left.push(culvert);
  }
  return { kept, left };
}

/**
 * A structure on the faces of large cells: each of the grid's corners goes to the nearest corner of the large cells, so
 * that the chain of faces stays a chain that parts the same two sides. Crests are the lowest of what a face stands for;
 * the width that water can use is kept as far as the new chain is as long.
 */
export function moveStructure(nest: Nest, structure: Structure): Structure | undefined {
  const { factor, fine, coarse } = nest;
  const { cells, south, weir } = structure;
  const near = (corner: number): number => Math.round(corner / factor);
  const crests = new Map<number, number>();
  cells.forEach((cell, k) => {
    const col = cell % fine.cols;
    const row = Math.floor(cell / fine.cols);
    // From its first corner to the second; the owner is west or north of it.
    const [x0, y0, x1, y1] = south[k] ? [col, row + 1, col + 1, row + 1] : [col + 1, row, col + 1, row + 1];
    const [x, y] = [near(x0), near(y0)];
    if (x === near(x1) && y === near(y1)) return;
    const [ownerCol, ownerRow] = south[k] ? [x, y - 1] : [x - 1, y];
    const onRim = ownerCol < 0 || ownerRow < 0 || x >= coarse.cols || y >= coarse.rows;
    if (onRim) return;
    const face = 2 * (ownerRow * coarse.cols + ownerCol) + south[k];
    const crest = weir?.crestM[k] ?? 0;
    crests.set(face, Math.min(crests.get(face) ?? Number.POSITIVE_INFINITY, crest));
  });
  if (crests.size === 0) return undefined;
  const faces = [...crests.keys()];
  return {
    ...structure,
    cells: Uint32Array.from(faces, (face) => face >> 1),
    south: Uint8Array.from(faces, (face) => face & 1),
    widthShare: Math.min(1, (structure.widthShare * cells.length) / (factor * faces.length)),
    ...(weir && { weir: { ...weir, crestM: Float32Array.from(crests.values()) } }),
  };
}
