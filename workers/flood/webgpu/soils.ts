import { INFILTRATION_EVERY_S } from '../infiltration.ts';
import type { Soil } from '../types.ts';
import { floatBits } from './fixed.ts';
import { type Kernel, kernel, MARK, overCells, PLANE, type Shape } from './kernel.ts';
import type { Range } from './lists.ts';
import { type Columns, TABLE_WGSL } from './plan.ts';

const MM = 1e-3;
const MM_H = 1 / 3.6e6;
const MODELS = { constant: 0, greenAmpt: 1, horton: 2, curveNumber: 3 } as const;

/** A soil as six words: model, its three numbers, pervious share, abstraction in m. */
export function soilWords({ infiltration: model, perviousShare, abstractionMm }: Soil): number[] {
  const numbers = ((): number[] => {
    switch (model.model) {
      case 'constant':
        return [model.rateMmH * MM_H * INFILTRATION_EVERY_S, 0, 0];
      case 'greenAmpt':
        return [model.suctionMm * MM * model.deficit, model.conductivityMmH * MM_H * INFILTRATION_EVERY_S, 0];
      case 'horton':
        return [model.initialMmH * MM_H, model.finalMmH * MM_H, model.decayPerH / 3600];
      case 'curveNumber':
        return [(25400 / model.curveNumber - 254) * MM, model.abstractionShare, 0];
    }
  })();
  return [MODELS[model.model], ...[...numbers, perviousShare, abstractionMm * MM].map(floatBits)];
}

/** Capacities of the cells with a soil over the coming interval: `infiltration.ts`, equation by equation. */
export const soilsKernel = (shape: Shape, { start }: Range, columns: Columns): Kernel =>
  kernel(
    shape,
    { now: 'read', plan: 'read', series: 'read', lists: 'read', code: 'read', maps: 'read_write' },
    /* wgsl */ `
${TABLE_WGSL}
const INTERVAL_S = ${INFILTRATION_EVERY_S}f;

// The root is taken in the form that does not cancel: what has gone in is far more than what an interval takes.
fn greenAmpt(inM: f32, m: f32, full: f32) -> f32 {
  let b = full - 2.0 * inM;
  let c = 8.0 * full * (inM + m);
  let root = sqrt(b * b + c);
  if (b < 0.0) { return 0.5 * c / (root - b); }
  return 0.5 * (b + root);
}

fn horton(inM: f32, first: f32, last: f32, decay: f32) -> f32 {
  if (decay <= 0.0 || first == last) { return first * INTERVAL_S; }
  let excess = (first - last) / decay;
  var time = 0.0;
  if (first > 0.0) { time = inM / first; }
  var fade = exp(-decay * time);
  for (var k = 0; k < 50; k++) {
    let short = inM - last * time - excess * (1.0 - fade);
    if (short <= 1e-6 * inM) { break; }
    time += short / (last + (first - last) * fade);
    if (!(decay * time < 80.0)) { return last * INTERVAL_S; }
    fade = exp(-decay * time);
  }
  return last * INTERVAL_S + excess * fade * (1.0 - exp(-decay * INTERVAL_S));
}

fn curveNumber(inM: f32, rained: f32, storage: f32, share: f32) -> f32 {
  let beyond = rained - share * storage;
  if (beyond <= 0.0) { return max(0.0, rained - inM); }
  return max(0.0, rained - beyond * beyond / (beyond + storage) - inM);
}

fn gain(at: u32, inM: f32, rained: f32) -> f32 {
  let a = bitcast<f32>(lists[at + 1u]);
  let b = bitcast<f32>(lists[at + 2u]);
  switch lists[at] {
    case ${MODELS.greenAmpt}u: { return greenAmpt(inM, a, b); }
    case ${MODELS.horton}u: { return horton(inM, a, b, bitcast<f32>(lists[at + 3u])); }
    case ${MODELS.curveNumber}u: { return curveNumber(inM, rained, a, b); }
    default: { return a; }
  }
}

fn renew(i: u32) {
  let soil = code[i] / ${MARK.soil}u;
  if (soil == 0u) { return; }
  let at = ${start}u + 6u * (soil - 1u);
  let share = bitcast<f32>(lists[at + 4u]);
  let abstraction = bitcast<f32>(lists[at + 5u]);
  let zone = code[i] & 0xffffu;
  var rained = 0.0;
  if (zone >= 2u) { rained = bitcast<f32>(told(${columns.rainAhead(0)}u + zone - 2u, now.fromTick)); }
  let left = abstraction - depthOf(vec2u(maps[${PLANE.soakedLow}u * SIZE + i], maps[${PLANE.soakedHigh}u * SIZE + i]));
  var capacity = max(0.0, left);
  if (share > 0.0) { capacity += share * gain(at, max(0.0, -left) / share, max(0.0, rained - abstraction)); }
  let least = bitcast<f32>(maps[${PLANE.least}u * SIZE + i]);
  maps[${PLANE.soil}u * SIZE + i] = bitcast<u32>(max(least, capacity / INTERVAL_S));
}
${overCells('now.running != 0u && now.renews != 0u', 'renew')}`,
  );
