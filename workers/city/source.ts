import { type City, type CityFiles, InputError, memoryFiles, urlFiles, zipFiles } from '../../src/city/index.ts';
import { parseScenario, type Scenario } from '../../src/scenario/index.ts';
import { type FileRole, identify } from '../import/identify.ts';
import { importCity } from '../import/importCity.ts';
import { readRaster } from '../raster/read.ts';
import type { Raster } from '../raster/types.ts';
import type { CitySource, NamedFile } from './types.ts';

/** A file with the part that it plays. */
export interface RoledFile extends NamedFile {
  readonly role: FileRole;
}

const IGNORED = /(^|\/)(\.|__MACOSX|Thumbs\.db|desktop\.ini)|\.(aux\.xml|tfw|ovr|qgz|qgs|md|txt\.license)$/i;
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const bytesOf = async (file: Blob): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer());

/** What each file is for. @throws InputError for a file that the product cannot use */
export async function rolesOf(files: readonly NamedFile[]): Promise<RoledFile[]> {
  const roled: RoledFile[] = [];
  for (const named of files) {
    if (IGNORED.test(named.path)) continue;
    roled.push({ ...named, role: identify(await bytesOf(named.file), nameOf(named.path)) });
  }
  return roled;
}

/** Files of a City: a folder or pack as they are, an elevation model with its companions after an import. */
export async function filesOf(source: CitySource): Promise<CityFiles> {
  if (source.kind === 'url') return fromAddress(source.url);
  const root = rootOf(source.files);
  if (root !== undefined) {
    const inside = source.files
      .filter(({ path }) => path.startsWith(root) && !IGNORED.test(path))
      .map(({ path, file }) => [path.slice(root.length), file] as const);
    return memoryFiles(new Map(inside), source.label);
  }
  const roled = await rolesOf(source.files);
  const pack = roled.find(({ role }) => role === 'area-pack');
  if (pack) return zipFiles(await bytesOf(pack.file), nameOf(pack.path));
  return imported(roled, source.label);
}

/** Folder of the only city.json among the files. */
function rootOf(files: readonly NamedFile[]): string | undefined {
  const found = files
    .filter(({ path }) => /(^|\/)city\.json$/.test(path))
    .sort((a, b) => a.path.length - b.path.length);
  return found.length > 0 ? found[0].path.slice(0, -'city.json'.length) : undefined;
}

async function fromAddress(address: string): Promise<CityFiles> {
  if (!/\.zip($|\?)/i.test(address)) return urlFiles(address);
  let response: Response;
  try {
    response = await fetch(address);
  } catch (cause) {
    throw unreachable(address, cause instanceof Error ? cause.message : String(cause));
  }
  if (!response.ok) throw unreachable(address, `status ${response.status}`);
  return zipFiles(new Uint8Array(await response.arrayBuffer()), nameOf(new URL(address).pathname));
}

function unreachable(address: string, reason: string): InputError {
  return new InputError(
    'url.unreachable',
    `${address}: expected an area pack, but it cannot be fetched (${reason}).`,
    `${address}: không tải được gói khu vực (${reason}).`,
  );
}

async function imported(files: readonly RoledFile[], label: string): Promise<CityFiles> {
  const named = async (role: FileRole) => {
    const found = files.find((file) => file.role === role);
    return found && { name: nameOf(found.path), bytes: await bytesOf(found.file) };
  };
  const dem = await named('dem');
  if (!dem) {
    throw new InputError(
      'import.no-dem',
      `${label}: expected an elevation model (GeoTIFF or ESRI ASCII) or a city.json among the files, found ${files.map(({ path, role }) => `${nameOf(path)} (${role})`).join(', ') || 'nothing that can be used'}.`,
      `${label}: cần mô hình cao độ (GeoTIFF hoặc ESRI ASCII) hoặc city.json, gặp ${files.map(({ path }) => nameOf(path)).join(', ') || 'không tệp nào dùng được'}.`,
      {
        en: 'Drop the elevation file together with the others.',
        vi: 'Hãy thả tệp cao độ cùng với các tệp khác.',
      },
    );
  }
  const input: Record<string, unknown> = { dem, name: dem.name.replace(/\.[^.]+$/, '') };
  const parts = {
    demPrj: 'prj',
    land: 'land',
    buildings: 'buildings',
    roads: 'roads',
    drainage: 'drainage',
    waterSupply: 'water-supply',
  } as const;
  for (const [key, role] of Object.entries(parts)) {
    const found = await named(role);
    if (found) input[key] = found;
  }
  const scenarios = files.filter(({ role }) => role === 'scenario');
  if (scenarios.length > 0) {
    const read = await Promise.all(
      scenarios.map(async ({ path, file }) => [nameOf(path), await bytesOf(file)] as const),
    );
    input.scenarios = new Map(read);
  }
  const { files: made } = await importCity(input as unknown as Parameters<typeof importCity>[0]);
  return memoryFiles(made, label);
}

/** The scenarios of a City, in the order of its index or by name. A broken one stops the opening and is named. */
export async function scenariosOf(city: City): Promise<Scenario[]> {
  const folder = city.manifest.scenarios?.replace(/\/?$/, '/');
  if (!folder) return [];
  const names = await namesIn(city.files, folder);
  const scenarios: Scenario[] = [];
  for (const name of names) {
    const bytes = await city.files.read(`${folder}${name}`);
    if (bytes) scenarios.push(parseScenario(new TextDecoder().decode(bytes), `${folder}${name}`));
  }
  return scenarios;
}

/** `index.json` in the folder lists file names where the source cannot (a URL). */
async function namesIn(files: CityFiles, folder: string): Promise<string[]> {
  const index = await files.read(`${folder}index.json`);
  if (index) {
    const list: unknown = JSON.parse(new TextDecoder().decode(index));
    const names = Array.isArray(list) ? list : ((list as { scenarios?: unknown }).scenarios ?? []);
    if (Array.isArray(names)) {
      return names.map(String).map((name) => (name.endsWith('.json') ? name : `${name}.json`));
    }
  }
  const listed = (await files.list()) ?? [];
  return listed
    .filter((path) => path.startsWith(folder) && /^[^/]+\.json$/.test(path.slice(folder.length)))
    .map((path) => path.slice(folder.length))
    .filter((name) => name !== 'index.json')
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

/** Terrain around the city for the view; undefined where there is none or it cannot be read. */
export async function contextOf(city: City): Promise<Raster | undefined> {
  const file = city.manifest.context?.terrain;
  const bytes = file ? await city.files.read(file) : undefined;
  if (!file || !bytes) return undefined;
  try {
    return await readRaster(bytes, file);
  } catch {
    return undefined;
  }
}
