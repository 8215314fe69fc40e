import Flatbush from 'flatbush';
import type { City, Feature, Position } from '../../src/city/types.ts';
import type { SceneGround } from './ground.ts';
import { IMAGE_TILE, type TileMap, tileMap } from './mercator.ts';
import { classOf } from './palette.ts';
import type { Background, Pen } from './pen.ts';
import { boxOf, linesOf, numberOf, polygonsOf, textOf } from './polygon.ts';
import { paintBackground, paintRelief } from './relief.ts';
import type { ImageTileRequest, SceneTheme } from './types.ts';

export interface Basemap {
  /** Draws one tile; false where there is nothing to draw. */
  paint(request: ImageTileRequest, pen: Pen, background: Background): boolean;
}

/** Coarser than this, tiles are larger than the city and show only ground and sea. */
const COARSEST = 10;
const THEME = {
  light: { edge: '#d3cdbd', shore: '#c9d9d5', kerb: '#cfc9ba', line: '#d9d3c2', bank: '#ddd6c4', ward: '#8d8674' },
  dark: { edge: '#454c4e', shore: '#486770', kerb: '#444b4d', line: '#8d9392', bank: '#5d625f', ward: '#c9c6bd' },
} as const;

interface Indexed {
  readonly features: readonly Feature[];
  readonly boxes: readonly (readonly [number, number, number, number])[];
  readonly index: Flatbush | undefined;
}

/** The map under the buildings, drawn from the City's own layers. */
export function makeBasemap(city: City, ground: SceneGround): Basemap {
  const land = indexed(city, 'land');
  const transport = indexed(city, 'transport');
  const wards = indexed(city, 'wards');
  return {
    paint({ sheet, theme, level, x, y }, pen, background) {
      if (sheet === 'land') {
        paintBackground(ground, theme, level, x, y, pen, background);
        if (level < COARSEST) return true;
        const map = tileMap(city.crs, level, x, y);
        paintLand(land, map, theme, pen);
        paintRelief(ground, map, theme, pen, background);
        return true;
      }
      if (level < COARSEST) return false;
      const map = tileMap(city.crs, level, x, y);
      return sheet === 'transport' ? paintStreets(transport, map, theme, pen) : paintWards(wards, map, theme, pen);
    },
  };
}

function indexed(city: City, id: 'land' | 'transport' | 'wards'): Indexed {
  const layer = city.layers.get(id);
  const features = layer?.kind === 'features' ? layer.features : [];
  const boxes = features.map((f) => boxOf(f.geometry));
  if (features.length === 0) return { features, boxes, index: undefined };
  const index = new Flatbush(features.length);
  for (const box of boxes) index.add(...box);
  index.finish();
  return { features, boxes, index };
}

/** Features whose box meets the tile (grown by a margin), in the order of the file. */
function within({ features, boxes, index }: Indexed, map: TileMap, marginM: number): Feature[] {
  if (!index) return [];
  const [x0, y0, x1, y1] = map.box;
  const smallest = map.pixelM * 0.5;
  return index
    .search(x0 - marginM, y0 - marginM, x1 + marginM, y1 + marginM)
    .sort((a, b) => a - b)
    .filter((i) => boxes[i][2] - boxes[i][0] > smallest || boxes[i][3] - boxes[i][1] > smallest)
    .map((i) => features[i]);
}

/** Adds a run of points to the path, leaving out those that no pixel would show. */
function trace(pen: Pen, map: TileMap, points: readonly Position[], close: boolean): void {
  const [ax, bx, cx, ay, by, cy] = map.matrix;
  let lastX = Number.NaN;
  let lastY = Number.NaN;
  for (let i = 0; i < points.length; i++) {
    const px = ax * points[i][0] + bx * points[i][1] + cx;
    const py = ay * points[i][0] + by * points[i][1] + cy;
    if (i === 0) pen.moveTo(px, py);
    else if (i < points.length - 1 && Math.abs(px - lastX) + Math.abs(py - lastY) < 0.6) continue;
    else pen.lineTo(px, py);
    lastX = px;
    lastY = py;
  }
  if (close) pen.closePath();
}

function paintLand(land: Indexed, map: TileMap, theme: SceneTheme, pen: Pen): void {
  const key = theme === 'dark' ? 'dusk' : 'day';
  const colours = THEME[theme];
  pen.lineJoin = 'round';
  for (const feature of within(land, map, 20)) {
    const water = feature.properties.class === 'water';
    pen.beginPath();
    for (const rings of polygonsOf(feature.geometry)) for (const ring of rings) trace(pen, map, ring, true);
    pen.fillStyle = classOf('land', feature.properties).colour[key];
    pen.fill('evenodd');
    if (!water || map.pixelM > 12) continue;
    // Shallow water along the banks: softer inwards, and a quay line.
    pen.save();
    pen.clip('evenodd');
    pen.strokeStyle = colours.shore;
    for (const [wideM, alpha] of [
      [44, 0.18],
      [22, 0.26],
      [9, 0.35],
    ]) {
      pen.globalAlpha = alpha;
      pen.lineWidth = wideM / map.pixelM;
      pen.stroke();
    }
    pen.restore();
    pen.globalAlpha = 1;
    pen.strokeStyle = colours.bank;
    pen.lineWidth = Math.max(0.7, 2.5 / map.pixelM);
    pen.stroke();
  }
}

const ORDER = ['lane', 'local', 'promenade', 'collector', 'runway', 'arterial'];

function paintStreets(transport: Indexed, map: TileMap, theme: SceneTheme, pen: Pen): boolean {
  const key = theme === 'dark' ? 'dusk' : 'day';
  const colours = THEME[theme];
  const streets = within(transport, map, 60)
    .filter((f) => f.properties.bridge !== true)
    .map((feature) => ({
      feature,
      widthM: numberOf(feature, 'widthM', 6),
      rank: ORDER.indexOf(textOf(feature, 'class')),
    }))
    .filter(({ widthM }) => widthM / map.pixelM > 0.35)
    .sort((a, b) => a.rank - b.rank);
  if (streets.length === 0) return false;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  const stroke = (feature: Feature, width: number, colour: string) => {
    pen.beginPath();
    for (const line of linesOf(feature.geometry)) trace(pen, map, line, false);
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.stroke();
  };
  // Pavements first, so that crossings stay open.
  if (map.pixelM < 4) {
    for (const { feature, widthM, rank } of streets) {
      stroke(feature, (widthM + (rank >= 3 ? 5 : 2.4)) / map.pixelM, colours.kerb);
    }
  }
  for (const { feature, widthM } of streets) {
    const width = Math.max(0.8, widthM / map.pixelM);
    stroke(feature, width, classOf('transport', feature.properties).colour[key]);
  }
  if (map.pixelM < 0.7) {
    for (const { feature, widthM, rank } of streets) {
      if (rank < 1) continue;
      pen.setLineDash(widthM > 14 ? [] : [4 / map.pixelM, 6 / map.pixelM]);
      stroke(feature, Math.max(0.8, (widthM > 14 ? 0.5 : 0.2) / map.pixelM), colours.line);
    }
    pen.setLineDash([]);
  }
  return true;
}

function paintWards(wards: Indexed, map: TileMap, theme: SceneTheme, pen: Pen): boolean {
  const features = within(wards, map, 20);
  if (features.length === 0) return false;
  pen.strokeStyle = THEME[theme].ward;
  pen.globalAlpha = 0.4;
  pen.lineJoin = 'round';
  pen.lineWidth = Math.max(1.2, Math.min(3, 5 / map.pixelM));
  pen.setLineDash([10, 5, 2, 5]);
  for (const feature of features) {
    pen.beginPath();
    for (const rings of polygonsOf(feature.geometry)) for (const ring of rings) trace(pen, map, ring, true);
    pen.stroke();
  }
  pen.setLineDash([]);
  pen.globalAlpha = 1;
  return true;
}

/** Paints a tile on an OffscreenCanvas and hands over the bitmap; undefined where there is nothing to draw. */
export function imageTile(basemap: Basemap, request: ImageTileRequest): ImageBitmap | undefined {
  const canvas = new OffscreenCanvas(IMAGE_TILE, IMAGE_TILE);
  const pen = canvas.getContext('2d');
  if (!pen) return undefined;
  if (request.flip) pen.setTransform(1, 0, 0, -1, 0, IMAGE_TILE);
  const drawn = basemap.paint(request, pen, (width, height, rgba) => {
    const small = new OffscreenCanvas(width, height);
    small.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0);
    return small;
  });
  return drawn ? canvas.transferToImageBitmap() : undefined;
}
