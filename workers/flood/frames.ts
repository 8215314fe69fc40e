import { deflateSync, inflateSync } from 'fflate';
import type { Frame } from './types.ts';

/**
 * One frame in its stored form: depth in whole millimetres, speed in whole centimetres a second, wet cells only, as
 * differences to the frame before, deflated. Before deflation, little-endian:
 *
 * - wet cells, cells beyond 16 bits by depth and by speed (u32 each)
 * - one bit a cell: 1 where it is wet
 * - differences of depth of the wet cells, then of speed: folded to 0, −1, 1, −2, … as low bytes, then high bytes
 * - cell and value (u32 each) of what 16 bits cannot hold
 */

/** Quick: half the time of the usual 6 and 5 % more bytes. */
const LEVEL = 3;
const HEAD_BYTES = 12;
/** Millimetres or cm/s that 16 bits cannot hold are told apart, cell by cell. */
const ESCAPE = 65535;
const DEPTH_SCALE = 1000;
const SPEED_SCALE = 100;

/** A frame in whole numbers, `ESCAPE` where they are larger: what the next frame is told against. */
export interface Whole {
  readonly depth: Uint16Array;
  readonly speed: Uint16Array;
}

/** Cell and value, by turns, of what `Whole` cannot hold. */
interface Beyond {
  readonly depth: Uint32Array | readonly number[];
  readonly speed: Uint32Array | readonly number[];
}

export const dryWhole = (cells: number): Whole => ({ depth: new Uint16Array(cells), speed: new Uint16Array(cells) });

/** Rounds a field; returns what is beyond 16 bits. */
function quantise(field: Float32Array, scale: number, values: Uint16Array, where: Uint16Array): number[] {
  const beyond: number[] = [];
  for (let cell = 0; cell < field.length; cell++) {
    const value = field[cell];
    if (!(value > 0) || (where !== values && where[cell] === 0)) continue;
    const whole = Math.min(Math.round(value * scale), 0xffffffff);
    values[cell] = Math.min(whole, ESCAPE);
    if (whole >= ESCAPE) beyond.push(cell, whole);
  }
  return beyond;
}

/**
 * @param before the previous frame; undefined makes a frame that stands alone
 */
export function encodeFrame(frame: Frame, before?: Whole): { readonly bytes: Uint8Array; readonly whole: Whole } {
  const cells = frame.depthM.length;
  const whole = dryWhole(cells);
  const { depth, speed } = whole;
  const deep = quantise(frame.depthM, DEPTH_SCALE, depth, depth);
  const fast = quantise(frame.speedMS, SPEED_SCALE, speed, depth);
  const mask = new Uint8Array(Math.ceil(cells / 8));
  let wet = 0;
  for (let cell = 0; cell < cells; cell++) {
    if (depth[cell] === 0) continue;
    mask[cell >> 3] |= 1 << (cell & 7);
    wet++;
  }
  const bytes = new Uint8Array(HEAD_BYTES + mask.length + 4 * wet + 4 * (deep.length + fast.length));
  const view = new DataView(bytes.buffer);
  [wet, deep.length / 2, fast.length / 2].forEach((count, k) => {
    view.setUint32(4 * k, count, true);
  });
  bytes.set(mask, HEAD_BYTES);
  const at = HEAD_BYTES + mask.length;
  writeDifferences(bytes, at, depth, depth, before?.depth, wet);
  writeDifferences(bytes, at + 2 * wet, depth, speed, before?.speed, wet);
  [...deep, ...fast].forEach((value, k) => {
    view.setUint32(at + 4 * wet + 4 * k, value, true);
  });
  return { bytes: deflateSync(bytes, { level: LEVEL }), whole };
}

/** The high bytes are nearly all zero. */
function writeDifferences(
  bytes: Uint8Array,
  at: number,
  depth: Uint16Array,
  values: Uint16Array,
  before: Uint16Array | undefined,
  wet: number,
): void {
  let k = at;
  for (let cell = 0; cell < values.length; cell++) {
    if (depth[cell] === 0) continue;
    const difference = ((values[cell] - (before ? before[cell] : 0)) << 16) >> 16;
    const folded = ((difference << 1) ^ (difference >> 31)) & 0xffff;
    bytes[k] = folded & 255;
    bytes[k + wet] = folded >> 8;
    k++;
  }
}

/** Inflated bytes of a frame and where their parts lie. */
interface Opened {
  readonly raw: Uint8Array;
  readonly wet: number;
  /** Start of the differences of depth; those of speed follow after 2 × `wet`. */
  readonly at: number;
  readonly beyond: Beyond;
}

/** @throws Error where the bytes are no stored frame of this size */
function open(bytes: Uint8Array, cells: number): Opened {
  const raw = inflateSync(bytes);
  const at = HEAD_BYTES + Math.ceil(cells / 8);
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const [wet, deep, fast] =
    raw.length >= HEAD_BYTES ? [0, 4, 8].map((place) => view.getUint32(place, true)) : [-1, 0, 0];
  if (raw.length !== at + 4 * wet + 8 * (deep + fast)) throw new Error('A stored frame is damaged.');
  const list = (from: number, count: number): number[] =>
    Array.from({ length: 2 * count }, (_, k) => view.getUint32(from + 4 * k, true));
  const end = at + 4 * wet;
  return { raw, wet, at, beyond: { depth: list(end, deep), speed: list(end + 8 * deep, fast) } };
}

const unfold = (folded: number, was: number): number => (was + ((folded >>> 1) ^ -(folded & 1))) & 0xffff;

/** Turns the previous frame in `whole` (dry for a frame that stands alone) into this one. */
export function decodeOnto(bytes: Uint8Array, whole: Whole): Beyond {
  const { depth, speed } = whole;
  const cells = depth.length;
  const { raw, wet, at, beyond } = open(bytes, cells);
  let k = at;
  for (let first = 0; first < cells; first += 8) {
    const eight = raw[HEAD_BYTES + (first >> 3)];
    const end = Math.min(first + 8, cells);
    if (eight === 0) {
      depth.fill(0, first, end);
      speed.fill(0, first, end);
      continue;
    }
    for (let cell = first; cell < end; cell++) {
      if (eight & (1 << (cell & 7))) {
        depth[cell] = unfold(raw[k] | (raw[k + wet] << 8), depth[cell]);
        speed[cell] = unfold(raw[k + 2 * wet] | (raw[k + 3 * wet] << 8), speed[cell]);
        k++;
      } else {
        depth[cell] = 0;
        speed[cell] = 0;
      }
    }
  }
  return beyond;
}

/** A frame in metres and m/s. */
export function toFrame({ depth, speed }: Whole, beyond: Beyond, timeS: number): Frame {
  const metres = (values: Uint16Array, large: Beyond['depth'], scale: number): Float32Array => {
    const field = new Float32Array(values.length);
    for (let cell = 0; cell < field.length; cell++) if (values[cell] !== 0) field[cell] = values[cell] / scale;
    for (let n = 0; n < large.length; n += 2) field[large[n]] = large[n + 1] / scale;
    return field;
  };
  return {
    timeS,
    depthM: metres(depth, beyond.depth, DEPTH_SCALE),
    speedMS: metres(speed, beyond.speed, SPEED_SCALE),
  };
}

/** Depth and speed of one cell over frames that follow each other, the first of which stands alone. */
export class CellReader {
  readonly #cell: number;
  readonly #cells: number;
  #depth = 0;
  #speed = 0;

  constructor(cell: number, cells: number) {
    this.#cell = cell;
    this.#cells = cells;
  }

  /** @param alone the frame is not told against the one before */
  next(bytes: Uint8Array, alone: boolean): { readonly depthM: number; readonly speedMS: number } {
    const { raw, wet, at, beyond } = open(bytes, this.#cells);
    const cell = this.#cell;
    const isWet = raw[HEAD_BYTES + (cell >> 3)] & (1 << (cell & 7));
    if (!isWet || alone) {
      this.#depth = 0;
      this.#speed = 0;
    }
    if (!isWet) return { depthM: 0, speedMS: 0 };
    let k = at;
    for (let place = HEAD_BYTES; place < HEAD_BYTES + (cell >> 3); place++) k += bitsOf(raw[place]);
    k += bitsOf(raw[HEAD_BYTES + (cell >> 3)] & ((1 << (cell & 7)) - 1));
    this.#depth = unfold(raw[k] | (raw[k + wet] << 8), this.#depth);
    this.#speed = unfold(raw[k + 2 * wet] | (raw[k + 3 * wet] << 8), this.#speed);
    const value = (whole: number, large: Beyond['depth']): number => {
      for (let n = 0; n < large.length; n += 2) if (large[n] === cell) return large[n + 1];
      return whole;
    };
    return {
      depthM: value(this.#depth, beyond.depth) / DEPTH_SCALE,
      speedMS: value(this.#speed, beyond.speed) / SPEED_SCALE,
    };
  }
}

function bitsOf(byte: number): number {
  let bits = byte - ((byte >> 1) & 0x55);
  bits = (bits & 0x33) + ((bits >> 2) & 0x33);
  return (bits + (bits >> 4)) & 0x0f;
}
