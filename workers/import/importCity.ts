import type { LayerId } from '../../layers/types.ts';
import type { Whereabouts } from '../../src/city/axes.ts';
import { InputError } from '../../src/city/errors.ts';
import { parseManifest } from '../../src/city/manifest.ts';
import { readNetwork } from '../../src/city/open.ts';
import type { TerrainSurvey } from '../raster/pits.ts';
import { writeGeoTiff } from '../raster/write.ts';
import type { Box } from './clip.ts';
import { importTerrain, type NamedBytes, surfaceOrGround } from './terrain.ts';
import { importBuildings, importLand, importRoads, type Theme, type ThemeReport } from './themes.ts';

export type { NamedBytes } from './terrain.ts';

export interface ImportInput {
  /** GeoTIFF or ESRI ASCII. */
  readonly dem: NamedBytes;
  /** The `.prj` beside an ESRI ASCII grid. */
  readonly demPrj?: NamedBytes;
  /** CRS of the City: a code, a proj4 string or `local`. Default: the elevation model's own, or UTM for degrees. */
  readonly crs?: string;
  /** Name for people; the elevation file's by default. */
  readonly name?: string;
  /** `dtm` ground, `dsm` surface with buildings in it; found out from the buildings where absent. */
  readonly demKind?: 'dtm' | 'dsm';
  /** GeoJSON polygons with OpenStreetMap tags or a `class`. */
  readonly land?: NamedBytes;
  /** GeoJSON polygons with `height` or `building:levels`. */
  readonly buildings?: NamedBytes;
  /** GeoJSON lines with `highway`. */
  readonly roads?: NamedBytes;
  /** SWMM INP. */
  readonly drainage?: NamedBytes;
  /** EPANET INP. */
  readonly waterSupply?: NamedBytes;
  /** Networks to make where there is none: not available yet. */
  readonly synthesise?: readonly string[];
  /** Scenario files by name, put in `scenarios/` in place of the first storm. */
  readonly scenarios?: ReadonlyMap<string, Uint8Array>;
}

export interface ImportReport {
  readonly crs: string;
  readonly fromCrs: string;
  readonly cols: number;
  readonly rows: number;
  readonly cellSizeM: number;
  readonly kind: 'dtm' | 'dsm';
  readonly survey: TerrainSurvey;
  readonly layers: readonly ThemeReport[];
  /** Sentences for people: what was assumed, left out, or needs a look. */
  readonly notes: readonly string[];
}

export type ImportProgress = (step: string, share: number) => void;

/**
 * A City folder from foreign files. Everything that the files do not say is either declared unknown (vertical datum) or
 * told in the report (assumed heights, kind of elevation model, pits and voids).
 * @throws InputError naming the file and what was expected
 */
export async function importCity(
  input: ImportInput,
  onProgress: ImportProgress = () => {},
): Promise<{ readonly files: Map<string, Uint8Array>; readonly report: ImportReport }> {
  if (input.synthesise && input.synthesise.length > 0) {
    throw new InputError(
      'import.synthesise',
      `--synthesise ${input.synthesise.join(',')}: making networks that are missing is not available yet; leave it out, or give the network as an INP file (--drainage).`,
      `--synthesise ${input.synthesise.join(',')}: chưa thể tự tạo mạng lưới còn thiếu; hãy bỏ tùy chọn này hoặc đưa tệp INP (--drainage).`,
    );
  }
  onProgress(input.dem.name, 0);
  const { raster, crs, fromCrs, survey, notes: terrainNotes } = await importTerrain(input.dem, input.demPrj, input.crs);
  const { grid } = raster;
  const box: Box = [
    grid.xMin,
    grid.yMin,
    grid.xMin + grid.cols * grid.cellSizeM,
    grid.yMin + grid.rows * grid.cellSizeM,
  ];
  const city: Whereabouts = { crs, bounds: box };
  const notes: string[] = [...terrainNotes, ...surveyNotes(survey)];
  const files = new Map<string, Uint8Array>();
  const layers: Partial<Record<LayerId, string>> = {};
  const sources: Record<string, unknown>[] = [{ layer: 'terrain', title: input.dem.name }];
  const reports: ThemeReport[] = [];

  const addTheme = (file: NamedBytes | undefined, read: typeof importLand, share: number): Theme | undefined => {
    if (!file) return undefined;
    onProgress(file.name, share);
    const theme = read(file.bytes, file.name, city, box);
    reports.push(theme.report);
    notes.push(...themeNotes(file.name, theme));
    if (theme.features.length === 0) return theme;
    layers[theme.report.id] = `${theme.report.id}.geojson`;
    files.set(`${theme.report.id}.geojson`, theme.bytes);
    sources.push({ layer: theme.report.id, title: file.name });
    return theme;
  };
  addTheme(input.land, importLand, 0.3);
  const buildings = addTheme(input.buildings, importBuildings, 0.5);
  addTheme(input.roads, importRoads, 0.7);
  for (const [id, file] of [
    ['drainage', input.drainage],
    ['water-supply', input.waterSupply],
  ] as const) {
    if (!file) continue;
    const { layer, notes: inpNotes } = readNetwork(file.bytes, file.name, id, city);
    notes.push(...inpNotes.map(({ message }) => `${file.name}: ${message.en}`));
    reports.push({ id, features: layer.nodes.length + layer.links.length, outside: 0, unused: 0, notes: [] });
    layers[id] = `${id}.inp`;
    files.set(`${id}.inp`, file.bytes);
    sources.push({ layer: id, title: file.name });
  }

  onProgress('terrain.tif', 0.85);
  const found = input.demKind ?? surfaceOrGround(raster, buildings?.features ?? []);
  if (!input.demKind) notes.push(kindNote(found));
  const kind = found ?? 'dsm';
  files.set('terrain.tif', writeGeoTiff({ grid, values: raster.values, crs: crs.code }));
  const scenarios = input.scenarios ?? firstStorm();
  for (const [name, bytes] of scenarios) files.set(`scenarios/${name}`, bytes);
  files.set('city.json', manifestOf(input, crs.code, box, grid.cellSizeM, kind, layers, sources));
  onProgress('city.json', 1);
  const report: ImportReport = {
    crs: crs.code,
    fromCrs: fromCrs.code,
    cols: grid.cols,
    rows: grid.rows,
    cellSizeM: grid.cellSizeM,
    kind,
    survey,
    layers: reports,
    notes,
  };
  return { files, report };
}

const asJson = (value: unknown): Uint8Array => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);

function manifestOf(
  input: ImportInput,
  crs: string,
  bounds: Box,
  cellSizeM: number,
  kind: 'dtm' | 'dsm',
  layers: Partial<Record<LayerId, string>>,
  sources: readonly Record<string, unknown>[],
): Uint8Array {
  const name = input.name ?? input.dem.name.replace(/\.[^.]+$/, '');
  const bytes = asJson({
    format: 'twin-city/1',
    name: { vi: name, en: name },
    crs,
    // An elevation file does not say which sea level it counts from; nothing is assumed.
    verticalDatum: { name: 'unknown', source: `not stated by ${input.dem.name}` },
    bounds,
    cellSizeM,
    terrain: { file: 'terrain.tif', kind },
    layers,
    scenarios: 'scenarios/',
    sources,
  });
  parseManifest(new TextDecoder().decode(bytes));
  return bytes;
}

/** A city without a scenario cannot rain: one hour of 60 mm, and two more to see where it goes. */
function firstStorm(): Map<string, Uint8Array> {
  const storm = {
    format: 'twin-scenario/1',
    id: 'storm-60mm',
    name: { vi: 'Mưa 60 mm trong 1 giờ', en: '60 mm in 1 hour' },
    durationS: 10800,
    outputEveryS: 300,
    rain: [{ area: 'all', timesS: [0, 3600], intensityMmH: [60, 0] }],
    edges: 'open',
  };
  return new Map([['storm-60mm.json', asJson(storm)]]);
}

function surveyNotes(survey: TerrainSurvey): string[] {
  const notes: string[] = [];
  const deepest = survey.pits[0];
  if (deepest) {
    const place = `${deepest.x.toFixed(0)}, ${deepest.y.toFixed(0)}`;
    notes.push(
      `${survey.pitCount} hollows deeper than ${PIT_TEXT}; the deepest, ${deepest.depthM.toFixed(1)} m, at ${place} (bottom ${deepest.bottomM.toFixed(1)} m). Nothing was filled: water will stand in them.`,
    );
  }
  if (survey.enclosedVoidCells > 0)
    notes.push(`${survey.enclosedVoidCells} cells without data lie inside the terrain; no water is computed there.`);
  return notes;
}
const PIT_TEXT = '0.5 m';

function themeNotes(file: string, { report, cityNotes }: Theme): string[] {
  const notes = [
    ...cityNotes.map(({ message }) => `${file}: ${message.en}`),
    ...report.notes.map((note) => `${file}: ${note}`),
  ];
  if (report.outside > 0) notes.push(`${file}: ${report.outside} features lie outside the terrain and were left out.`);
  if (report.unused > 0)
    notes.push(`${file}: ${report.unused} features say nothing that this layer can use and were left out.`);
  if (report.features === 0) notes.push(`${file}: nothing of it lies on the terrain; the layer is not there.`);
  return notes;
}

function kindNote(found: 'dtm' | 'dsm' | undefined): string {
  if (found === 'dsm')
    return 'Footprints stand out of the elevation model: it is taken as a surface with buildings in it (dsm).';
  if (found === 'dtm') return 'Footprints do not stand out of the elevation model: it is taken as bare ground (dtm).';
  return 'Nothing tells whether buildings are in the elevation model: it is taken as a surface, as it stands (dsm).';
}
