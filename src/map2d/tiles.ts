import type { SceneSource, SceneTheme } from '../../workers/scene/types.ts';
import type { FlatView } from './view.ts';

/** Edge of a tile, px. */
export const TILE = 256;
const KEPT_TILES = 220;

type SheetId = Parameters<SceneSource['imageTile']>[0]['sheet'];
interface Sheet {
  readonly id: SheetId;
  readonly visible: boolean;
  readonly opacity: number;
}

/** The basemap as tiles: those at hand are drawn, the others asked for. */
export class FlatTiles {
  private readonly tiles = new Map<string, ImageBitmap | 'asked' | 'none'>();
  private source: SceneSource | undefined;

  constructor(private readonly wake: () => void) {}

  setSource(source: SceneSource | undefined): void {
    this.source = source;
    this.tiles.clear();
  }

  draw(
    context: CanvasRenderingContext2D,
    sheets: readonly Sheet[],
    theme: SceneTheme,
    view: FlatView,
    [mx, my]: readonly [number, number],
    [width, height]: readonly [number, number],
  ): void {
    const level = Math.max(0, Math.min(18, Math.round(Math.log2(view.scale / TILE))));
    const size = view.scale / 2 ** level;
    const left = view.x * view.scale - mx;
    const top = view.y * view.scale - my;
    for (const { id, visible, opacity } of sheets) {
      if (!visible) continue;
      context.globalAlpha = opacity;
      for (let y = Math.floor(top / size); y * size < top + height; y++) {
        for (let x = Math.floor(left / size); x * size < left + width; x++) {
          const tile = this.tile(id, theme, level, x, y);
          if (tile) context.drawImage(tile, x * size - left, y * size - top, size + 0.5, size + 0.5);
        }
      }
    }
    context.globalAlpha = 1;
  }

  private tile(sheet: SheetId, theme: SceneTheme, level: number, x: number, y: number): ImageBitmap | undefined {
    const key = `${sheet} ${theme} ${level}/${x}/${y}`;
    const found = this.tiles.get(key);
    if (found instanceof ImageBitmap) return found;
    if (!found && this.source && x >= 0 && y >= 0 && x < 2 ** level && y < 2 ** level) {
      this.tiles.set(key, 'asked');
      if (this.tiles.size > KEPT_TILES) this.tiles.delete(this.tiles.keys().next().value as string);
      const { source } = this;
      void source.imageTile({ sheet, theme, level, x, y }).then((tile) => {
        if (source !== this.source) return;
        this.tiles.set(key, tile ?? 'none');
        this.wake();
      });
    }
    return undefined;
  }
}
