import type { Lineage } from './engine.ts';
import { Sha256 } from './sha256.ts';
import { CELL, type Domain } from './types.ts';
import { engineName } from './version.ts';

/**
 * Identity of a run: everything that changes its result (grid, ground, losses, rain, boundaries, times, engine and
 * build) and nothing that does not (names, gauges, warnings, threads; a field given as one value or as equal values).
 *
 * @returns 64 hexadecimal digits (SHA-256)
 */
export function hashDomain(domain: Domain, engine: string = engineName('inertial', 'ts')): string {
  const sha = new Sha256();
  const text = (label: string): void => {
    sha.update(new TextEncoder().encode(`${label}\n`));
  };
  const bytes = (field: Uint8Array | Uint32Array | Float32Array | Float64Array): void => {
    text(String(field.length));
    sha.update(new Uint8Array(field.buffer, field.byteOffset, field.byteLength));
  };
  const { cols, rows, cellSizeM, xMin, yMin } = domain.grid;
  text(`twin-run/1 ${engine}`);
  bytes(Float64Array.of(cols, rows, cellSizeM, xMin, yMin, domain.durationS, domain.outputEveryS));
  text(domain.edges);
  bytes(domain.kind);
  bytes(onActive(domain, domain.groundM));
  for (const field of [domain.manning, domain.infiltrationMmH, domain.initialDepthM]) bytes(onActive(domain, field));
  bytes(domain.drainsMmH ?? new Float32Array(0));
  if (domain.roofs) {
    text('roofs');
    bytes(domain.roofs.cells);
    bytes(domain.roofs.to);
  }
  text(`rain ${domain.rain.length}`);
  for (const zone of domain.rain) {
    text(zone.cells ? 'cells' : 'all');
    if (zone.cells) bytes(zone.cells);
    bytes(zone.timesS);
    bytes(zone.intensityMmH);
  }
  text(`inflows ${domain.inflows.length}`);
  for (const inflow of domain.inflows) {
    bytes(inflow.cells);
    bytes(inflow.timesS);
    bytes(inflow.dischargeM3s);
  }
  text(`levels ${domain.levels.length}`);
  for (const level of domain.levels) {
    bytes(level.cells);
    bytes(level.timesS);
    bytes(level.levelM);
  }
  text(`barriers ${domain.barriers.length}`);
  for (const barrier of domain.barriers) {
    bytes(barrier.cells);
    bytes(barrier.crestM);
    bytes(Float64Array.of(barrier.fromS, barrier.toS));
  }
  hashSoils(domain, text, bytes);
  hashCulverts(domain, text, bytes);
  hashStructures(domain, text, bytes);
  return sha.digest();
}

type Text = (label: string) => void;
type Bytes = (field: Uint8Array | Uint32Array | Float32Array | Float64Array) => void;

/** Numbers of a plain object in the order of its keys; texts between them. */
function hashValues(value: object, text: Text, bytes: Bytes): void {
  for (const [key, entry] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (key === 'id') continue;
    text(typeof entry === 'number' ? key : `${key} ${entry}`);
    if (typeof entry === 'number') bytes(Float64Array.of(entry));
  }
}

/** The soil of each computed cell, whatever its place in the table. */
function hashSoils({ soils, kind }: Domain, text: Text, bytes: Bytes): void {
  if (!soils) return;
  const order = new Map<number, number>([[0, 0]]);
  const index = Uint32Array.from(soils.index, (soil, cell) => {
    if (kind[cell] !== CELL.active) return 0;
    if (!order.has(soil)) order.set(soil, order.size);
    return order.get(soil) as number;
  });
  if (order.size === 1) return;
  text('soils');
  bytes(index);
  for (const soil of order.keys()) {
    if (soil === 0) continue;
    const { infiltration, perviousShare, abstractionMm } = soils.table[soil - 1];
    hashValues({ perviousShare, abstractionMm, ...infiltration }, text, bytes);
  }
}

function hashCulverts({ culverts = [] }: Domain, text: Text, bytes: Bytes): void {
  if (culverts.length > 0) text(`culverts ${culverts.length}`);
  for (const { fromCells, toCells, ...rest } of culverts) {
    bytes(fromCells);
    bytes(toCells);
    hashValues(rest, text, bytes);
  }
}

function hashStructures({ structures = [] }: Domain, text: Text, bytes: Bytes): void {
  if (structures.length > 0) text(`structures ${structures.length}`);
  for (const { cells, south, widthShare, weir, gate } of structures) {
    bytes(cells);
    bytes(south);
    bytes(Float64Array.of(widthShare));
    if (weir) {
      text('weir');
      bytes(weir.crestM);
      bytes(Float64Array.of(weir.coefficient));
    }
    if (gate) {
      text('gate');
      bytes(Float64Array.of(gate.sillM, gate.heightM, gate.coefficient));
      bytes(gate.timesS);
      bytes(gate.openShare);
    }
  }
}

/** Identity of anything that can be written down. */
export const hashText = (text: string): string => new Sha256().update(new TextEncoder().encode(text)).digest();

/**
 * Identity of a run that was changed on the way: all its Domains and the times from which they hold. Without a change
 * it is the Domain's own.
 */
export function hashLineage(lineage: Lineage): string {
  if (lineage.length === 1) return lineage[0].domain;
  const text = lineage.map(({ fromS, domain }) => `${fromS} ${domain}`).join('\n');
  return hashText(`twin-fork/1\n${text}`);
}

/** The field as the engine sees it: 32 bits, zero where nothing is computed, one value if it is the same everywhere. */
function onActive(domain: Domain, field: number | Float32Array): Float32Array {
  if (typeof field === 'number') return Float32Array.of(field);
  const out = new Float32Array(field.length);
  let first: number | undefined;
  let same = true;
  for (let cell = 0; cell < out.length; cell++) {
    if (domain.kind[cell] !== CELL.active) continue;
    out[cell] = field[cell];
    first ??= out[cell];
    same &&= out[cell] === first;
  }
  return same ? Float32Array.of(first ?? 0) : out;
}
