import * as F from '../assembly/fullLayout.ts';
import * as L from '../assembly/layout.ts';
import { DRY_M, GRAVITY } from '../constants.ts';
import type { Load } from '../kernel/load.ts';
import { rimVelocity } from './rim.ts';

/** Held cells beside computed ones in a kernel's memory: they follow the water inside, see `followInside`. */
export class HeldRim {
  readonly #floats: Float32Array;
  /** Five places a cell: its own, and those of the computed cells west, east, north and south of it, −1 for none. */
  readonly #places: Int32Array;

  constructor({ grid, state, levels }: Load, floats: Float32Array) {
    this.#floats = floats;
    const { code, stride } = state;
    const place = (i: number): number => (code[i] === 0 ? -1 : grid.addressOf(i) >> 2);
    this.#places = Int32Array.from(
      levels.flatMap(({ rimCells }) =>
        [...rimCells].flatMap((i) => [
          grid.addressOf(i) >> 2,
          place(i - 1),
          place(i + 1),
          place(i - stride),
          place(i + stride),
        ]),
      ),
    );
  }

  /** Sets the velocities in the buffer `current` bytes on. Returns the fastest wave, m/s. */
  follow(current: number): number {
    const f = this.#floats;
    const h = (L.H + current) >> 2;
    const u = (F.U + current) >> 2;
    const v = (F.V + current) >> 2;
    const inside = (at: number, field: number): number | undefined => (at < 0 ? undefined : f[at + field]);
    let fastest = 0;
    for (let k = 0; k < this.#places.length; k += 5) {
      const [at, west, east, north, south] = this.#places.subarray(k, k + 5);
      if (f[at + h] <= DRY_M) {
        f[at + u] = 0;
        f[at + v] = 0;
        continue;
      }
      const critical = Math.sqrt(GRAVITY * f[at + h]);
      f[at + u] = rimVelocity(inside(west, u), inside(east, u), critical);
      f[at + v] = rimVelocity(inside(north, v), inside(south, v), critical);
      fastest = Math.max(fastest, Math.max(Math.abs(f[at + u]), Math.abs(f[at + v])) + critical);
    }
    return fastest;
  }
}
