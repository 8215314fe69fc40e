import type { Feature, Position } from '../../src/city/types.ts';
import { type LocalFrame, localFrame } from './frame.ts';
import type { SceneGround } from './ground.ts';

/** Side of a geometry tile, m: few enough draw calls, small enough to be culled and added without a pause. */
export const TILE_M = 800;

export interface Tile<T> {
  readonly key: string;
  /** Centre in the City's CRS. */
  readonly x: number;
  readonly y: number;
  readonly items: T[];
}

/** Sorts things into square tiles by a point of each; the tiles nearest to `from` come first. */
export function intoTiles<T>(
  items: Iterable<T>,
  placeOf: (item: T) => Position | undefined,
  from: Position,
  sizeM = TILE_M,
): Tile<T>[] {
  const tiles = new Map<string, Tile<T>>();
  for (const item of items) {
    const place = placeOf(item);
    if (!place || !Number.isFinite(place[0]) || !Number.isFinite(place[1])) continue;
    const col = Math.floor(place[0] / sizeM);
    const row = Math.floor(place[1] / sizeM);
    const key = `${col}_${row}`;
    let tile = tiles.get(key);
    if (!tile) {
      tile = { key, x: (col + 0.5) * sizeM, y: (row + 0.5) * sizeM, items: [] };
      tiles.set(key, tile);
    }
    tile.items.push(item);
  }
  const away = (t: Tile<T>) => Math.hypot(t.x - from[0], t.y - from[1]);
  return [...tiles.values()].sort((a, b) => away(a) - away(b) || (a.key < b.key ? -1 : 1));
}

/** The frame of a tile, at the ground of its centre. */
export function tileFrame(ground: SceneGround, tile: { x: number; y: number }, offsetM: number): LocalFrame {
  const level = ground.shownAt(tile.x, tile.y, 100);
  return localFrame(ground.crs, tile.x, tile.y, Math.round(level), offsetM);
}

/** The first coordinate of a feature. */
export function firstPoint(feature: Pick<Feature, 'geometry'>): Position | undefined {
  let at: unknown = feature.geometry.coordinates;
  while (Array.isArray(at) && Array.isArray(at[0])) at = at[0];
  return Array.isArray(at) && typeof at[0] === 'number' ? (at as unknown as Position) : undefined;
}
