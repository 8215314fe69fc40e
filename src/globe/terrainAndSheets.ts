import { Cartographic, Color, EllipsoidTerrainProvider, type ImageryLayer, type Scene } from '@cesium/engine';
import type { LandMask } from '../../workers/city/types.ts';
import type { SceneSource, SceneTheme, Sheet } from '../../workers/scene/types.ts';
import { tintLayer } from './landTint.ts';
import type { Look } from './look.ts';
import { applyGroundLook, sheetOf, terrainOf } from './surface.ts';

const SHEETS: readonly Sheet[] = ['land', 'transport', 'wards'];

/** Whether a layer's name is one of the imagery's sheets. */
export function isSheet(id: string): id is Sheet {
  return (SHEETS as readonly string[]).includes(id);
}

/** The ground: terrain, the three sheets of the basemap on it, and how clear it is. */
export class TerrainAndSheets {
  private readonly scene: Scene;
  private readonly wake: () => void;
  private sheets = new Map<Sheet, ImageryLayer>();
  private source: SceneSource | undefined;
  private outstanding = 0;
  private land: LandMask | undefined;
  private tint: ImageryLayer | undefined;

  constructor(scene: Scene, wake: () => void) {
    this.scene = scene;
    this.wake = wake;
  }

  /** Tiles are being fetched or made. */
  get busy(): boolean {
    return this.outstanding > 0 || !this.scene.globe.tilesLoaded;
  }

  setSource(source: SceneSource | undefined, theme: SceneTheme): void {
    this.scene.imageryLayers.removeAll(true);
    this.sheets.clear();
    this.tint = undefined;
    this.land = undefined;
    this.source = source && this.counted(source);
    this.scene.terrainProvider = this.source ? terrainOf(this.source, this.wake) : new EllipsoidTerrainProvider();
    this.redraw(theme);
  }

  /** Makes the sheets anew in a theme's colours. */
  redraw(theme: SceneTheme): void {
    const { source } = this;
    this.scene.imageryLayers.removeAll(true);
    this.sheets.clear();
    if (!source) return;
    for (const sheet of SHEETS) {
      const layer = sheetOf(source, sheet, theme, this.wake);
      this.scene.imageryLayers.add(layer);
      this.sheets.set(sheet, layer);
    }
    this.tint = undefined;
    this.setLand(this.land, theme);
  }

  /** Land to be seen tinted on the ground; undefined: none. */
  setLand(land: LandMask | undefined, theme: SceneTheme): void {
    this.land = land;
    if (this.tint) this.scene.imageryLayers.remove(this.tint, true);
    this.tint = land && tintLayer(land, theme);
    if (this.tint) this.scene.imageryLayers.add(this.tint);
    this.wake();
  }

  showSheet(sheet: Sheet, { visible, opacity }: { visible: boolean; opacity: number }): void {
    const layer = this.sheets.get(sheet);
    if (!layer) return;
    // The land is the ground itself: hidden, its colours fade but the ground stays.
    layer.show = sheet === 'land' ? true : visible && opacity > 0;
    layer.alpha = sheet === 'land' ? (visible ? 0.35 + 0.65 * opacity : 0.35) : opacity;
  }

  /** Applies every sheet's switch. */
  showSheets(stateOf: (sheet: Sheet) => { visible: boolean; opacity: number }): void {
    for (const sheet of SHEETS) this.showSheet(sheet, stateOf(sheet));
  }

  setLook(look: Look, night: number, glass: number): void {
    const { globe } = this.scene;
    applyGroundLook(globe, look, night);
    globe.baseColor = Color.fromCssColorString(look.globe);
    globe.translucency.enabled = glass > 0;
    globe.translucency.frontFaceAlpha = 1 - 0.88 * glass;
    globe.translucency.backFaceAlpha = 0;
    // Under glass there is no sky to look into but the dark of the ground.
    const below = look.dusk > 0.5 ? '#171d20' : '#dfe2dd';
    this.scene.backgroundColor = glass > 0 ? Color.fromCssColorString(below) : Color.TRANSPARENT;
  }

  /** Height above the ellipsoid of the drawn ground, m; undefined where no tile is loaded. */
  heightM(lon: number, lat: number): number | undefined {
    return this.scene.globe.getHeight(Cartographic.fromDegrees(lon, lat));
  }

  private counted(source: SceneSource): SceneSource {
    const count = <T>(promise: Promise<T>): Promise<T> => {
      this.outstanding++;
      return promise.finally(() => {
        this.outstanding--;
        this.wake();
      });
    };
    return {
      imageTile: (request) => count(source.imageTile(request)),
      heightTile: (level, x, y) => count(source.heightTile(level, x, y)),
      pick: (ray) => source.pick(ray),
    };
  }
}
