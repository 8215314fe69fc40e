import type { Elimination } from './order.ts';

/**
 * Solves A x = b for one part of `elimination`, in its order, without pivoting: the matrix is diagonally dominant by
 * columns. Destroys the part's values and right side; b and x are by row, not by order.
 */
export function solve(
  elimination: Elimination,
  diagonal: Float64Array,
  offDiagonal: Float64Array,
  right: Float64Array,
  x: Float64Array,
  part = 0,
): void {
  const { order, partStart, start, neighbour, pairStart, pairLower, pairUpper, pairTarget } = elimination;
  const half = elimination.entries >> 1;
  const first = partStart[part];
  const end = partStart[part + 1];
  for (let k = first; k < end; k++) {
    const pivot = order[k];
    const inverse = 1 / diagonal[pivot];
    const rightPivot = right[pivot];
    const stop = start[k + 1];
    for (let e = start[k]; e < stop; e++) {
      const lower = offDiagonal[e];
      if (lower === 0) continue;
      const factor = lower * inverse;
      const u = neighbour[e];
      right[u] -= factor * rightPivot;
      diagonal[u] -= factor * offDiagonal[half + e];
    }
    const pairStop = pairStart[k + 1];
    for (let e = pairStart[k]; e < pairStop; e++)
      offDiagonal[pairTarget[e]] -= offDiagonal[pairLower[e]] * inverse * offDiagonal[pairUpper[e]];
  }
  for (let k = end - 1; k >= first; k--) {
    const pivot = order[k];
    let value = right[pivot];
    const stop = start[k + 1];
    for (let e = start[k]; e < stop; e++) value -= offDiagonal[half + e] * x[neighbour[e]];
    x[pivot] = value / diagonal[pivot];
  }
}
