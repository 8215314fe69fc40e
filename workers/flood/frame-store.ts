import { CellReader, decodeOnto, dryWhole, encodeFrame, toFrame, type Whole } from './frames.ts';
import type { Frame, Grid } from './types.ts';

/**
 * `frames.twin`, and the page's own store. Little-endian:
 *
 * - header: `TWINFRM` and the version (1 byte), cols, rows (u32), cell size, xMin, yMin (f64)
 * - chunks, one a frame (`frames.ts`); some stand alone, so that any frame is reached by few steps
 * - index: time (f64), place (f64), length (u32), 1 where it stands alone (u32); then count (u32) and `FRMS`
 */
const VERSION = 1;
/** Among so many frames one stands alone: any frame of 330,000 cells is unpacked within 100 ms; costs a tenth of the bytes. */
const KEY_EVERY = 8;
const HEADER_BYTES = 40;
const ENTRY_BYTES = 24;
const MAGIC = 'TWINFRM';
const END = 'FRMS';

interface Chunk {
  readonly timeS: number;
  readonly bytes: Uint8Array;
  readonly alone: boolean;
}

/** The frames of a run in order of time, held packed; any of them is read in any order. */
export class FrameStore {
  readonly grid: Grid;
  readonly #chunks: Chunk[] = [];
  /** The frame added last, which the next one is told against; undefined: the next one stands alone. */
  #added: Whole | undefined;
  #sinceKey = 0;
  /** The frame read last, so that reading on costs one step a frame. */
  #read: { index: number; readonly whole: Whole } | undefined;

  constructor(grid: Grid) {
    this.grid = grid;
  }

  /** @throws Error naming what is wrong with the bytes */
  static open(bytes: Uint8Array): FrameStore {
    const store = new FrameStore(gridOf(bytes));
    store.append(bytes);
    return store;
  }

  get count(): number {
    return this.#chunks.length;
  }

  get timesS(): readonly number[] {
    return this.#chunks.map(({ timeS }) => timeS);
  }

  add(frame: Frame): void {
    const before = this.#sinceKey < KEY_EVERY ? this.#added : undefined;
    const { bytes, whole } = encodeFrame(frame, before);
    this.#sinceKey = before ? this.#sinceKey + 1 : 1;
    this.#added = whole;
    this.#chunks.push({ timeS: frame.timeS, bytes, alone: before === undefined });
  }

  /** The next frame stands alone: what comes from here on can be stored as a part of its own. */
  cut(): void {
    this.#added = undefined;
  }

  /** Adds the frames of a file that go on after these. Its bytes are held, not copied. */
  append(file: Uint8Array): void {
    const { cols, rows } = gridOf(file);
    if (cols !== this.grid.cols || rows !== this.grid.rows) {
      throw new Error(`Stored frames of ${cols} × ${rows} cells do not fit ${this.grid.cols} × ${this.grid.rows}.`);
    }
    const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
    const count = view.getUint32(file.length - 8, true);
    const start = file.length - 8 - count * ENTRY_BYTES;
    for (let k = 0; k < count; k++) {
      const at = start + k * ENTRY_BYTES;
      const place = view.getFloat64(at + 8, true);
      this.#chunks.push({
        timeS: view.getFloat64(at, true),
        bytes: file.subarray(place, place + view.getUint32(at + 16, true)),
        alone: view.getUint32(at + 20, true) === 1,
      });
    }
    this.cut();
  }

  /** Keeps only the first frames. */
  truncate(count: number): void {
    this.#chunks.length = Math.min(this.#chunks.length, count);
    this.#read = undefined;
    this.cut();
  }

  /** Unpacks from the frame read last, or from the nearest one before that stands alone. */
  read(index: number): Frame {
    const chunks = this.#chunks;
    if (!(index in chunks)) throw new RangeError(`Frame ${index} of ${chunks.length}`);
    let first = index;
    while (!chunks[first].alone && this.#read?.index !== first - 1) first--;
    const { whole } = this.#read ?? { whole: dryWhole(this.grid.cols * this.grid.rows) };
    this.#read = undefined;
    for (let k = first; ; k++) {
      const { bytes, timeS, alone } = chunks[k];
      if (alone) for (const field of [whole.depth, whole.speed]) field.fill(0);
      const beyond = decodeOnto(bytes, whole);
      if (k < index) continue;
      this.#read = { index, whole };
      return toFrame(whole, beyond, timeS);
    }
  }

  /** Depth and speed of one cell, frame by frame. */
  *series(cell: number): Generator<{ readonly timeS: number; readonly depthM: number; readonly speedMS: number }> {
    const reader = new CellReader(cell, this.grid.cols * this.grid.rows);
    for (const { timeS, bytes, alone } of this.#chunks) yield { timeS, ...reader.next(bytes, alone) };
  }

  /**
   * The file in pieces, so that a Blob can be made of it without a copy in between.
   * @param from first frame of the part that is wanted: 0, or one before which `cut` was called
   */
  pieces(from = 0): Uint8Array<ArrayBuffer>[] {
    const chunks = this.#chunks.slice(from);
    const header = new Uint8Array(HEADER_BYTES);
    const view = new DataView(header.buffer);
    const { cols, rows, cellSizeM, xMin, yMin } = this.grid;
    header.set(new TextEncoder().encode(MAGIC));
    header[7] = VERSION;
    view.setUint32(8, cols, true);
    view.setUint32(12, rows, true);
    [cellSizeM, xMin, yMin].forEach((value, k) => {
      view.setFloat64(16 + 8 * k, value, true);
    });
    const index = new Uint8Array(chunks.length * ENTRY_BYTES + 8);
    const entries = new DataView(index.buffer);
    let place = HEADER_BYTES;
    chunks.forEach(({ timeS, bytes, alone }, k) => {
      const at = k * ENTRY_BYTES;
      entries.setFloat64(at, timeS, true);
      entries.setFloat64(at + 8, place, true);
      entries.setUint32(at + 16, bytes.length, true);
      entries.setUint32(at + 20, alone ? 1 : 0, true);
      place += bytes.length;
    });
    entries.setUint32(index.length - 8, chunks.length, true);
    index.set(new TextEncoder().encode(END), index.length - 4);
    return [header, ...chunks.map(({ bytes }) => bytes as Uint8Array<ArrayBuffer>), index];
  }

  /** The whole file. */
  finish(): Uint8Array<ArrayBuffer> {
    const pieces = this.pieces();
    const out = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const piece of pieces) {
      out.set(piece, at);
      at += piece.length;
    }
    return out;
  }
}

function gridOf(file: Uint8Array): Grid {
  const text = (from: number, to: number): string => String.fromCharCode(...file.subarray(from, to));
  if (text(0, 7) !== MAGIC) throw new Error('Expected stored frames (TWINFRM), found something else.');
  if (file[7] !== VERSION) throw new Error(`Expected stored frames of version ${VERSION}, found ${file[7]}.`);
  if (file.length < HEADER_BYTES + 8 || text(file.length - 4, file.length) !== END) {
    throw new Error('The stored frames are cut off: their index is missing.');
  }
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  return {
    cols: view.getUint32(8, true),
    rows: view.getUint32(12, true),
    cellSizeM: view.getFloat64(16, true),
    xMin: view.getFloat64(24, true),
    yMin: view.getFloat64(32, true),
  };
}
