import { deflateSync, inflateSync } from 'fflate';
import type { Snapshot } from './engine.ts';
import type { UndergroundPast } from './underground.ts';

/**
 * A `Snapshot` as bytes, for checkpoints. Little-endian:
 *
 * - `TWINSTA` and the version (1 byte), 1 where the rest is deflated (u32), checksum of this and the rest (u32)
 * - length of the head (u32, a multiple of 8 with itself), then the head: JSON with sizes, times, volumes and lineage
 * - the fields in the order of `FIELDS`, each on a multiple of 8 bytes
 */
const MAGIC = 'TWINSTA';
const VERSION = 2;
const HEADER_BYTES = 16;

type Field = Float32Array | Float64Array | Uint8Array;
type Head = Omit<
  Snapshot,
  'depthM' | 'restM' | 'fluxX' | 'fluxY' | 'soakedM' | 'maps' | 'floodedBefore' | 'pipes' | 'past'
> & {
  /** Bits of these fields; 0: not there. */
  readonly soaked: 0 | 32 | 64;
  readonly duration: 32 | 64;
  /** Numbers of the pipes' state. */
  readonly pipes?: number;
  /** Their past, with how many values it has. */
  readonly past?: Omit<UndergroundPast, 'values'> & { readonly values: number };
};

const bitsOf = (field: Float32Array | Float64Array): 32 | 64 => (field instanceof Float64Array ? 64 : 32);
const align = (bytes: number): number => Math.ceil(bytes / 8) * 8;

/** The fields in their order in the file. */
function fieldsOf(snapshot: Snapshot): readonly Field[] {
  const { depthM, restM, fluxX, fluxY, soakedM, maps, floodedBefore, pipes, past } = snapshot;
  const { duration, depthMax, deepestAt, speedMax, productMax, hazardMax, arrival } = maps;
  const water = [duration, depthM, restM, fluxX, fluxY];
  const most = [depthMax, deepestAt, speedMax, productMax, hazardMax, arrival, floodedBefore];
  return [...water, ...most, ...(soakedM ? [soakedM] : []), ...(pipes ? [pipes] : []), ...(past ? [past.values] : [])];
}

/**
 * @param deflated small instead of quick: about half the bytes of a flooded city, for some seconds a million cells
 */
export function writeState(snapshot: Snapshot, deflated = false): Uint8Array<ArrayBuffer> {
  const { format, cols, rows, timeS, steps, cellSteps, fluxAt, volumeM3, lineage, soakedM, maps, pipes, past } =
    snapshot;
  const head: Head = {
    format,
    cols,
    rows,
    timeS,
    steps,
    cellSteps,
    fluxAt,
    volumeM3,
    ...(lineage && { lineage }),
    soaked: soakedM ? bitsOf(soakedM) : 0,
    duration: bitsOf(maps.duration),
    ...(pipes && { pipes: pipes.length }),
    ...(past && { past: { ...past, values: past.values.length } }),
  };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const start = align(4 + text.length);
  const fields = fieldsOf(snapshot);
  const body = new Uint8Array(fields.reduce((sum, field) => sum + align(field.byteLength), start)).fill(32, 4, start);
  new DataView(body.buffer).setUint32(0, start - 4, true);
  body.set(text, 4);
  let at = start;
  for (const field of fields) {
    body.set(new Uint8Array(field.buffer, field.byteOffset, field.byteLength), at);
    at += align(field.byteLength);
  }
  const rest = deflated ? deflateSync(body, { level: 1 }) : body;
  const out = new Uint8Array(HEADER_BYTES + rest.length);
  out.set(new TextEncoder().encode(MAGIC));
  out[7] = VERSION;
  const view = new DataView(out.buffer);
  view.setUint32(8, deflated ? 1 : 0, true);
  view.setUint32(12, checksum(rest, view.getUint32(8, true)), true);
  out.set(rest, HEADER_BYTES);
  return out;
}

/** @throws Error with a sentence that says why these bytes are no state */
export function readState(bytes: Uint8Array): Snapshot {
  if (String.fromCharCode(...bytes.subarray(0, 7)) !== MAGIC) {
    throw new Error('Expected the state of a run (TWINSTA), found something else.');
  }
  if (bytes[7] !== VERSION) throw new Error(`Expected a state of version ${VERSION}, found ${bytes[7]}.`);
  const damaged = new Error('The state of the run is damaged: its bytes do not fit their checksum.');
  if (bytes.length < HEADER_BYTES) throw damaged;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const packed = bytes.subarray(HEADER_BYTES);
  const form = view.getUint32(8, true);
  if (checksum(packed, form) !== view.getUint32(12, true)) throw damaged;
  const body = form === 1 ? inflateSync(packed) : packed.slice();
  const start = 4 + new DataView(body.buffer).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(body.subarray(4, start))) as Head;
  return fill(head, body, start);
}

function fill(
  { soaked, duration, pipes: ofPipes = 0, past, ...head }: Head,
  body: Uint8Array<ArrayBuffer>,
  start: number,
): Snapshot {
  const cells = (head.cols + 2) * (head.rows + 2);
  let at = start;
  const next = <T>(
    make: new (buffer: ArrayBuffer, place: number, count: number) => T,
    bytes: number,
    count = cells,
  ): T => {
    const field = new make(body.buffer, at, count);
    at += align(bytes * count);
    return field;
  };
  const wide = (bits: 32 | 64): Float32Array | Float64Array =>
    bits === 64 ? next(Float64Array, 8) : next(Float32Array, 4);
  const durationMap = wide(duration);
  const depthM = next(Float32Array, 4);
  const restM = next(Float32Array, 4);
  const fluxX = next(Float32Array, 4);
  const fluxY = next(Float32Array, 4);
  const depthMax = next(Float32Array, 4);
  const deepestAt = next(Float32Array, 4);
  const speedMax = next(Float32Array, 4);
  const productMax = next(Float32Array, 4);
  const hazardMax = next(Float32Array, 4);
  const arrival = next(Float32Array, 4);
  const floodedBefore = next(Uint8Array, 1);
  const soakedM = soaked === 0 ? undefined : wide(soaked);
  const pipes = ofPipes > 0 ? next(Float64Array, 8, ofPipes) : undefined;
  const maps = { depthMax, deepestAt, speedMax, productMax, hazardMax, arrival, duration: durationMap };
  return {
    ...head,
    depthM,
    restM,
    fluxX,
    fluxY,
    maps,
    floodedBefore,
    ...(soakedM && { soakedM }),
    ...(pipes && { pipes }),
    ...(past && { past: { ...past, values: next(Float32Array, 4, past.values) } }),
  };
}

/** FNV-1a over whole 32-bit words, the length and what is left over: tells damage, not forgery. */
function checksum(bytes: Uint8Array, form: number): number {
  const words = bytes.length >> 2;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let sum = Math.imul(0x811c9dc5 ^ bytes.length ^ Math.imul(form, 0x9e3779b1), 0x01000193);
  for (let k = 0; k < words; k++) sum = Math.imul(sum ^ view.getInt32(4 * k, true), 0x01000193);
  for (let k = 4 * words; k < bytes.length; k++) sum = Math.imul(sum ^ bytes[k], 0x01000193);
  return sum >>> 0;
}
