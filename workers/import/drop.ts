import { InputError } from '../../src/city/errors.ts';
import { memoryFiles, zipFiles } from '../../src/city/files.ts';
import type { CityFiles } from '../../src/city/types.ts';
import { type FileRole, identify } from './identify.ts';
import type { ImportInput, NamedBytes } from './importCity.ts';

/** What a person meant with the files that were dropped on the page or named together. */
export type Drop =
  | { readonly kind: 'city'; readonly files: CityFiles }
  | { readonly kind: 'import'; readonly input: ImportInput }
  | { readonly kind: 'scenario'; readonly file: NamedBytes }
  | { readonly kind: 'rain'; readonly file: NamedBytes };

/**
 * Decides from the content of all files together: a city folder, an area pack, an elevation model with its themes, a
 * scenario or a rain series. Names of files in a dropped folder are paths with `/`.
 * @throws InputError naming the file that does not fit and what would
 */
export function arrangeDrop(files: readonly NamedBytes[]): Drop {
  if (files.length === 0)
    throw new InputError('drop.nothing', 'Expected files, found none.', 'Cần có tệp, không thấy tệp nào.');
  const folder = cityFolder(files);
  if (folder) return { kind: 'city', files: folder };
  const byRole = new Map<FileRole, NamedBytes>();
  for (const file of files) {
    const role = roleOf(file, files.length > 1);
    if (role === undefined) continue;
    const other = byRole.get(role);
    if (other) throw twice(role, other, file);
    byRole.set(role, file);
  }
  const pack = byRole.get('area-pack');
  if (pack && byRole.size === 1) return { kind: 'city', files: zipFiles(pack.bytes, pack.name) };
  const dem = byRole.get('dem');
  if (dem) return { kind: 'import', input: importInput(dem, byRole) };
  const alone = [...byRole][0];
  if (byRole.size === 1 && (alone[0] === 'scenario' || alone[0] === 'rain')) return { kind: alone[0], file: alone[1] };
  const names = files.map(({ name }) => name).join(', ');
  throw new InputError(
    'drop.no-dem',
    `${names}: expected an elevation grid (GeoTIFF or ESRI ASCII) together with it, found none.`,
    `${names}: cần kèm lưới cao độ (GeoTIFF hoặc ESRI ASCII), không có.`,
    {
      en: 'Drop the elevation model and the themes that belong to it at the same time.',
      vi: 'Hãy thả mô hình cao độ cùng lúc với các lớp đi kèm.',
    },
  );
}

/** A folder with city.json in it, whatever the folder is called. */
function cityFolder(files: readonly NamedBytes[]): CityFiles | undefined {
  const manifest = files.find(({ name }) => /(^|\/)city\.json$/.test(name));
  if (!manifest) return undefined;
  const root = manifest.name.slice(0, -'city.json'.length);
  const inside = files
    .filter(({ name }) => name.startsWith(root))
    .map(({ name, bytes }) => [name.slice(root.length), bytes] as const);
  return memoryFiles(new Map(inside), root.replace(/\/$/, '') || 'city.json');
}

/** Files that come along with a GeoTIFF or a folder are passed over where they say nothing of their own. */
function roleOf(file: NamedBytes, amongOthers: boolean): FileRole | undefined {
  try {
    return identify(file.bytes, file.name);
  } catch (cause) {
    if (amongOthers && isByTheWay(file.name)) return undefined;
    throw cause;
  }
}

const isByTheWay = (name: string): boolean =>
  /(\.aux\.xml|\.tfw|\.ovr|\.qmd|\.cpg|\.txt|\.md|Thumbs\.db|\.DS_Store)$/i.test(name);

function importInput(dem: NamedBytes, byRole: ReadonlyMap<FileRole, NamedBytes>): ImportInput {
  const stray = [...byRole].find(([role]) => role === 'city' || role === 'area-pack' || role === 'rain');
  if (stray) {
    throw new InputError(
      'drop.mixed',
      `${stray[1].name}: expected only files that belong to the elevation model ${dem.name}, found a file of another kind (${stray[0]}).`,
      `${stray[1].name}: chỉ thả các tệp thuộc mô hình cao độ ${dem.name}; tệp này thuộc loại khác (${stray[0]}).`,
    );
  }
  const [prj, land, buildings, roads, drainage, waterSupply, scenario] = (
    ['prj', 'land', 'buildings', 'roads', 'drainage', 'water-supply', 'scenario'] as const
  ).map((role) => byRole.get(role));
  return {
    dem,
    ...(prj && { demPrj: prj }),
    ...(land && { land }),
    ...(buildings && { buildings }),
    ...(roads && { roads }),
    ...(drainage && { drainage }),
    ...(waterSupply && { waterSupply }),
    ...(scenario && { scenarios: new Map([[scenario.name.split('/').at(-1) ?? scenario.name, scenario.bytes]]) }),
  };
}

function twice(role: FileRole, a: NamedBytes, b: NamedBytes): InputError {
  return new InputError(
    'drop.twice',
    `${a.name} and ${b.name}: expected one file of a kind, found two (${role}).`,
    `${a.name} và ${b.name}: mỗi loại chỉ một tệp, gặp hai (${role}).`,
  );
}
