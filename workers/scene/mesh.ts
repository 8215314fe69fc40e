import type { LayerId } from '../../layers/types.ts';
import type { LocalFrame } from './frame.ts';
import { toLocal } from './frame.ts';
import { encodeGlb } from './glb.ts';
import type { PartKind, ScenePart } from './types.ts';

/** Steps of the 16-bit positions, m: ±819 m around a part's origin. */
export const POSITION_STEP_M = 0.025;
/** Steps of the facade coordinates: one window bay, one floor. */
export const FACADE_STEPS = 16;

/** How a vertex is painted: which entry of the palette, how it varies, what surface it is. */
export interface Paint {
  /** Index in PALETTE. */
  readonly entry: number;
  /** 0–255: lighter, darker, warmer, cooler from feature to feature. */
  readonly shade: number;
}

/** What a surface is to the shader. */
export const SURFACE = { plain: 0, wall: 1, roof: 2, crown: 3, lampHead: 4, tube: 5, shaft: 6, lid: 7 } as const;

/**
 * Vertices and triangles of one part, growing. Positions are metres east, north, up of the part's frame; they are
 * stored in 16-bit steps, normals in 8 bits.
 */
export class MeshBuilder {
  readonly frame: LocalFrame;
  private vertexCount = 0;
  private indexCount = 0;
  private positions = new Int16Array(4096 * 4);
  private normals = new Int8Array(4096 * 4);
  private paints = new Uint8Array(4096 * 4);
  private facades = new Uint16Array(4096 * 2);
  private features = new Float32Array(4096);
  private indices = new Uint32Array(8192);
  private readonly seen = new Set<number>();
  private radius2 = 0;

  /** State of the pen: what the next vertices get. */
  feature = 0;
  paint: Paint = { entry: 0, shade: 128 };
  surface: number = SURFACE.plain;

  constructor(frame: LocalFrame) {
    this.frame = frame;
  }

  get vertices(): number {
    return this.vertexCount;
  }

  /** Adds a vertex (east, north, up; normal; bay and floor of a facade) and returns its index. */
  vertex(e: number, n: number, u: number, ne: number, nn: number, nu: number, bay = 0, floor = 0): number {
    const i = this.vertexCount++;
    if (i >= this.features.length) this.grow();
    const p = i * 4;
    this.positions[p] = clamp16(e / POSITION_STEP_M);
    this.positions[p + 1] = clamp16(u / POSITION_STEP_M);
    this.positions[p + 2] = clamp16(-n / POSITION_STEP_M);
    this.normals[p] = Math.round(ne * 127);
    this.normals[p + 1] = Math.round(nu * 127);
    this.normals[p + 2] = Math.round(-nn * 127);
    this.paints[p] = this.paint.entry;
    this.paints[p + 1] = this.paint.shade;
    this.paints[p + 2] = this.surface;
    this.facades[i * 2] = Math.max(0, Math.min(65535, Math.round(bay * FACADE_STEPS)));
    this.facades[i * 2 + 1] = Math.max(0, Math.min(65535, Math.round(floor * FACADE_STEPS)));
    this.features[i] = this.feature;
    this.seen.add(this.feature);
    const r2 = e * e + n * n + u * u;
    if (r2 > this.radius2) this.radius2 = r2;
    return i;
  }

  /** A triangle, counter-clockwise seen from outside. */
  triangle(a: number, b: number, c: number): void {
    if (this.indexCount + 3 > this.indices.length) {
      const bigger = new Uint32Array(this.indices.length * 2);
      bigger.set(this.indices);
      this.indices = bigger;
    }
    this.indices[this.indexCount++] = a;
    this.indices[this.indexCount++] = b;
    this.indices[this.indexCount++] = c;
  }

  /** A flat quad a-b-c-d (counter-clockwise from outside) with its own vertices. Points are east, north, up. */
  quad(a: Point3, b: Point3, c: Point3, d: Point3): void {
    const n = normalOf(a, b, c);
    const i = this.vertex(a[0], a[1], a[2], n[0], n[1], n[2]);
    this.vertex(b[0], b[1], b[2], n[0], n[1], n[2]);
    this.vertex(c[0], c[1], c[2], n[0], n[1], n[2]);
    this.vertex(d[0], d[1], d[2], n[0], n[1], n[2]);
    this.triangle(i, i + 1, i + 2);
    this.triangle(i, i + 2, i + 3);
  }

  /** East, north, up of a City point. */
  local(x: number, y: number, levelM: number): [number, number, number] {
    return toLocal(this.frame, x, y, levelM);
  }

  /** The finished part, or undefined where nothing was drawn. */
  finish(
    id: string,
    layerId: LayerId,
    kind: PartKind,
    options: { readonly drawnM?: readonly [number, number]; readonly points?: boolean } = {},
  ): ScenePart | undefined {
    if (this.vertexCount === 0) return undefined;
    const n = this.vertexCount;
    const glb = encodeGlb({
      vertices: n,
      positions: this.positions.subarray(0, n * 4),
      positionStep: POSITION_STEP_M,
      normals: this.normals.subarray(0, n * 4),
      paints: this.paints.subarray(0, n * 4),
      facades: this.facades.subarray(0, n * 2),
      features: this.features.subarray(0, n),
      indices: options.points ? undefined : this.indices.subarray(0, this.indexCount),
    });
    return {
      id,
      layerId,
      kind,
      glb,
      origin: this.frame.origin,
      radiusM: Math.sqrt(this.radius2),
      vertices: n,
      features: this.seen.size,
      ...(options.drawnM && { drawnM: options.drawnM }),
    };
  }

  private grow(): void {
    const size = this.features.length * 2;
    this.positions = copyTo(new Int16Array(size * 4), this.positions);
    this.normals = copyTo(new Int8Array(size * 4), this.normals);
    this.paints = copyTo(new Uint8Array(size * 4), this.paints);
    this.facades = copyTo(new Uint16Array(size * 2), this.facades);
    this.features = copyTo(new Float32Array(size), this.features);
  }
}

export type Point3 = readonly [number, number, number];

/** Unit normal of the triangle a, b, c (counter-clockwise from outside). */
export function normalOf(a: Point3, b: Point3, c: Point3): [number, number, number] {
  const ux = b[0] - a[0];
  const uy = b[1] - a[1];
  const uz = b[2] - a[2];
  const vx = c[0] - a[0];
  const vy = c[1] - a[1];
  const vz = c[2] - a[2];
  const x = uy * vz - uz * vy;
  const y = uz * vx - ux * vz;
  const z = ux * vy - uy * vx;
  const length = Math.hypot(x, y, z) || 1;
  return [x / length, y / length, z / length];
}

function clamp16(value: number): number {
  return Math.max(-32767, Math.min(32767, Math.round(value)));
}

function copyTo<T extends { set(from: ArrayLike<number>): void }>(target: T, from: ArrayLike<number>): T {
  target.set(from);
  return target;
}
