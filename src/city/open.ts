import { LAYERS } from '../../layers/index.ts';
import { LAYER_IDS, type LayerId } from '../../layers/types.ts';
import { resolveCrs } from '../crs/index.ts';
import { readAxes, sample, type Whereabouts } from './axes.ts';
import { InputError } from './errors.ts';
import { readFeatures } from './geojson.ts';
import { readEpanet } from './inp/epanet.ts';
import { type Placing, rawPositions } from './inp/network.ts';
import { readSwmm } from './inp/swmm.ts';
import { decodeText, parseInp } from './inp/tokens.ts';
import { parseManifest } from './manifest.ts';
import type { City, CityFiles, CityNote, LayerData, NetworkLayer } from './types.ts';

export interface OpenOptions {
  /** Layers to read; all that the City has by default. A computation needs no trees. */
  readonly layers?: readonly LayerId[];
  /** Called before each file is read. */
  readonly onProgress?: (file: string, share: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Opens a City: manifest, layers in the City's CRS, terrain as bytes. All or nothing: what cannot be understood throws;
 * what can be left out (a missing layer file, an attribute out of range) becomes a note.
 * @throws InputError naming file, place, what was expected and what was found
 */
export async function openCity(files: CityFiles, options: OpenOptions = {}): Promise<City> {
  const text = await files.read('city.json');
  if (!text) throw await noManifest(files);
  const { manifest, notes: manifestNotes } = parseManifest(decodeText(text), 'city.json', nameOf(files.label));
  const crs = resolveCrs(manifest.crs);
  const notes: CityNote[] = [...manifestNotes];
  const wanted = LAYER_IDS.filter((id) => manifest.layers[id] !== undefined && (options.layers?.includes(id) ?? true));
  const step = (file: string, done: number): void => {
    options.signal?.throwIfAborted();
    options.onProgress?.(file, done / (wanted.length + 1));
  };

  step(manifest.terrain.file, 0);
  const terrain = await files.read(manifest.terrain.file);
  if (!terrain) {
    throw new InputError(
      'city.no-terrain',
      `${files.label}: expected the terrain "${manifest.terrain.file}" that city.json names, found no such file.`,
      `${files.label}: cần tệp địa hình "${manifest.terrain.file}" mà city.json nêu, không có tệp đó.`,
    );
  }
  const layers = new Map<LayerId, LayerData>();
  const whereabouts: Whereabouts = { crs, bounds: manifest.bounds };
  for (const [i, id] of wanted.entries()) {
    const file = manifest.layers[id] as string;
    step(file, i + 1);
    const bytes = await files.read(file);
    if (!bytes) {
      notes.push(missing(file, id));
      continue;
    }
    const { schema } = LAYERS[id];
    const read =
      schema.format === 'inp'
        ? readNetwork(bytes, file, id, whereabouts)
        : readFeatures(bytes, file, schema, whereabouts);
    layers.set(id, read.layer);
    notes.push(...read.notes);
  }
  return {
    manifest,
    crs,
    files,
    terrain: { file: manifest.terrain.file, bytes: terrain, kind: manifest.terrain.kind },
    layers,
    notes,
  };
}

/** Last part of a folder's, pack's or address's name. */
function nameOf(label: string): string {
  const path = label.replace(/[?#].*$/, '').replace(/\/(city\.json)?$/, '');
  return (
    path
      .split(/[/\\]/)
      .at(-1)
      ?.replace(/(\.twin)?\.zip$/, '') || label
  );
}

/** A drainage or water supply model; its coordinates are in the City's CRS, as engineers draw them. */
export function readNetwork(
  bytes: Uint8Array,
  file: string,
  id: LayerId,
  city: Whereabouts,
): { readonly layer: NetworkLayer; readonly notes: readonly CityNote[] } {
  const source = decodeText(bytes);
  const document = parseInp(source, file);
  const reading = readAxes(sample(rawPositions(document)), city.crs, city, file);
  const place: Placing = (a, b) => {
    const position: [number, number] = reading.northFirst ? [b, a] : [a, b];
    return reading.crs.code === city.crs.code ? position : city.crs.fromLonLat(reading.crs.toLonLat(position));
  };
  const layer = id === 'drainage' ? readSwmm(document, source, place) : readEpanet(document, source, place);
  const notes: CityNote[] = [...reading.notes];
  const known = new Set(layer.nodes.map((node) => node.id));
  const lost = layer.links.filter((link) => !known.has(link.from) || !known.has(link.to));
  if (lost.length > 0) {
    const more = lost.length > 1 ? ` (+${lost.length - 1})` : '';
    notes.push({
      code: 'inp.unknown-node',
      file,
      place: lost[0].id,
      message: {
        en: `A link ends at a node that does not exist: ${lost[0].from} → ${lost[0].to}${more}.`,
        vi: `Tuyến nối tới nút không tồn tại: ${lost[0].from} → ${lost[0].to}${more}.`,
      },
    });
  }
  return { layer, notes };
}

function missing(file: string, id: LayerId): CityNote {
  const { name } = LAYERS[id].schema;
  return {
    code: 'city.no-layer-file',
    file,
    place: id,
    message: {
      en: `city.json names "${file}" for the layer ${name.en}, but there is no such file; the layer is left out.`,
      vi: `city.json nêu "${file}" cho lớp ${name.vi}, nhưng không có tệp đó; lớp bị bỏ qua.`,
    },
  };
}

async function noManifest(files: CityFiles): Promise<InputError> {
  const list = await files.list();
  const found = list === undefined ? 'no such file' : list.length === 0 ? 'nothing' : list.slice(0, 5).join(', ');
  return new InputError(
    'city.no-manifest',
    `${files.label}: expected a city with "city.json" at its root, found ${found}.`,
    `${files.label}: cần thành phố có "city.json" ở gốc, gặp ${found}.`,
  );
}
