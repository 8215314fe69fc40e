import type { Crs } from '../../src/crs/index.ts';
import { classOfValue, RAMPS } from '../../src/tokens/ramps.ts';
import type { Grid } from '../flood/types.ts';
import { type PaletteColour, writePng } from '../raster/png.ts';

/** Depths of a run over time on one grid; NaN: no data. */
export interface DepthSeries {
  readonly name: string;
  /** One sentence that stands with the water: that it is simulated, and of what. */
  readonly description: string;
  readonly grid: Grid;
  readonly timesS: readonly number[];
  readonly depthM: (index: number) => Float32Array;
}

/** A storm has no date: the clock of the file starts here. */
const START_MS = Date.UTC(2000, 0, 1);
/** Longest side of a picture. */
const MOST_PX = 2048;
const METRES_PER_DEGREE = 111_320;
/** What was that deep before the storm is river, lake or sea, which every globe draws itself, m. */
const STANDING_M = 0.05;
const OPACITY = 215;

/**
 * The water of a run as CZML: a picture a frame, in the classes and colours of depth, laid over the ground of any globe
 * that reads the format (CesiumJS and others). Times count from 2000-01-01T00:00Z, which stands for the storm's start.
 *
 * @throws RangeError without frames
 */
export function writeCzml({ name, description, grid, timesS, depthM }: DepthSeries, crs: Crs): string {
  if (timesS.length === 0) throw new RangeError('A run without frames has no water to write.');
  const frame = frameOf(grid, crs);
  const palette: PaletteColour[] = [
    [0, 0, 0, 0],
    ...RAMPS.depth.colours.map((hex): PaletteColour => {
      const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
      return [red, green, blue, OPACITY];
    }),
    [143, 151, 153, 150],
  ];
  const standing = Uint8Array.from(depthM(0), (depth) => (depth >= STANDING_M ? 1 : 0));
  const end = timesS.length > 1 ? timesS[timesS.length - 1] : timesS[0] + 1;
  const until = (k: number): number => timesS[k + 1] ?? end;
  const images = timesS.flatMap((timeS, k) => {
    if (k === timesS.length - 1 && timesS.length > 1) return [];
    const png = writePng(
      frame.width,
      frame.height,
      paint(frame, grid, depthM(k), standing, palette.length - 1),
      palette,
    );
    return [{ interval: `${iso(timeS)}/${iso(until(k))}`, uri: `data:image/png;base64,${base64(png)}` }];
  });
  const whole = `${iso(timesS[0])}/${iso(end)}`;
  return `${JSON.stringify([
    {
      id: 'document',
      name,
      version: '1.0',
      clock: { interval: whole, currentTime: iso(timesS[0]), multiplier: 600, range: 'LOOP_STOP' },
    },
    {
      id: 'water',
      name,
      description,
      availability: whole,
      rectangle: {
        coordinates: { wsenDegrees: frame.wsen },
        material: { image: { image: images, transparent: true } },
      },
    },
  ])}\n`;
}

interface Frame {
  readonly width: number;
  readonly height: number;
  /** West, south, east, north, degrees. */
  readonly wsen: readonly [number, number, number, number];
  /** Cell under each pixel, −1 beside the grid. */
  readonly cellOf: Int32Array;
}

/** A picture in longitude and latitude with pixels of about a cell. */
function frameOf({ cols, rows, cellSizeM, xMin, yMin }: Grid, crs: Crs): Frame {
  const [xMax, yMax] = [xMin + cols * cellSizeM, yMin + rows * cellSizeM];
  const corners = [
    [xMin, yMin],
    [xMax, yMin],
    [xMin, yMax],
    [xMax, yMax],
  ].map(([x, y]) => crs.toLonLat([x, y]));
  const [lons, lats] = [corners.map(([lon]) => lon), corners.map(([, lat]) => lat)];
  const wsen = [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)] as const;
  const [west, south, east, north] = wsen;
  const perLon = METRES_PER_DEGREE * Math.cos(((south + north) / 2) * (Math.PI / 180));
  const size = (metres: number): number => Math.max(1, Math.min(MOST_PX, Math.round(metres / cellSizeM)));
  const [width, height] = [size((east - west) * perLon), size((north - south) * METRES_PER_DEGREE)];
  const cellOf = new Int32Array(width * height);
  for (let j = 0, at = 0; j < height; j++) {
    const lat = north - ((j + 0.5) / height) * (north - south);
    for (let i = 0; i < width; i++, at++) {
      const [x, y] = crs.fromLonLat([west + ((i + 0.5) / width) * (east - west), lat]);
      const col = Math.floor((x - xMin) / cellSizeM);
      const row = rows - 1 - Math.floor((y - yMin) / cellSizeM);
      cellOf[at] = col >= 0 && col < cols && row >= 0 && row < rows ? row * cols + col : -1;
    }
  }
  return { width, height, wsen, cellOf };
}

/** @param noData place in the palette of what is not known, drawn as a hatch */
function paint(
  { cellOf }: Frame,
  { cols }: Grid,
  depthM: Float32Array,
  standing: Uint8Array,
  noData: number,
): Uint8Array {
  const classes = Uint8Array.from(depthM, (depth, cell) => {
    if (Number.isNaN(depth)) return (Math.floor(cell / cols) + (cell % cols)) % 6 === 0 ? noData : 0;
    return standing[cell] ? 0 : classOfValue(RAMPS.depth, depth) + 1;
  });
  const pixels = new Uint8Array(cellOf.length);
  for (let at = 0; at < pixels.length; at++) if (cellOf[at] >= 0) pixels[at] = classes[cellOf[at]];
  return pixels;
}

const iso = (timeS: number): string => new Date(START_MS + Math.round(timeS * 1000)).toISOString();

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
