import type { SceneGround } from './ground.ts';
import { IMAGE_TILE, mercatorTile, type TileMap } from './mercator.ts';
import { rgbOf, SYMBOLOGY } from './palette.ts';
import type { Background, Pen } from './pen.ts';
import { noise } from './random.ts';
import type { SceneTheme } from './types.ts';

const SAMPLES = 96;
/** Above this the ground around the city is taken for forest, m. */
const FOREST_FROM_M = 18;

const colourOf = (value: string, key: 'day' | 'dusk'): [number, number, number] => {
  const { classes, otherwise } = SYMBOLOGY.land;
  return rgbOf((classes.find((c) => c.values.includes(value)) ?? otherwise).colour[key]);
};

/** Ground and sea where no land feature lies: by height, with a little grain. */
export function paintBackground(
  ground: SceneGround,
  theme: SceneTheme,
  level: number,
  x: number,
  y: number,
  pen: Pen,
  background: Background,
): void {
  const key = theme === 'dark' ? 'dusk' : 'day';
  const [water, land, forest, sand] = ['water', '', 'forest', 'sand'].map((v) => colourOf(v, key));
  const [west, south, east, north] = mercatorTile(level, x, y);
  const spacingM = ((east - west) / SAMPLES) * 108000;
  const rgba = new Uint8ClampedArray(SAMPLES * SAMPLES * 4);
  const project = bilinear(ground, west, south, east, north, level);
  for (let j = 0; j < SAMPLES; j++) {
    for (let i = 0; i < SAMPLES; i++) {
      const [px, py] = project((i + 0.5) / SAMPLES, (j + 0.5) / SAMPLES);
      const z = ground.shownAt(px, py, spacingM);
      const wet = !Number.isNaN(ground.waterLevelAt(px, py)) || z <= 0.02;
      const grain = (noise(px / 140, py / 140) - 0.5) * 0.08 + 1;
      const t = Math.max(0, Math.min(1, (z - FOREST_FROM_M) / 30));
      const shore = z < 1.2 ? 0.35 : 0;
      const o = (j * SAMPLES + i) * 4;
      for (let c = 0; c < 3; c++) {
        const base = land[c] * (1 - shore) + sand[c] * shore;
        rgba[o + c] = wet ? water[c] : (base * (1 - t) + forest[c] * t) * grain;
      }
      rgba[o + 3] = 255;
    }
  }
  const image = background(SAMPLES, SAMPLES, rgba);
  if (image) pen.drawImage(image, 0, 0, IMAGE_TILE, IMAGE_TILE);
}

/** Light and shade of slopes, laid over the finished colours; flat ground is left as it is. */
export function paintRelief(
  ground: SceneGround,
  map: TileMap,
  theme: SceneTheme,
  pen: Pen,
  background: Background,
): void {
  const n = 96;
  const [ax, bx, cx, ay, by, cy] = map.matrix;
  const det = ax * by - bx * ay;
  const step = IMAGE_TILE / n;
  const heights = new Float32Array((n + 2) * (n + 2));
  const spacing = map.pixelM * step;
  for (let j = 0; j < n + 2; j++) {
    for (let i = 0; i < n + 2; i++) {
      const px = (i - 0.5) * step - cx;
      const py = (j - 0.5) * step - cy;
      heights[j * (n + 2) + i] = ground.shownAt((by * px - bx * py) / det, (ax * py - ay * px) / det, spacing);
    }
  }
  const rgba = new Uint8ClampedArray(n * n * 4);
  let strongest = 0;
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) {
      const k = (j + 1) * (n + 2) + i + 1;
      const east = (heights[k + 1] - heights[k - 1]) / (2 * spacing);
      const south = (heights[k + n + 2] - heights[k - n - 2]) / (2 * spacing);
      const length = Math.hypot(east, south, 1);
      // Sun from the south-west, as the buildings have it.
      const light = (east * 0.55 - south * 0.35 + 0.76) / length - 0.76;
      const strength = Math.max(-1, Math.min(1, light * (theme === 'dark' ? 1.5 : 1.25)));
      strongest = Math.max(strongest, Math.abs(strength));
      const o = (j * n + i) * 4;
      rgba[o] = strength > 0 ? 255 : 12;
      rgba[o + 1] = strength > 0 ? 246 : 24;
      rgba[o + 2] = strength > 0 ? 224 : 38;
      rgba[o + 3] = Math.abs(strength) * (strength > 0 ? 60 : 150);
    }
  }
  if (strongest < 0.03) return;
  const image = background(n, n, rgba);
  if (image) pen.drawImage(image, 0, 0, IMAGE_TILE, IMAGE_TILE);
}

/** City point of a place in a tile: through four corners where a tile is small, exactly where it is not. */
function bilinear(
  ground: SceneGround,
  west: number,
  south: number,
  east: number,
  north: number,
  level: number,
): (u: number, v: number) => [number, number] {
  const { crs } = ground;
  if (level < 10) return (u, v) => crs.fromLonLat([west + (east - west) * u, north + (south - north) * v]);
  const nw = crs.fromLonLat([west, north]);
  const ne = crs.fromLonLat([east, north]);
  const sw = crs.fromLonLat([west, south]);
  const se = crs.fromLonLat([east, south]);
  const mix = (k: 0 | 1, u: number, v: number) =>
    (nw[k] * (1 - u) + ne[k] * u) * (1 - v) + (sw[k] * (1 - u) + se[k] * u) * v;
  return (u, v) => [mix(0, u, v), mix(1, u, v)];
}
