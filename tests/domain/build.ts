import { memoryFiles, openCity } from '../../src/city/index.ts';
import type { Geometry, Position } from '../../src/city/types.ts';
import { parseScenario, resolveScenario } from '../../src/scenario/index.ts';
import { buildDomain, type DomainOptions } from '../../workers/domain/index.ts';
import type { Domain, Grid } from '../../workers/flood/types.ts';
import { writeGeoTiff } from '../../workers/raster/write.ts';

type Given = Record<string, unknown>;
export interface Place {
  readonly cols: number;
  readonly rows: number;
  readonly cellSizeM?: number;
  readonly groundM: (x: number, y: number) => number;
  /** More keys of city.json. */
  readonly city?: Given;
  /** More files by path; objects are written as JSON. */
  readonly files?: Readonly<Record<string, Given | string | Uint8Array>>;
}

const bytesOf = (content: Given | string | Uint8Array): Uint8Array =>
  content instanceof Uint8Array
    ? content
    : new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content));

/** The files of a City in a local CRS whose south-west corner is 0, 0. */
export function cityFiles({ cols, rows, cellSizeM = 10, groundM, city, files }: Place): Map<string, Uint8Array> {
  const grid: Grid = { cols, rows, cellSizeM, xMin: 0, yMin: 0 };
  const values = Float32Array.from({ length: cols * rows }, (_, cell) => {
    const x = ((cell % cols) + 0.5) * cellSizeM;
    return groundM(x, (rows - Math.floor(cell / cols) - 0.5) * cellSizeM);
  });
  const manifest = { format: 'twin-city/1', crs: 'local', terrain: { file: 'terrain.tif' }, ...city };
  return new Map<string, Uint8Array>([
    ['city.json', bytesOf(manifest)],
    ['terrain.tif', writeGeoTiff({ grid, values })],
    ...Object.entries(files ?? {}).map(([path, content]): [string, Uint8Array] => [path, bytesOf(content)]),
  ]);
}

export async function domainFor(place: Place, scenario: Given = {}, options: DomainOptions = {}): Promise<Domain> {
  const city = await openCity(memoryFiles(cityFiles(place), 'test city'));
  const parsed = parseScenario({ format: 'twin-scenario/1', id: 's', durationS: 60, ...scenario }, 's.json');
  return buildDomain(
    city,
    resolveScenario(parsed, () => undefined),
    options,
  );
}

export const rectangle = (x0: number, y0: number, x1: number, y1: number): Geometry => ({
  type: 'Polygon',
  coordinates: [
    [
      [x0, y0],
      [x1, y0],
      [x1, y1],
      [x0, y1],
      [x0, y0],
    ],
  ],
});

export const line = (...coordinates: Position[]): Geometry => ({ type: 'LineString', coordinates });

export const features = (...list: readonly { geometry: Geometry; properties: Given }[]): Given => ({
  type: 'FeatureCollection',
  features: list.map(({ geometry, properties }, k) => ({
    type: 'Feature',
    id: `f${k}`,
    geometry,
    properties: { id: `f${k}`, ...properties },
  })),
});

/** Value of a field at x, y. */
export function at(domain: Domain, field: ArrayLike<number> | number, x: number, y: number): number {
  if (typeof field === 'number') return field;
  const { grid } = domain;
  const row = grid.rows - 1 - Math.floor((y - grid.yMin) / grid.cellSizeM);
  return field[row * grid.cols + Math.floor((x - grid.xMin) / grid.cellSizeM)];
}
