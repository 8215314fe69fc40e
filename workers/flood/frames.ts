import { deflateSync, inflateSync } from 'fflate';
import type { Frame, Grid } from './types.ts';

/**
 * The stored form of frames (`frames.twin`, and the page's own store): depth in whole millimetres, speed in whole
 * centimetres a second, wet cells only, as differences to the frame before, deflated. Little-endian:
 *
 * - header: `TWINFRM` and the version (1 byte), cols, rows (u32), cell size, xMin, yMin (f64)
 * - chunks, one a frame; every `KEY_EVERY`th stands alone, so that any frame is reached by few steps
 * - index: time (f64), place (f64), length (u32), 1 where it stands alone (u32); then count (u32) and `FRMS`
 */
const VERSION = 1;
const KEY_EVERY = 24;
const HEADER_BYTES = 40;
const ENTRY_BYTES = 24;
const MAGIC = 'TWINFRM';
const END = 'FRMS';
/** Millimetres or cm/s that 16 bits cannot hold are told apart, cell by cell. */
const ESCAPE = 65535;
const DEPTH_SCALE = 1000;
const SPEED_SCALE = 100;

/** A frame in whole numbers; values from `ESCAPE` on stand in `beyond`. */
interface Quantised {
  readonly values: Uint16Array;
  readonly beyond: ReadonlyMap<number, number>;
}

function quantise(field: Float32Array, scale: number, where?: Uint16Array): Quantised {
  const values = new Uint16Array(field.length);
  const beyond = new Map<number, number>();
  for (let cell = 0; cell < field.length; cell++) {
    const value = field[cell];
    if (!(value > 0) || where?.[cell] === 0) continue;
    const whole = Math.min(Math.round(value * scale), 0xffffffff);
    if (whole < ESCAPE) values[cell] = whole;
    else {
      values[cell] = ESCAPE;
      beyond.set(cell, whole);
    }
  }
  return { values, beyond };
}

/** One stored frame and the state that the next one is told against. */
export interface Encoded {
  readonly bytes: Uint8Array;
  readonly state: { readonly depth: Uint16Array; readonly speed: Uint16Array };
}

/** @param before state of the previous frame; undefined makes a frame that stands alone */
export function encodeFrame(frame: Frame, before?: Encoded['state']): Encoded {
  const depth = quantise(frame.depthM, DEPTH_SCALE);
  const speed = quantise(frame.speedMS, SPEED_SCALE, depth.values);
  const cells = depth.values.length;
  const mask = new Uint8Array(Math.ceil(cells / 8));
  let wet = 0;
  for (let cell = 0; cell < cells; cell++) {
    if (depth.values[cell] === 0) continue;
    mask[cell >> 3] |= 1 << (cell & 7);
    wet++;
  }
  const escapes = [...depth.beyond].flat();
  const fast = [...speed.beyond].flat();
  const bytes = new Uint8Array(12 + mask.length + 4 * wet + 4 * (escapes.length + fast.length));
  const view = new DataView(bytes.buffer);
  [wet, depth.beyond.size, speed.beyond.size].forEach((count, k) => {
    view.setUint32(4 * k, count, true);
  });
  bytes.set(mask, 12);
  const at = 12 + mask.length;
  writeDifferences(bytes, at, depth.values, depth.values, before?.depth, wet);
  writeDifferences(bytes, at + 2 * wet, depth.values, speed.values, before?.speed, wet);
  [...escapes, ...fast].forEach((value, k) => {
    view.setUint32(at + 4 * wet + 4 * k, value, true);
  });
  return { bytes: deflateSync(bytes, { level: 6 }), state: { depth: depth.values, speed: speed.values } };
}

/** Differences folded to 0, −1, 1, −2, … as low bytes, then high bytes: the high ones are nearly all zero. */
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

/** @throws Error where the bytes are no stored frame of this size */
export function decodeFrame(
  bytes: Uint8Array,
  cells: number,
  timeS: number,
  before?: Encoded['state'],
): { readonly frame: Frame; readonly state: Encoded['state'] } {
  const raw = inflateSync(bytes);
  const maskBytes = Math.ceil(cells / 8);
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const [wet, deep, fast] = raw.length >= 12 ? [0, 4, 8].map((place) => view.getUint32(place, true)) : [-1, 0, 0];
  if (raw.length !== 12 + maskBytes + 4 * wet + 8 * (deep + fast)) throw new Error('A stored frame is damaged.');
  const depth = new Uint16Array(cells);
  const speed = new Uint16Array(cells);
  const depthM = new Float32Array(cells);
  const speedMS = new Float32Array(cells);
  const at = 12 + maskBytes;
  const unfold = (k: number, was: number): number => {
    const folded = raw[k] | (raw[k + wet] << 8);
    return (was + ((folded >>> 1) ^ -(folded & 1))) & 0xffff;
  };
  let k = at;
  for (let cell = 0; cell < cells; cell++) {
    if (!(raw[12 + (cell >> 3)] & (1 << (cell & 7)))) continue;
    depth[cell] = unfold(k, before ? before.depth[cell] : 0);
    speed[cell] = unfold(k + 2 * wet, before ? before.speed[cell] : 0);
    depthM[cell] = depth[cell] / DEPTH_SCALE;
    speedMS[cell] = speed[cell] / SPEED_SCALE;
    k++;
  }
  let place = at + 4 * wet;
  for (let n = 0; n < deep + fast; n++, place += 8) {
    const [field, scale] = n < deep ? [depthM, DEPTH_SCALE] : [speedMS, SPEED_SCALE];
    field[view.getUint32(place, true)] = view.getUint32(place + 4, true) / scale;
  }
  return { frame: { timeS, depthM, speedMS }, state: { depth, speed } };
}

interface Entry {
  readonly timeS: number;
  readonly place: number;
  readonly bytes: number;
  readonly alone: boolean;
}

/** Collects frames into one file; frames come in order of time. */
export class FrameWriter {
  readonly #grid: Grid;
  readonly #chunks: Uint8Array[] = [];
  readonly #entries: Entry[] = [];
  #state: Encoded['state'] | undefined;
  #end = HEADER_BYTES;

  constructor(grid: Grid) {
    this.#grid = grid;
  }

  add(frame: Frame): void {
    const alone = this.#entries.length % KEY_EVERY === 0;
    const { bytes, state } = encodeFrame(frame, alone ? undefined : this.#state);
    this.#state = state;
    this.#chunks.push(bytes);
    this.#entries.push({ timeS: frame.timeS, place: this.#end, bytes: bytes.length, alone });
    this.#end += bytes.length;
  }

  finish(): Uint8Array<ArrayBuffer> {
    const entries = this.#entries;
    const out = new Uint8Array(this.#end + entries.length * ENTRY_BYTES + 8);
    const view = new DataView(out.buffer);
    const { cols, rows, cellSizeM, xMin, yMin } = this.#grid;
    out.set(new TextEncoder().encode(MAGIC));
    out[7] = VERSION;
    view.setUint32(8, cols, true);
    view.setUint32(12, rows, true);
    [cellSizeM, xMin, yMin].forEach((value, k) => {
      view.setFloat64(16 + 8 * k, value, true);
    });
    this.#chunks.forEach((chunk, k) => {
      out.set(chunk, entries[k].place);
    });
    entries.forEach((entry, k) => {
      const at = this.#end + k * ENTRY_BYTES;
      view.setFloat64(at, entry.timeS, true);
      view.setFloat64(at + 8, entry.place, true);
      view.setUint32(at + 16, entry.bytes, true);
      view.setUint32(at + 20, entry.alone ? 1 : 0, true);
    });
    view.setUint32(out.length - 8, entries.length, true);
    out.set(new TextEncoder().encode(END), out.length - 4);
    return out;
  }
}

/** Any frame of a stored run, in any order. */
export class FrameReader {
  readonly grid: Grid;
  readonly timesS: readonly number[];
  readonly #bytes: Uint8Array;
  readonly #entries: readonly Entry[];
  #last: { readonly index: number; readonly state: Encoded['state'] } | undefined;

  /** @throws Error naming what is wrong with the bytes */
  constructor(bytes: Uint8Array) {
    const text = (from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));
    if (text(0, 7) !== MAGIC) throw new Error('Expected stored frames (TWINFRM), found something else.');
    if (bytes[7] !== VERSION) throw new Error(`Expected stored frames of version ${VERSION}, found ${bytes[7]}.`);
    if (bytes.length < HEADER_BYTES + 8 || text(bytes.length - 4, bytes.length) !== END) {
      throw new Error('The stored frames are cut off: their index is missing.');
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#bytes = bytes;
    this.grid = {
      cols: view.getUint32(8, true),
      rows: view.getUint32(12, true),
      cellSizeM: view.getFloat64(16, true),
      xMin: view.getFloat64(24, true),
      yMin: view.getFloat64(32, true),
    };
    const count = view.getUint32(bytes.length - 8, true);
    const start = bytes.length - 8 - count * ENTRY_BYTES;
    this.#entries = Array.from({ length: count }, (_, k) => {
      const at = start + k * ENTRY_BYTES;
      return {
        timeS: view.getFloat64(at, true),
        place: view.getFloat64(at + 8, true),
        bytes: view.getUint32(at + 16, true),
        alone: view.getUint32(at + 20, true) === 1,
      };
    });
    this.timesS = this.#entries.map((entry) => entry.timeS);
  }

  /** Decodes from the frame read last, or from the nearest one before that stands alone. */
  read(index: number): Frame {
    if (!(index in this.#entries)) throw new RangeError(`Frame ${index} of ${this.#entries.length}`);
    let first = index;
    while (!this.#entries[first].alone && this.#last?.index !== first - 1) first--;
    let frame: Frame | undefined;
    for (let k = first; k <= index; k++) {
      const { place, bytes, timeS, alone } = this.#entries[k];
      const chunk = this.#bytes.subarray(place, place + bytes);
      const before = alone ? undefined : this.#last?.state;
      const decoded = decodeFrame(chunk, this.grid.cols * this.grid.rows, timeS, before);
      this.#last = { index: k, state: decoded.state };
      frame = decoded.frame;
    }
    return frame as Frame;
  }
}
