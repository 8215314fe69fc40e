import {
  CustomHeightmapTerrainProvider,
  Event,
  GeographicTilingScheme,
  type Globe,
  ImageryLayer,
  type ImageryProvider,
  Material,
  Rectangle,
  WebMercatorTilingScheme,
} from '@cesium/engine';
import { IMAGE_TILE } from '../../workers/scene/mercator.ts';
import { HEIGHT_TILE } from '../../workers/scene/terrain.ts';
import type { SceneSource, SceneTheme, Sheet } from '../../workers/scene/types.ts';
import type { Look } from './look.ts';
import { HAZE_GLSL } from './solids.ts';

/** 0.15 m a pixel: finer adds nothing to drawn streets. */
const FINEST_LEVEL = 18;

/** Terrain whose tiles come from the City's elevation model. `settled` is told when one has come. */
export function terrainOf(source: SceneSource, settled: () => void): CustomHeightmapTerrainProvider {
  return new CustomHeightmapTerrainProvider({
    width: HEIGHT_TILE,
    height: HEIGHT_TILE,
    tilingScheme: new GeographicTilingScheme(),
    callback: (x: number, y: number, level: number) => {
      const promise = source.heightTile(level, x, y);
      promise.finally(settled);
      return promise;
    },
  });
}

/** One sheet of the basemap as Cesium imagery. */
export function sheetOf(source: SceneSource, sheet: Sheet, theme: SceneTheme, settled: () => void): ImageryLayer {
  const tilingScheme = new WebMercatorTilingScheme();
  const empty = document.createElement('canvas');
  empty.width = empty.height = 1;
  const provider = {
    tileWidth: IMAGE_TILE,
    tileHeight: IMAGE_TILE,
    minimumLevel: 0,
    maximumLevel: FINEST_LEVEL,
    tilingScheme,
    rectangle: tilingScheme.rectangle,
    tileDiscardPolicy: undefined,
    errorEvent: new Event(),
    credit: undefined,
    proxy: undefined,
    hasAlphaChannel: sheet !== 'land',
    ready: true,
    getTileCredits: () => [],
    pickFeatures: () => undefined,
    requestImage: async (x: number, y: number, level: number) => {
      const image = await source.imageTile({ sheet, theme, level, x, y, flip: true });
      settled();
      return image ?? empty;
    },
  };
  return new ImageryLayer(provider as unknown as ImageryProvider, { rectangle: Rectangle.MAX_VALUE });
}

/** Haze over the ground, as a material of the globe. */
export function hazeMaterial(look: Look): Material {
  return new Material({
    translucent: false,
    fabric: {
      uniforms: {
        haze: { red: look.haze[0], green: look.haze[1], blue: look.haze[2], alpha: 1 },
        by: { x: look.hazeM, y: look.hazeMost },
        light: 1,
      },
      source: `
${HAZE_GLSL}
czm_material czm_getMaterial(czm_materialInput materialInput) {
  czm_material material = czm_getDefaultMaterial(materialInput);
  float t = hazeAt(length(materialInput.positionToEyeEC), by);
  // Blended over the imagery: night darkens it, distance fades it.
  float shade = (1.0 - light) * (1.0 - t);
  material.alpha = clamp(t + shade, 0.0, 1.0);
  material.diffuse = haze.rgb * (t / max(1e-4, material.alpha)) + vec3(0.02, 0.03, 0.045) * (shade / max(1e-4, material.alpha));
  return material;
}`,
    },
  });
}

/** Sets the look of the ground. */
export function applyGroundLook(globe: Globe, look: Look, night: number): void {
  const material = globe.material ?? hazeMaterial(look);
  const uniforms = material.uniforms as {
    haze: { red: number; green: number; blue: number };
    by: { x: number; y: number };
    light: number;
  };
  [uniforms.haze.red, uniforms.haze.green, uniforms.haze.blue] = look.haze;
  uniforms.by.x = look.hazeM;
  uniforms.by.y = look.hazeMost;
  uniforms.light = 1 - 0.62 * night;
  globe.material = material;
}
