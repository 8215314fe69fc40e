/** Web Mercator arithmetic of the flat map. World coordinates run from 0 to 1, y from the north. */
export interface FlatView {
  /** Centre in world coordinates. */
  x: number;
  y: number;
  /** Pixels of the whole world's width. */
  scale: number;
}

const EARTH_M = 40075016.686;

export const worldOf = (lon: number, lat: number): [number, number] => {
  const sin = Math.sin((Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180);
  return [lon / 360 + 0.5, 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)];
};

export const lonLatOf = (x: number, y: number): [number, number] => [
  (x - 0.5) * 360,
  (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI,
];

/** Metres of ground that one pixel covers at a latitude. */
export const metresPerPixel = (scale: number, lat: number): number =>
  (EARTH_M * Math.cos((lat * Math.PI) / 180)) / scale;

/** Scale that shows a camera distance: about what the globe shows at 60° field of view. */
export const scaleOfDistance = (distanceM: number, heightPx: number, lat: number): number =>
  (EARTH_M * Math.cos((lat * Math.PI) / 180) * heightPx) / (1.15 * distanceM);

export const distanceOfScale = (scale: number, heightPx: number, lat: number): number =>
  (metresPerPixel(scale, lat) * heightPx) / 1.15;
