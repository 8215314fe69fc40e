import { CELL, type Domain } from '../types.ts';
import { paddedIndex, type State } from './state.ts';

type Roofs = NonNullable<Domain['roofs']>;

/**
 * Where roofs drain to: for each block cell the one that the Domain names for it where that is computed, else the nearest
 * computed cell, found by walking outwards through the blocks; −1 elsewhere and for blocks that no open ground touches.
 * On padded grids.
 */
export function nearestOpen(domain: Domain, state: State): Int32Array {
  const { cols, rows, stride, code } = state;
  const target = new Int32Array(state.h.length).fill(-1);
  if (!domain.kind.includes(CELL.block)) return target;
  const isBlock = new Uint8Array(state.h.length);
  for (let cell = 0; cell < cols * rows; cell++) {
    if (domain.kind[cell] === CELL.block) isBlock[paddedIndex(cell, cols)] = 1;
  }
  let front: number[] = [];
  const reach = (from: number, to: number): void => {
    if (!isBlock[to] || target[to] >= 0) return;
    target[to] = code[from] !== 0 ? from : target[from];
    front.push(to);
  };
  const neighbours = [-stride, -1, 1, stride];
  for (let i = 0; i < code.length; i++) if (code[i] !== 0) for (const step of neighbours) reach(i, i + step);
  while (front.length > 0) {
    const last = front;
    front = [];
    for (const i of last) for (const step of neighbours) reach(i, i + step);
  }
  domain.roofs?.cells.forEach((cell, k) => {
    const to = paddedIndex((domain.roofs as Roofs).to[k], cols);
    if (domain.kind[cell] === CELL.block && code[to] !== 0) target[paddedIndex(cell, cols)] = to;
  });
  return target;
}
