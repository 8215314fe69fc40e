/** Vertex arrays of one mesh, as glTF stores them: x east, y up, z south. */
export interface GlbMesh {
  readonly vertices: number;
  /** 16-bit steps, four values a vertex (the fourth pads). */
  readonly positions: Int16Array;
  /** Metres of one step. */
  readonly positionStep: number;
  /** 8-bit normals, four values a vertex. */
  readonly normals: Int8Array;
  /** Palette entry, shade, surface, spare: read by the stage's shader. */
  readonly paints: Uint8Array;
  /** Bay and floor of a facade. */
  readonly facades: Uint16Array;
  /** Feature index in its layer. */
  readonly features: Float32Array;
  /** Triangles; undefined: points. */
  readonly indices: Uint32Array | undefined;
}

const ARRAY_BUFFER = 34962;
const ELEMENT_ARRAY_BUFFER = 34963;
const BYTE = 5120;
const UNSIGNED_BYTE = 5121;
const SHORT = 5122;
const UNSIGNED_SHORT = 5123;
const UNSIGNED_INT = 5125;
const FLOAT = 5126;

interface View {
  readonly bytes: Uint8Array;
  readonly stride: number | undefined;
}

/**
 * A mesh as one binary glTF 2.0 file with quantised attributes (KHR_mesh_quantization) and feature ids
 * (EXT_mesh_features, attribute `_FEATURE_ID_0`).
 */
export function encodeGlb(mesh: GlbMesh): Uint8Array {
  const { vertices, positions } = mesh;
  const min = [32767, 32767, 32767];
  const max = [-32768, -32768, -32768];
  for (let i = 0; i < vertices; i++) {
    for (let k = 0; k < 3; k++) {
      const value = positions[i * 4 + k];
      if (value < min[k]) min[k] = value;
      if (value > max[k]) max[k] = value;
    }
  }
  const indices = mesh.indices && (vertices <= 65535 ? Uint16Array.from(mesh.indices) : mesh.indices);
  const views: View[] = [
    { bytes: bytesOf(positions), stride: 8 },
    { bytes: bytesOf(mesh.normals), stride: 4 },
    { bytes: bytesOf(mesh.paints), stride: 4 },
    { bytes: bytesOf(mesh.facades), stride: 4 },
    { bytes: bytesOf(mesh.features), stride: 4 },
    ...(indices ? [{ bytes: bytesOf(indices), stride: undefined }] : []),
  ];
  let length = 0;
  const bufferViews = views.map(({ bytes, stride }) => {
    const view = {
      buffer: 0,
      byteOffset: length,
      byteLength: bytes.byteLength,
      ...(stride !== undefined && { byteStride: stride }),
      target: stride === undefined ? ELEMENT_ARRAY_BUFFER : ARRAY_BUFFER,
    };
    length += (bytes.byteLength + 3) & ~3;
    return view;
  });
  let lowest = Number.POSITIVE_INFINITY;
  let highest = 0;
  for (let i = 0; i < vertices; i++) {
    lowest = Math.min(lowest, mesh.features[i]);
    highest = Math.max(highest, mesh.features[i]);
  }
  const json = {
    asset: { version: '2.0', generator: 'Đà Nẵng Twin' },
    extensionsUsed: ['KHR_mesh_quantization', 'EXT_mesh_features'],
    extensionsRequired: ['KHR_mesh_quantization'],
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0, scale: [mesh.positionStep, mesh.positionStep, mesh.positionStep] }],
    meshes: [
      {
        primitives: [
          {
            attributes: { POSITION: 0, NORMAL: 1, _PAINT: 2, _FACADE: 3, _FEATURE_ID_0: 4 },
            ...(indices && { indices: 5 }),
            mode: indices ? 4 : 0,
            material: 0,
            extensions: {
              EXT_mesh_features: { featureIds: [{ featureCount: Math.max(1, highest - lowest + 1), attribute: 0 }] },
            },
          },
        ],
      },
    ],
    materials: [{ pbrMetallicRoughness: { metallicFactor: 0, roughnessFactor: 1 } }],
    buffers: [{ byteLength: length }],
    bufferViews,
    accessors: [
      { bufferView: 0, componentType: SHORT, count: vertices, type: 'VEC3', min, max },
      { bufferView: 1, componentType: BYTE, normalized: true, count: vertices, type: 'VEC3' },
      { bufferView: 2, componentType: UNSIGNED_BYTE, count: vertices, type: 'VEC4' },
      { bufferView: 3, componentType: UNSIGNED_SHORT, count: vertices, type: 'VEC2' },
      { bufferView: 4, componentType: FLOAT, count: vertices, type: 'SCALAR' },
      ...(indices
        ? [
            {
              bufferView: 5,
              componentType: indices instanceof Uint16Array ? UNSIGNED_SHORT : UNSIGNED_INT,
              count: indices.length,
              type: 'SCALAR',
            },
          ]
        : []),
    ],
  };
  return pack(json, views, length);
}

function pack(json: unknown, views: readonly View[], binaryLength: number): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(json));
  const jsonLength = (text.byteLength + 3) & ~3;
  const total = 12 + 8 + jsonLength + 8 + binaryLength;
  const out = new Uint8Array(total);
  const head = new DataView(out.buffer);
  head.setUint32(0, 0x46546c67, true); // "glTF"
  head.setUint32(4, 2, true);
  head.setUint32(8, total, true);
  head.setUint32(12, jsonLength, true);
  head.setUint32(16, 0x4e4f534a, true); // "JSON"
  out.fill(0x20, 20, 20 + jsonLength);
  out.set(text, 20);
  head.setUint32(20 + jsonLength, binaryLength, true);
  head.setUint32(24 + jsonLength, 0x004e4942, true); // "BIN"
  let at = 28 + jsonLength;
  for (const { bytes } of views) {
    out.set(bytes, at);
    at += (bytes.byteLength + 3) & ~3;
  }
  return out;
}

function bytesOf(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
