import type { LayerId } from '../../layers/types.ts';
import type { City, Feature, NetworkLayer } from '../../src/city/types.ts';
import { resolveCrs } from '../../src/crs/index.ts';
import type { Raster } from '../../workers/raster/types.ts';
import type { SceneInput } from '../../workers/scene/types.ts';

/** South-west corner of the made-up town in EPSG:5899, inside the sample city's extent. */
export const X0 = 548000;
export const Y0 = 1776000;
export const SIDE_M = 1600;

/** Ground that rises to the north-east: 2 m to 6 m. */
export function slopingGround(cellSizeM = 10): Raster {
  const cols = SIDE_M / cellSizeM;
  const values = new Float32Array(cols * cols);
  for (let r = 0; r < cols; r++) {
    for (let c = 0; c < cols; c++) values[r * cols + c] = 2 + (2 * (c + 0.5)) / cols + (2 * (cols - r - 0.5)) / cols;
  }
  return { grid: { cols, rows: cols, cellSizeM, xMin: X0, yMin: Y0 }, values, crs: 'EPSG:5899', notes: [] };
}

export function levelAt(x: number, y: number): number {
  return 2 + (2 * (x - X0)) / SIDE_M + (2 * (y - Y0)) / SIDE_M;
}

export function box(
  id: string,
  x: number,
  y: number,
  w: number,
  h: number,
  properties: Record<string, unknown> = {},
): Feature {
  return {
    id,
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [X0 + x, Y0 + y],
          [X0 + x + w, Y0 + y],
          [X0 + x + w, Y0 + y + h],
          [X0 + x, Y0 + y + h],
          [X0 + x, Y0 + y],
        ],
      ],
    },
    properties: { id, ...properties },
  };
}

export function point(id: string, x: number, y: number, properties: Record<string, unknown> = {}): Feature {
  return { id, geometry: { type: 'Point', coordinates: [X0 + x, Y0 + y] }, properties: { id, ...properties } };
}

export function line(
  id: string,
  points: readonly (readonly [number, number])[],
  properties: Record<string, unknown> = {},
): Feature {
  return {
    id,
    geometry: { type: 'LineString', coordinates: points.map(([x, y]) => [X0 + x, Y0 + y] as const) },
    properties: { id, ...properties },
  };
}

export interface Town {
  readonly layers?: Partial<Record<LayerId, readonly Feature[]>>;
  readonly network?: NetworkLayer;
  readonly ground?: Raster;
}

/** A town of the given features. */
export function town({ layers = {}, network, ground = slopingGround() }: Town = {}): SceneInput {
  const map = new Map<LayerId, City['layers'] extends ReadonlyMap<LayerId, infer D> ? D : never>();
  for (const [id, features] of Object.entries(layers) as [LayerId, readonly Feature[]][]) {
    map.set(id, { kind: 'features', id, features });
  }
  if (network) map.set(network.id, network);
  const city = {
    manifest: {
      format: 'twin-city/1',
      name: { vi: 'Thị trấn', en: 'Town' },
      crs: 'EPSG:5899',
      terrain: { file: 'terrain.tif', kind: 'dtm' },
      layers: {},
      water: [],
      sources: [],
    },
    crs: resolveCrs('EPSG:5899'),
    files: { label: 'town', read: async () => undefined, list: async () => [] },
    terrain: { file: 'terrain.tif', bytes: new Uint8Array(), kind: 'dtm' },
    layers: map,
    notes: [],
  } as unknown as City;
  return { city, ground };
}

/** What a GLB holds, read back. */
export interface ReadGlb {
  readonly positions: Float64Array;
  readonly features: Float32Array;
  readonly indices: Uint32Array;
  readonly json: { readonly accessors: readonly { readonly count: number }[] };
}

/** Reads positions (m, x east, y up, z south), feature ids and triangles of a part's bytes. */
export function readGlb(bytes: Uint8Array): ReadGlb {
  const head = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (head.getUint32(0, true) !== 0x46546c67) throw new Error('not a GLB');
  const jsonLength = head.getUint32(12, true);
  const json = JSON.parse(new TextDecoder().decode(bytes.subarray(20, 20 + jsonLength)));
  const start = bytes.byteOffset + 28 + jsonLength;
  const { attributes, indices } = json.meshes[0].primitives[0];
  const viewOf = (accessor: number) => json.bufferViews[json.accessors[accessor].bufferView];
  const count = json.accessors[attributes.POSITION].count;
  const view = viewOf(attributes.POSITION);
  const raw = new Int16Array(bytes.buffer.slice(start + view.byteOffset, start + view.byteOffset + view.byteLength));
  const step = json.nodes[0].scale[0];
  const positions = new Float64Array(count * 3);
  for (let i = 0; i < count; i++) for (let k = 0; k < 3; k++) positions[i * 3 + k] = raw[i * 4 + k] * step;
  const idView = viewOf(attributes._FEATURE_ID_0);
  const features = new Float32Array(
    bytes.buffer.slice(start + idView.byteOffset, start + idView.byteOffset + count * 4),
  );
  let triangles: Uint32Array = new Uint32Array(0);
  if (indices !== undefined) {
    const v = viewOf(indices);
    const part = bytes.slice().buffer.slice(start + v.byteOffset, start + v.byteOffset + v.byteLength);
    triangles =
      json.accessors[indices].componentType === 5123 ? Uint32Array.from(new Uint16Array(part)) : new Uint32Array(part);
  }
  return { positions, features, indices: triangles, json };
}
