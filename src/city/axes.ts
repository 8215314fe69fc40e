import type { Crs } from '../crs/index.ts';
import { resolveCrs } from '../crs/index.ts';
import { InputError } from './errors.ts';
import type { CityNote, Position } from './types.ts';

/** How a file's coordinates become the City's. */
export interface Reading {
  /** The file gives north (latitude) before east (longitude). */
  readonly northFirst: boolean;
  /** System of the file's coordinates. */
  readonly crs: Crs;
  readonly notes: readonly CityNote[];
}

/** Where the City lies, so that swapped axes can be told. */
export interface Whereabouts {
  readonly crs: Crs;
  /** In `crs`. */
  readonly bounds: readonly [number, number, number, number] | undefined;
}

/** Farther from the central meridian nobody uses a transverse Mercator grid, degrees. */
const FAR_FROM_MERIDIAN = 10;
/** Files may reach this many times the City's size beyond its bounds. */
const MARGIN = 1;

/**
 * Decides from some of a file's positions which axis comes first. Vietnamese tables often list north (X) before east
 * (Y), and some programs write latitude before longitude: read as they stand, such files lie on another continent.
 * Swapped only when the positions fit the City that way and not as they stand; told in a note.
 * @param positions as the file has them, at least one
 * @param fileCrs system that the file should be in: longitude/latitude for GeoJSON, the City's own for INP
 * @throws InputError where they fit neither way because they cannot be degrees at all
 */
export function readAxes(positions: readonly Position[], fileCrs: Crs, city: Whereabouts, file: string): Reading {
  if (city.crs.local || positions.length === 0) return { northFirst: false, crs: city.crs, notes: [] };
  const asIs = shareInside(positions, fileCrs, city, false);
  const swapped = shareInside(positions, fileCrs, city, true);
  if (asIs >= 0.5 || (asIs > 0 && swapped === 0)) return { northFirst: false, crs: fileCrs, notes: [] };
  if (swapped >= 0.5) {
    const axes = fileCrs.geographic
      ? ['latitude before longitude', 'vĩ độ trước kinh độ']
      : ['north before east', 'bắc trước đông'];
    return {
      northFirst: true,
      crs: fileCrs,
      notes: [
        {
          code: 'axes.north-first',
          file,
          message: {
            en: `Coordinates give ${axes[0]} (first: ${show(positions[0])}): they were swapped, because only so they lie in the city.`,
            vi: `Tọa độ ghi ${axes[1]} (đầu tiên: ${show(positions[0])}): đã đổi chỗ, vì chỉ như thế mới nằm trong thành phố.`,
          },
        },
      ],
    };
  }
  // The other kind of coordinates than the file should have, in either order.
  const other = fileCrs.geographic ? city.crs : resolveCrs('EPSG:4326');
  for (const northFirst of [false, true]) {
    if (other.geographic === fileCrs.geographic || shareInside(positions, other, city, northFirst) < 0.5) continue;
    const order = northFirst ? ' (north before east)' : '';
    return {
      northFirst,
      crs: other,
      notes: [
        {
          code: 'axes.other-crs',
          file,
          message: {
            en: `Coordinates were expected in ${fileCrs.name}, but lie in the city only as ${other.name}${order}; read so.`,
            vi: `Tọa độ phải theo ${fileCrs.name}, nhưng chỉ nằm trong thành phố khi đọc theo ${other.name}${northFirst ? ' (bắc trước đông)' : ''}; đã đọc như vậy.`,
          },
        },
      ],
    };
  }
  const wild = fileCrs.geographic && positions.find(([x, y]) => Math.abs(x) > 180 || Math.abs(y) > 90);
  if (wild) {
    throw new InputError(
      'axes.not-degrees',
      `${file}: expected longitude and latitude in degrees, found ${show(wild)}, which is neither that nor a place of the city in ${city.crs.name}, in either order.`,
      `${file}: cần kinh độ và vĩ độ, gặp ${show(wild)}, không phải độ và cũng không nằm trong thành phố theo ${city.crs.name}, dù đổi thứ tự.`,
      { en: 'Export the file as GeoJSON in WGS 84.', vi: 'Hãy xuất tệp dạng GeoJSON theo WGS 84.' },
    );
  }
  return {
    northFirst: false,
    crs: fileCrs,
    notes: [
      {
        code: 'axes.outside',
        file,
        message: {
          en: `Most of it lies outside the city (first position: ${show(positions[0])}).`,
          vi: `Phần lớn nằm ngoài thành phố (tọa độ đầu: ${show(positions[0])}).`,
        },
      },
    ],
  };
}

const show = ([x, y]: Position): string => `${x}, ${y}`;

/** Share of positions that lie in or near the City when they are read so. */
function shareInside(positions: readonly Position[], fileCrs: Crs, city: Whereabouts, northFirst: boolean): number {
  let inside = 0;
  for (const [a, b] of positions) {
    const position: [number, number] = northFirst ? [b, a] : [a, b];
    if (fileCrs.geographic && (Math.abs(position[0]) > 360 || Math.abs(position[1]) > 90)) continue;
    const lonLat = fileCrs.geographic ? position : fileCrs.toLonLat(position);
    if (!(Math.abs(lonLat[0]) <= 360 && Math.abs(lonLat[1]) <= 90)) continue;
    if (city.bounds) {
      const [x, y] = fileCrs.code === city.crs.code ? position : city.crs.fromLonLat(lonLat);
      const [xMin, yMin, xMax, yMax] = city.bounds;
      const reach = MARGIN * Math.max(xMax - xMin, yMax - yMin);
      if (x >= xMin - reach && x <= xMax + reach && y >= yMin - reach && y <= yMax + reach) inside++;
    } else if (city.crs.meridianDeg === undefined || Math.abs(lonLat[0] - city.crs.meridianDeg) <= FAR_FROM_MERIDIAN)
      inside++;
  }
  return inside / positions.length;
}

/** At most `count` positions spread evenly over a list. */
export function sample<T>(items: readonly T[], count = 200): T[] {
  const step = Math.max(1, Math.floor(items.length / count));
  return items.filter((_, i) => i % step === 0).slice(0, count);
}
