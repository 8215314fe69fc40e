// Where things are: read from the header that the host has written, once in each thread.
import { BLOCK, GROUP, HEADER, LAST, LEVELS, SHARE, TILE_BYTES } from './layout';
import { carried } from './vector';

/**
 * Parameters of a level, each four times in 16 bytes: g·dt/dx, dt/dx, dt, dx/dt less a trifle; the rounder of falls of
 * the water surface (falls within the rounding of depths are none: still water stays still); two terms of dt/4 times
 * the line in r = x·y³ that stands for r^(−1/3): y times it is dt/4·x^(−1/3) within 0.08 %; what makes `carried` round
 * to whole quanta.
 */
export const PUSH: usize = 0;
export const PER_FLUX: usize = 16;
export const STEP: usize = 32;
export const EMPTY: usize = 48;
export const ROUNDER: usize = 64;
export const ROOT: usize = 80;
export const QUANTUM: usize = 112;

export let blocks: usize = 0;
/** Bytes from a tile's block to its eastern neighbour's. */
export let strip: usize = 0;
export let tiles: usize = 0;
/** Tiles in a strip and strips, ghosts included. */
export let down: i32 = 0;
export let strips: i32 = 0;
let lists: usize = 0;
let capacity: i32 = 0;
let starts: usize = 0;
export let rain: usize = 0;
export let zones: i32 = 0;
export let cellSize: f32 = 0;
/** Depths below which nothing moves, from which a cell limits the step, has a speed, counts as flooded, m. */
export let dry: f32 = 0;
export let shallow: f32 = 0;
export let film: f32 = 0;
export let flooded: f32 = 0;

export function attach(): void {
  blocks = load<i32>(HEADER);
  strip = load<i32>(HEADER + 4);
  tiles = load<i32>(HEADER + 8);
  down = load<i32>(HEADER + 12);
  strips = load<i32>(HEADER + 16);
  lists = load<i32>(HEADER + 20);
  capacity = load<i32>(HEADER + 24);
  starts = load<i32>(HEADER + 28);
  rain = load<i32>(HEADER + 32);
  zones = load<i32>(HEADER + 36);
  cellSize = load<f32>(HEADER + 40);
  dry = load<f32>(HEADER + 44);
  shallow = load<f32>(HEADER + 48);
  film = load<f32>(HEADER + 52);
  flooded = load<f32>(HEADER + 56);
}

/** What a discharge carries in a step of a level. */
export function carriedOne(discharge: f32, at: usize): f32 {
  return f32x4.extract_lane(carried(f32x4.splat(discharge), v128.load(at, PER_FLUX), v128.load(at, QUANTUM)), 0);
}

/** Of the coming macro step: finest level is 0; its steps; 1 where maps are rated; its start and length, s. */
@inline export function topLevel(): i32 {
  return load<i32>(HEADER + 64);
}
@inline export function rating(): bool {
  return load<i32>(HEADER + 68) != 0;
}
@inline export function macroTime(): f32 {
  return load<f32>(HEADER + 72);
}
/** Time since the maps were last rated, s. */
@inline export function unrated(): f32 {
  return load<f32>(HEADER + 76);
}

/**
 * Raw discharges and shares live only from one phase to the next. Within a sweep of global steps strips `turnFrom` …
 * `turnTo` − 1 therefore take turns at the places of their first four, which stay in the cache: three are in use at once.
 */
let turnFrom: i32 = 0;
let turnTo: i32 = 0;
const TURNS: i32 = 4;
export function takeTurns(from: i32, to: i32): void {
  turnFrom = from;
  turnTo = to;
}
/** Bytes from a strip back to the one whose places it uses. */
@inline function backOf(s: i32): usize {
  return s < turnFrom || s >= turnTo ? 0 : <usize>((s - turnFrom) & -TURNS) * strip;
}
/** The same for the tile entered and for the strips to its west and east: set by `enter`. */
export let back: usize = 0;
export let backWest: usize = 0;
export let backEast: usize = 0;
/** Where what is passed on lies for a cell or face of any strip. */
export function passing(at: usize): usize {
  return at - backOf(<i32>((at - blocks) / strip));
}

/** From a tile to its southern neighbour's first row and to its northern neighbour's last: set by `enter`. */
export let below: usize = 0;
export let above: usize = 0;

/** From a block's last tile to the next block's first. */
const BEYOND: usize = BLOCK - (GROUP - 1) * SHARE;

/** Place of a tile's first cell. */
@inline export function block(tile: i32): usize {
  return blocks + (<usize>tile / GROUP) * BLOCK + (<usize>tile % GROUP) * SHARE;
}
/** The same, with the ways to its neighbours. */
export function enter(tile: i32): usize {
  const inside = tile % GROUP;
  below = inside == GROUP - 1 ? BEYOND : SHARE;
  above = LAST - (inside == 0 ? BEYOND : SHARE);
  const s = tile / down;
  back = backOf(s);
  backWest = backOf(s - 1);
  backEast = backOf(s + 1);
  return block(tile);
}
@inline export function facts(tile: i32): usize {
  return tiles + <usize>tile * TILE_BYTES;
}
@inline export function level(l: i32): usize {
  return LEVELS + ((<usize>l) << 8);
}
/** Tiles of level `top` and finer, ordered by strip: entry, and the first entry of a strip. */
@inline export function listed(top: i32, at: i32): i32 {
  return load<i32>(lists + (<usize>(top * capacity + at) << 2));
}
@inline export function startOf(top: i32, s: i32): i32 {
  return load<i32>(starts + (<usize>(top * (strips + 1) + s) << 2));
}
