// Faces of weirs and gates (`workers/flood/structures.ts` has the equations and their sources).
import { H, Z } from './layout';
import { cellSize } from './memory';

const GRAVITY: f64 = 9.81;

// Parameters of a structure, 32-bit floats: share of the width, weir's coefficient (0: none), gate's sill, coefficient
// (0: none) and height that is open.
const WIDTH: usize = 0;
const WEIR: usize = 4;
const SILL: usize = 8;
const GATE: usize = 12;
const OPENING: usize = 16;

/** Discharge of a structure's face after a step, m²/s: the steady one, neared no faster than the fall can push. */
export function structureFlux(owner: usize, beside: usize, crestM: f32, parts: usize, old: f32, dt: f32): f32 {
  const bed0 = <f64>load<f32>(owner, Z);
  const bed1 = <f64>load<f32>(beside, Z);
  const level0 = bed0 + <f64>load<f32>(owner, H);
  const level1 = bed1 + <f64>load<f32>(beside, H);
  if (level0 == level1) return 0;
  const high = max(level0, level1);
  const low = min(level0, level1);
  const bed = max(bed0, bed1);
  let flux: f64 = 0;
  let depth: f64 = 0;
  const weir = <f64>load<f32>(parts, WEIR);
  if (weir > 0) {
    const crest = max(<f64>crestM, bed);
    const head = high - crest;
    if (head > 0) {
      const ratio = max<f64>(0, low - crest) / head;
      flux += weir * head * sqrt(head) * <f64>Mathf.pow(<f32>(1 - ratio * sqrt(ratio)), 0.385);
      depth += head;
    }
  }
  const gate = <f64>load<f32>(parts, GATE);
  if (gate > 0) {
    const foot = <f64>load<f32>(parts, SILL);
    const sill = max(foot, bed);
    const head = high - sill;
    const opening = min(foot + <f64>load<f32>(parts, OPENING) - sill, head);
    if (opening > 0) {
      flux += gate * opening * sqrt(2 * GRAVITY * (head - max(low - sill, 0.5 * opening)));
      depth += opening;
    }
  }
  const width = <f64>load<f32>(parts, WIDTH);
  const sign: f64 = level0 > level1 ? 1 : -1;
  const push = (GRAVITY * width * depth * (high - low) * <f64>dt) / <f64>cellSize;
  return <f32>(sign * min(width * flux, max<f64>(0, sign * <f64>old) + push));
}
