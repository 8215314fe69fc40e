// Where things are: read from the header that the host has written, once in each thread.
import { BLOCK, HEADER, LEVELS, TILE_BYTES } from './layout';

/** Words of a level's parameters: g·dt/dx, dt/dx, dt, dx/dt less a trifle, dx/dt. */
export const PUSH: usize = 0;
export const PER_FLUX: usize = 4;
export const STEP: usize = 8;
export const EMPTY: usize = 12;
export const PER_DEPTH: usize = 16;

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

@inline export function block(tile: i32): usize {
  return blocks + <usize>tile * BLOCK;
}
@inline export function facts(tile: i32): usize {
  return tiles + <usize>tile * TILE_BYTES;
}
@inline export function level(l: i32): usize {
  return LEVELS + ((<usize>l) << 6);
}
/** Tiles of level `top` and finer, ordered by strip: entry, and the first entry of a strip. */
@inline export function listed(top: i32, at: i32): i32 {
  return load<i32>(lists + (<usize>(top * capacity + at) << 2));
}
@inline export function startOf(top: i32, s: i32): i32 {
  return load<i32>(starts + (<usize>(top * (strips + 1) + s) << 2));
}
