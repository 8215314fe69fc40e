// What follows from a tile's water as it stands, at output times of the full kernel.
import { gravity } from './constants';
import { BUFFER, CURRENT, FASTEST, U, V } from './fullLayout';
import { DEEPEST, H, OPEN, SHARE } from './layout';
import { block, dry, facts } from './memory';
import { largest } from './vector';

/** Deepest and fastest water of a tile as it stands. */
export function measure(tile: i32): void {
  const info = facts(tile);
  const c = block(tile);
  const now = <usize>load<i32>(CURRENT);
  let deep = f32x4.splat(0);
  let quick = f32x4.splat(0);
  for (let i: usize = 0; i < SHARE; i += 16) {
    const open = v128.load(c + i, OPEN);
    const h = v128.and(v128.load(c + i + now, H), open);
    const speed = f32x4.pmax(f32x4.abs(v128.load(c + i + now, U)), f32x4.abs(v128.load(c + i + now, V)));
    const wave = f32x4.add(speed, f32x4.sqrt(f32x4.mul(gravity(), h)));
    deep = f32x4.pmax(deep, h);
    quick = f32x4.pmax(quick, v128.and(wave, f32x4.gt(h, f32x4.splat(dry))));
  }
  store<f32>(info, largest(deep), DEEPEST);
  store<f32>(info, largest(quick), FASTEST);
}

/** Momentum of the cells into the other buffer, and the velocities that follow from it, as when it is taken up again. */
export function settle(tile: i32): void {
  const c = block(tile);
  const now = <usize>load<i32>(CURRENT);
  for (let i: usize = 0; i < SHARE; i += 16) {
    const p = c + i + now;
    const o = c + i + (BUFFER - now);
    const h = v128.load(p, H);
    const counts = v128.and(f32x4.gt(h, f32x4.splat(dry)), v128.load(c + i, OPEN));
    const qx = v128.and(f32x4.mul(h, v128.load(p, U)), counts);
    const qy = v128.and(f32x4.mul(h, v128.load(p, V)), counts);
    v128.store(o, h, H);
    v128.store(o, qx, U);
    v128.store(o, qy, V);
    v128.store(p, v128.and(f32x4.div(qx, h), counts), U);
    v128.store(p, v128.and(f32x4.div(qy, h), counts), V);
  }
  measure(tile);
}
