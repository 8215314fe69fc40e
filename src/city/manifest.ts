import * as v from 'valibot';
import { LAYER_IDS, type LayerId } from '../../layers/types.ts';
import { resolveCrs } from '../crs/index.ts';
import { InputError } from './errors.ts';
import type { CityNote } from './note.ts';
import { insidePath } from './paths.ts';

const finite = v.pipe(v.number(), v.finite());
const positive = v.pipe(v.number(), v.gtValue(0));
const notNegative = v.pipe(v.number(), v.minValue(0));
const position = v.pipe(v.array(finite), v.minLength(2));

/** Geometry inside city.json and scenarios: GeoJSON's form, coordinates in the City's CRS. */
export const geometrySchema = v.variant('type', [
  v.object({ type: v.literal('Point'), coordinates: position }),
  v.object({ type: v.literal('LineString'), coordinates: v.array(position) }),
  v.object({ type: v.literal('MultiLineString'), coordinates: v.array(v.array(position)) }),
  v.object({ type: v.literal('Polygon'), coordinates: v.array(v.array(position)) }),
  v.object({ type: v.literal('MultiPolygon'), coordinates: v.array(v.array(v.array(position))) }),
]);

/** How a drain node meets the street (specs/drainage §2); scenarios override it with the same form. */
export const couplingNodeSchema = v.object({
  openingM2: v.optional(positive),
  perimeterM: v.optional(positive),
  weirC: v.optional(notNegative),
  submergedWeirC: v.optional(notNegative),
  orificeC: v.optional(notNegative),
  /** Number of equal openings. */
  count: v.optional(positive),
  cloggedShare: v.optional(v.pipe(notNegative, v.maxValue(1))),
});
/** Gullies in the street between manholes, `count` at each place; they drain to the nearer manhole. */
export const gulliesSchema = v.object({ spacingM: positive, ...couplingNodeSchema.entries });
/** Share of the roofs that downpipes lead to the nearest inlet, no farther than `reachM` (default 60 m) away. */
export const roofsSchema = v.object({
  share: v.pipe(notNegative, v.maxValue(1)),
  reachM: v.optional(positive),
});
export const couplingSchema = v.object({
  default: v.optional(couplingNodeSchema),
  roofs: v.optional(roofsSchema),
  gullies: v.optional(gulliesSchema),
  nodes: v.optional(v.record(v.string(), couplingNodeSchema)),
});
export type Coupling = v.InferOutput<typeof couplingSchema>;

const bilingual = v.union(
  [
    v.pipe(
      v.string(),
      v.transform((name) => ({ vi: name, en: name })),
    ),
    v.object({ vi: v.string(), en: v.string() }),
  ],
  'a text, or a text in "vi" and "en"',
);

const layerFiles = v.record(v.string(), v.string());

const manifestSchema = v.object({
  format: v.literal('twin-city/1'),
  name: v.optional(bilingual),
  crs: v.string(),
  verticalDatum: v.optional(
    v.object({
      name: v.string(),
      /** Height above the ellipsoid = level + offset; absent: not known. */
      ellipsoidOffsetM: v.optional(finite),
      source: v.optional(v.string()),
    }),
  ),
  bounds: v.optional(v.tuple([finite, finite, finite, finite])),
  cellSizeM: v.optional(positive),
  /** What the drains take where there are sewers while pipes are not computed, mm/h. */
  drainCapacityMmH: v.optional(finite),
  terrain: v.object({ file: v.string(), kind: v.optional(v.picklist(['dtm', 'dsm']), 'dtm') }),
  layers: v.optional(layerFiles, {}),
  water: v.optional(
    v.array(
      v.looseObject({
        id: v.string(),
        kind: v.optional(v.string(), 'level'),
        name: v.optional(bilingual),
        geometry: geometrySchema,
      }),
    ),
    [],
  ),
  coupling: v.optional(couplingSchema),
  scenarios: v.optional(v.string()),
  /** Terrain around the city, for the view only; the water never leaves `terrain`. */
  context: v.optional(v.object({ terrain: v.optional(v.string()) })),
  sources: v.optional(
    v.array(
      v.looseObject({
        layer: v.string(),
        title: v.string(),
        /** The same in English, where `title` is Vietnamese. */
        titleEn: v.optional(v.string()),
        date: v.optional(v.string()),
        licence: v.optional(v.string()),
        synthetic: v.optional(v.boolean()),
      }),
    ),
    [],
  ),
});

type Parsed = v.InferOutput<typeof manifestSchema>;

/** city.json, validated; paths cleaned; only `name`, `layers`, `water` and `sources` are filled in where absent. */
export interface CityManifest extends Omit<Parsed, 'name' | 'layers'> {
  readonly name: { readonly vi: string; readonly en: string };
  readonly layers: Readonly<Partial<Record<LayerId, string>>>;
}

/** One body of water of city.json where a level may act. */
export type CityWater = CityManifest['water'][number];
/** Where a layer comes from; may hold more keys (`url`, `note`, `processing` …) that are kept as they are. */
export type CitySource = CityManifest['sources'][number];

/** Keys that each object of city.json may have; others are kept out and told, never an error. */
const KNOWN: readonly (readonly [path: readonly string[], keys: readonly string[]])[] = [
  [[], Object.keys(manifestSchema.entries)],
  [['verticalDatum'], ['name', 'ellipsoidOffsetM', 'source']],
  [['terrain'], ['file', 'kind']],
  [['layers'], LAYER_IDS],
  [['context'], ['terrain']],
  [['coupling'], ['default', 'gullies', 'roofs', 'nodes']],
  [['coupling', 'roofs'], Object.keys(roofsSchema.entries)],
  [['coupling', 'gullies'], Object.keys(gulliesSchema.entries)],
  [['coupling', 'default'], Object.keys(couplingNodeSchema.entries)],
];

/**
 * Reads and checks the text of a city.json.
 * @param label name of the file for messages
 * @param cityName the City's name where the file gives none
 * @throws InputError naming the key, what was expected and what was found
 */
export function parseManifest(
  text: string,
  label = 'city.json',
  cityName = label,
): { readonly manifest: CityManifest; readonly notes: readonly CityNote[] } {
  const json = parseJson(text, label);
  const result = v.safeParse(manifestSchema, json);
  if (!result.success) throw wrongKey(result.issues[0], label);
  const parsed = result.output;
  const notes = unknownKeys(json, label);

  try {
    resolveCrs(parsed.crs);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new InputError(
      'city.crs',
      `${label}: "crs": ${reason}`,
      `${label}: "crs": hệ tọa độ không dùng được: ${reason}`,
    );
  }
  if (parsed.bounds && !(parsed.bounds[0] < parsed.bounds[2] && parsed.bounds[1] < parsed.bounds[3])) {
    throw new InputError(
      'city.bounds',
      `${label}: "bounds": expected [xmin, ymin, xmax, ymax] with min below max, found [${parsed.bounds.join(', ')}].`,
      `${label}: "bounds": cần [xmin, ymin, xmax, ymax] với min nhỏ hơn max, gặp [${parsed.bounds.join(', ')}].`,
    );
  }
  const layers: Partial<Record<LayerId, string>> = {};
  for (const id of LAYER_IDS) {
    const path = parsed.layers[id];
    if (path !== undefined) layers[id] = insidePath(path, `${label}: "layers.${id}"`);
  }
  const context = parsed.context?.terrain;
  return {
    manifest: {
      ...parsed,
      name: parsed.name ?? { vi: cityName, en: cityName },
      terrain: { ...parsed.terrain, file: insidePath(parsed.terrain.file, `${label}: "terrain.file"`) },
      layers,
      ...(parsed.scenarios !== undefined && { scenarios: insidePath(parsed.scenarios, `${label}: "scenarios"`) }),
      ...(context !== undefined && { context: { terrain: insidePath(context, `${label}: "context.terrain"`) } }),
    },
    notes,
  };
}

/** JSON of a file from outside; a mistake is told with its line. */
export function parseJson(text: string, label: string): unknown {
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const position = /position (\d+)/.exec(reason)?.[1];
    const line = position === undefined ? '' : `, line ${text.slice(0, Number(position)).split('\n').length}`;
    throw new InputError(
      'json.syntax',
      `${label}${line}: expected JSON, found a mistake in its syntax (${reason}).`,
      `${label}${line.replace('line', 'dòng')}: cần JSON, gặp lỗi cú pháp (${reason}).`,
    );
  }
}

function wrongKey(issue: v.BaseIssue<unknown>, label: string): InputError {
  const key = issue.path?.map((step) => String(step.key)).join('.') ?? '';
  const found = issue.input === undefined ? 'nothing' : JSON.stringify(issue.input)?.slice(0, 60);
  const expected = /^Invalid/.test(issue.message) ? (issue.expected ?? 'another value') : issue.message;
  const place = key ? `"${key}"` : 'the file';
  return new InputError(
    issue.input === undefined ? 'city.missing-key' : key === 'format' ? 'city.format' : 'city.wrong-value',
    `${label}: ${place}: expected ${expected}, found ${found}.`,
    `${label}: ${key ? place : 'tệp'}: cần ${expected}, gặp ${issue.input === undefined ? 'không có gì' : found}.`,
  );
}

function unknownKeys(json: unknown, label: string): CityNote[] {
  const notes: CityNote[] = [];
  for (const [path, keys] of KNOWN) {
    let at = json;
    for (const step of path) at = (at as Record<string, unknown> | undefined)?.[step];
    if (typeof at !== 'object' || at === null) continue;
    for (const key of Object.keys(at)) {
      if (keys.includes(key)) continue;
      const place = [...path, key].join('.');
      notes.push({
        code: 'city.unknown-key',
        file: label,
        place,
        message: {
          vi: `Không biết khóa "${place}", nên bỏ qua.`,
          en: `The key "${place}" is not known and was ignored.`,
        },
      });
    }
  }
  return notes;
}
