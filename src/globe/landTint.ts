import { Event, GeographicTilingScheme, ImageryLayer, type ImageryProvider, Rectangle } from '@cesium/engine';
import type { LandMask } from '../../workers/city/types.ts';
import type { SceneTheme } from '../../workers/scene/types.ts';
import { tintPicture } from '../tokens/trace.ts';

/** Land as one picture over the ground. */
export function tintLayer({ boundsLonLat, cols, rows, cells }: LandMask, theme: SceneTheme): ImageryLayer {
  const picture = tintPicture(cells, cols, rows, theme);
  const rectangle = Rectangle.fromDegrees(...boundsLonLat);
  const provider = {
    tileWidth: cols,
    tileHeight: rows,
    minimumLevel: 0,
    maximumLevel: 0,
    tilingScheme: new GeographicTilingScheme({ rectangle, numberOfLevelZeroTilesX: 1, numberOfLevelZeroTilesY: 1 }),
    rectangle,
    tileDiscardPolicy: undefined,
    errorEvent: new Event(),
    credit: undefined,
    proxy: undefined,
    hasAlphaChannel: true,
    ready: true,
    getTileCredits: () => [],
    pickFeatures: () => undefined,
    requestImage: async () => picture,
  };
  return new ImageryLayer(provider as unknown as ImageryProvider, { rectangle });
}
