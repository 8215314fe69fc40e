// What holds for a whole step of the full scheme, four times each.
import { MOST, PER_FLUX, STEP } from './fullLayout';
import { cellSize, dry } from './memory';

export let dry4: v128 = i32x4(0, 0, 0, 0);
/** Rise of a slope that falls 1:1 from cell to cell, m, negative. */
export let steepest4: v128 = i32x4(0, 0, 0, 0);
/** dt/dx and dt; speeds that the step can follow, m/s. */
export let perFlux4: v128 = i32x4(0, 0, 0, 0);
export let dt4: v128 = i32x4(0, 0, 0, 0);
export let most4: v128 = i32x4(0, 0, 0, 0);
export let least4: v128 = i32x4(0, 0, 0, 0);
/** Rain on the tile, m. */
export let fall4: v128 = i32x4(0, 0, 0, 0);

export function begin(fall: f32): void {
  perFlux4 = v128.load_splat<f32>(PER_FLUX);
  dt4 = v128.load_splat<f32>(STEP);
  most4 = v128.load_splat<f32>(MOST);
  least4 = f32x4.neg(most4);
  dry4 = f32x4.splat(dry);
  steepest4 = f32x4.splat(-cellSize);
  fall4 = f32x4.splat(fall);
}
