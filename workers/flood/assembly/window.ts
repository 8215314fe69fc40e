// A tile and two cells around it in the scratch, so that slopes find neighbours across the tile's sides as they do within:
// rows −2 … 17 of 24 columns, −4 … 19, field by field.
import { U, V, WALLS, WINDOW } from './fullLayout';
import { FRICTION, H, ROW, Z } from './layout';
import { above, below, strip } from './memory';

/** Bytes of a row, of a field. */
export const WIDTH: usize = 96;
const PLANE: usize = 20 * WIDTH;
export const OUR_Z: usize = WINDOW;
export const OUR_H: usize = WINDOW + PLANE;
export const OUR_U: usize = WINDOW + 2 * PLANE;
export const OUR_V: usize = WINDOW + 3 * PLANE;
export const OUR_FRICTION: usize = WINDOW + 4 * PLANE;
export const OUR_WALLS: usize = WINDOW + 5 * PLANE;
/** From the scratch's start to the column before the tile's first in its first row. */
export const CORNER: usize = 2 * WIDTH + 12;

/** Copies the tile whose first cell is at `c` and what is around it, the water of the buffer `now` bytes on. */
export function look(c: usize, now: usize, t: usize): void {
  for (let r = -2; r < 18; r++, t += WIDTH) {
    const p = r < 0 ? c + above + <usize>(r + 1) * ROW : r > 15 ? c + below + <usize>(r - 16) * ROW : c + <usize>r * ROW;
    copyRow(p + Z, t + OUR_Z);
    copyRow(p + now + H, t + OUR_H);
    copyRow(p + now + U, t + OUR_U);
    copyRow(p + now + V, t + OUR_V);
    if (r < -1 || r > 16) continue;
    copyRow(p + FRICTION, t + OUR_FRICTION);
    copyRow(p + WALLS, t + OUR_WALLS);
  }
}

@inline function copyRow(from: usize, to: usize): void {
  v128.store(to, v128.load(from - strip + 48));
  v128.store(to, v128.load(from), 16);
  v128.store(to, v128.load(from, 16), 32);
  v128.store(to, v128.load(from, 32), 48);
  v128.store(to, v128.load(from, 48), 64);
  v128.store(to, v128.load(from + strip), 80);
}
