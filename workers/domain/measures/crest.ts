import type { Position } from '../../../src/city/types.ts';
import type { LineCell } from '../rasterise.ts';

export const lengthOf = (line: readonly Position[]): number =>
  line.slice(1).reduce((sum, [x, y], k) => sum + Math.hypot(x - line[k][0], y - line[k][1]), 0);

/** Value along a line from one number or a list: one a vertex where the counts agree, else spread evenly; linear between. */
export function alongLine(line: readonly Position[], values: number | readonly number[]): (alongM: number) => number {
  if (typeof values === 'number') return () => values;
  if (values.length === 1) return () => values[0];
  const total = lengthOf(line);
  const places =
    values.length === line.length
      ? line.map((_, k) => lengthOf(line.slice(0, k + 1)))
      : values.map((_, k) => (total * k) / (values.length - 1));
  return (alongM) => {
    let k = 0;
    while (k < places.length - 2 && alongM > places[k + 1]) k++;
    const span = places[k + 1] - places[k];
    const share = span > 0 ? Math.max(0, Math.min(1, (alongM - places[k]) / span)) : 0;
    return values[k] + share * (values[k + 1] - values[k]);
  };
}

/** Crest level of each cell of a wall: given as a level, or as a height above the ground of the cell. */
export function crestLevels(
  line: readonly Position[],
  cells: readonly LineCell[],
  groundM: Float32Array,
  crest: { readonly crestLevelM?: number | readonly number[]; readonly heightM?: number | readonly number[] },
): Float32Array {
  const level = crest.crestLevelM === undefined ? undefined : alongLine(line, crest.crestLevelM);
  const height = alongLine(line, crest.heightM ?? 0);
  return Float32Array.from(cells, ({ cell, alongM }) =>
    Math.max(groundM[cell], level ? level(alongM) : groundM[cell] + height(alongM)),
  );
}
