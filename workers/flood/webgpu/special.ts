import { ALPHA, EMPTYING, EMPTYING_FLOOR, STEP_DEPTH_M, STEP_MAX_S } from '../constants.ts';
import { INFILTRATION_EVERY_S } from '../infiltration.ts';
import { CRITICAL_MOST, FLAT_SLOPE } from '../reference/edges.ts';
import { CLOCK_S, type Kernel, kernel, LANES, type Shape, STRIP } from './kernel.ts';
import { type Lists, NO_FACE, type Range } from './lists.ts';
import { type Columns, TABLE_WGSL } from './plan.ts';

/** A step with fewer ticks than this is cut too coarsely: the card stops and asks for a finer plan. */
const FEWEST_TICKS = 8;
/** Why the card stopped before the end of the plan. */
export const STALLED = { finerPlan: 1, lostFooting: 2 } as const;

/** What a cell keeps back of what it holds: above the rounding of all that leads from a share to a transfer in 32 bits. */
const ALMOST_ALL = 1 - 4e-6;

/** Begins a step: its length, by the rule of `step.ts`, in whole ticks, and what falls from the sky meanwhile. */
export const stepKernel = (shape: Shape, columns: Columns, zones: number): Kernel =>
  kernel(
    shape,
    { plan: 'read', series: 'read', now: 'read_write', stats: 'read_write' },
    /* wgsl */ `
${TABLE_WGSL}
fn byWave(depth: f32) -> f32 {
  return min(${STEP_MAX_S}f, ${ALPHA}f * CELL_M / sqrt(GRAVITY * max(depth, ${STEP_DEPTH_M}f)));
}

fn longestStep(deepest: f32, emptying: f32) -> f32 {
  let first = byWave(deepest);
  let ahead = min(now.toTick + u32(first / plan.tickS), plan.ticks);
  let rise = max(bitcast<f32>(told(${columns.rise}u, now.toTick)), bitcast<f32>(told(${columns.rise}u, ahead)));
  let dt = byWave(deepest + rise * first);
  if (emptying <= 0.0) { return dt; }
  return min(dt, max(${EMPTYING}f * CELL_M / emptying, ${EMPTYING_FLOOR}f * dt));
}

@compute @workgroup_size(1)
fn main() {
  now.running = 0u;
  if (now.toTick >= plan.ticks || now.stalled != 0u) { return; }
  let emptying = atomicLoad(&stats.emptying);
  if (emptying >= 0x7f800000u) { now.stalled = ${STALLED.lostFooting}u; return; }
  let longest = longestStep(bitcast<f32>(atomicLoad(&stats.deepest)), bitcast<f32>(emptying));
  // To the nearest, so that steps are as long as the reference's on the whole: its schemes diffuse by the step. At most
  // 1/16 longer, where alpha may be 1/9 more before waves grow.
  let most = u32(longest / plan.tickS + 0.5);
  var ticks = plan.ticks - now.toTick;
  if (most < ticks) {
    if (most < ${FEWEST_TICKS}u) { now.stalled = ${STALLED.finerPlan}u; return; }
    let steps = (ticks + most - 1u) / most;
    ticks = (ticks + steps - 1u) / steps;
  }
  atomicStore(&stats.deepest, 0u);
  atomicStore(&stats.emptying, 0u);
  now.running = 1u;
  now.fromTick = now.toTick;
  now.toTick += ticks;
  now.steps += 1u;
  now.clock = told(${columns.clock}u, now.toTick);
  let clock = told(${columns.clock}u, now.fromTick);
  now.clocks = now.clock - clock;
  now.renews = select(0u, 1u, now.clock > now.until);
  if (now.renews != 0u) { now.until = clock + ${INFILTRATION_EVERY_S / CLOCK_S}u; }
  now.dtS = f32(ticks) * plan.tickS;
  now.perFlux = now.dtS / CELL_M;
  now.pushPerDrop = GRAVITY * now.perFlux;
  now.emptyMS = ${ALMOST_ALL}f / now.perFlux;
  now.turn += 1u;
  now.raining = 0u;
  for (var zone = 0u; zone < ${zones}u; zone++) {
    let units = toldUnits(${columns.rain(0)}u + 2u * zone);
    now.rain[zone] = units;
    now.raining |= units.x | units.y;
  }
}`,
  );

const perItem = (count: number, body: string): string => /* wgsl */ `
@compute @workgroup_size(${LANES})
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (now.running == 0u || id.x >= ${count}u) { return; }
${body}
}`;

/** Fluxes through open edges: the reference's `computeEdges`. */
export const edgesKernel = (shape: Shape, { start, count }: Range): Kernel =>
  kernel(
    shape,
    { now: 'read', ground: 'read', water: 'read', lists: 'read', flux: 'read', raw: 'flat' },
    /* wgsl */ `
// q·√(q² + along²) = drive, turned round so that no fourth power leaves 32 bits.
fn normalFlux(drive: f32, along: f32) -> f32 {
  let a = along * along / drive;
  return sqrt(2.0 * drive / (a + sqrt(a * a + 4.0)));
}
${perItem(
  count,
  /* wgsl */ `
  let at = ${start}u + 4u * id.x;
  let i = lists[at];
  let inside = lists[at + 1u];
  let face = lists[at + 2u];
  let alongX = face % 2u == 0u;
  let depth = depthOf(water[i]);
  let sign = select(-1.0, 1.0, lists[at + 3u] == 1u);
  var q = 0.0;
  if (depth > DRY_M) {
    let along = 0.5 * select(flux[i].x + flux[i - 1u].x, flux[i].y + flux[i - STRIDE].y, alongX);
    let old = sign * select(flux[face / 2u].y, flux[face / 2u].x, alongX);
    let bedSlope = (ground[inside].x - ground[i].x) / CELL_M;
    let critical = depth * sqrt(GRAVITY * depth);
    // Without friction the flow is critical.
    var conveyance = 1e12;
    if (ground[i].y > 0.0) { conveyance = depth * pow(depth, 2.0 / 3.0) / sqrt(2.0 * ground[i].y / GRAVITY); }
    let drive = conveyance * conveyance;
    if (bedSlope >= ${FLAT_SLOPE}f) {
      q = min(normalFlux(drive * bedSlope, along), ${CRITICAL_MOST}f * critical);
    } else {
      let waterSlope = bedSlope + (depthOf(water[inside]) - depth) / CELL_M;
      let slope = max(waterSlope, select(0.0, ${FLAT_SLOPE}f, bedSlope > -${FLAT_SLOPE}f));
      let reached = max(0.0, old) + GRAVITY * depth * slope * now.dtS;
      if (slope > 0.0) { q = min(min(normalFlux(drive * slope, along), critical), reached); }
    }
  }
  raw[face] = sign * q;`,
)}`,
  );

/** What a pumped cell gives away in this step, at most what is there, before anything flows. */
export const takeKernel = (shape: Shape, { booked, given }: Lists): Kernel =>
  kernel(
    shape,
    { now: 'read', plan: 'read', series: 'read', lists: 'read', water: 'read_write', accounts: 'read_write' },
    TABLE_WGSL +
      perItem(
        given.count,
        /* wgsl */ `
  let at = ${given.start}u + 3u * id.x;
  let i = lists[at];
  var units = water[i];
  for (var term = lists[at + 1u]; term < lists[at + 2u]; term += 2u) {
    let handed = toldUnits(lists[term]);
    if ((handed.y & 0x80000000u) != 0u) { units = minus(units, least(times(minus(vec2u(0u), handed), lists[term + 1u]), units)); }
  }
  let taken = minus(water[i], units);
  if ((taken.x | taken.y) == 0u) { return; }
  water[i] = units;
  let account = ${booked.count}u + id.x;
  accounts[account] = vec4u(plus(accounts[account].xy, taken), accounts[account].zw);`,
      ),
  );

/**
 * What crosses the rim of level boundaries and open edges is booked as both cells of the face will see it; the faces
 * behind the rim carry it on; rim cells take their level at the end of the step; roofs and inflows give.
 */
export const exchangeKernel = (shape: Shape, { booked, carried, held, given }: Lists, columns: Columns): Kernel =>
  kernel(
    shape,
    {
      now: 'read',
      plan: 'read',
      series: 'read',
      lists: 'read',
      flux: 'flat',
      water: 'read_write',
      accounts: 'read_write',
      stats: 'read_write',
      blocks: 'read_write',
    },
    /* wgsl */ `
${TABLE_WGSL}
fn wake(i: u32) {
  let row = i / STRIDE - 1u;
  let col = i % STRIDE - 1u;
  atomicStore(&blocks[row / ${STRIP}u * ACROSS + col / ${LANES}u].wet, now.turn);
}

fn book(k: u32) {
  let at = ${booked.start}u + 2u * k;
  let q = flux[lists[at]];
  let units = unitsOf(q * now.perFlux);
  if ((q > 0.0) == (lists[at + 1u] == 1u)) { accounts[k] = vec4u(plus(accounts[k].xy, units), accounts[k].zw); }
  else { accounts[k] = vec4u(accounts[k].xy, plus(accounts[k].zw, units)); }
}

fn carry(k: u32) {
  let at = ${carried.start}u + 2u * k;
  let source = lists[at + 1u];
  if (source == ${NO_FACE}u) { flux[lists[at]] = 0.0; } else { flux[lists[at]] = flux[source]; }
}

fn hold(k: u32) {
  let at = ${held.start}u + 3u * k;
  let depth = max(0.0, bitcast<f32>(told(lists[at + 1u], now.toTick)) + bitcast<f32>(lists[at + 2u]));
  water[lists[at]] = unitsOf(depth);
  atomicMax(&stats.deepest, bitcast<u32>(depth));
  if (depth > DRY_M) { wake(lists[at]); }
}

fn give(k: u32) {
  let at = ${given.start}u + 3u * k;
  var units = water[lists[at]];
  var inflow = vec2u();
  for (var term = lists[at + 1u]; term < lists[at + 2u]; term += 2u) {
    let handed = toldUnits(lists[term]);
    if ((handed.y & 0x80000000u) != 0u) { continue; }
    let more = times(handed, lists[term + 1u]);
    units = plus(units, more);
    if (lists[term] >= ${columns.inflow(0)}u) { inflow = plus(inflow, more); }
  }
  water[lists[at]] = units;
  wake(lists[at]);
  let account = ${booked.count}u + k;
  accounts[account] = vec4u(accounts[account].xy, plus(accounts[account].zw, inflow));
}
${perItem(
  booked.count + carried.count + held.count + given.count,
  /* wgsl */ `
  var k = id.x;
  if (k < ${booked.count}u) { book(k); return; }
  k -= ${booked.count}u;
  if (k < ${carried.count}u) { carry(k); return; }
  k -= ${carried.count}u;
  if (k < ${held.count}u) { hold(k); return; }
  give(k - ${held.count}u);`,
)}`,
  );
