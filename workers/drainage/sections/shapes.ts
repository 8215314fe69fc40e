import { fromBed } from './bed.ts';
import { ARCH, ROUNDED } from './rounded.ts';
import type { Section, Shape } from './types.ts';

/** Any section as functions of depth, in closed form where there is one, else by its outline. */
export function shapeOf(section: Section): Shape {
  switch (section.shape) {
    case 'circular':
      return filled(section.heightM, 0);
    case 'filledCircular':
      return filled(section.heightM, section.fillM);
    case 'rectClosed':
      return rectangle(section.heightM, section.widthM, 2, false);
    case 'rectOpen':
      return rectangle(section.heightM, section.widthM, 2 - (section.smoothSides ?? 0), true);
    case 'trapezoidal':
      return trapezium(section.heightM, section.widthM, section.leftSlope, section.rightSlope);
    case 'power':
      return power(section.heightM, section.widthM, section.power);
    case 'rectTriangular': {
      const { heightM, widthM, bottomM } = section;
      return outlined(heightM, (y) => (y < bottomM ? (widthM * y) / bottomM : widthM), false);
    }
    case 'rectRound': {
      const { heightM, widthM, radiusM } = section;
      return outlined(heightM, (y) => Math.min(widthM, chord(radiusM, y, widthM)), false);
    }
    case 'basketRect': {
      const { heightM, widthM, radiusM } = section;
      return outlined(heightM, (y) => Math.min(widthM, chord(radiusM, heightM - y, widthM)), false);
    }
    case 'ellipse': {
      const { heightM, widthM } = section;
      const width = (y: number): number => (2 * widthM * Math.sqrt(Math.max(0, y * (heightM - y)))) / heightM;
      return outlined(heightM, width, false, (Math.PI / 4) * heightM * widthM);
    }
    case 'arch': {
      const { heightM, widthM } = section;
      return outlined(heightM, sampled(ARCH.widths, heightM, widthM), false, ARCH.areaShare * heightM * widthM);
    }
    case 'custom':
      return custom(section.heightM, section.depths, section.widths);
    case 'irregular':
      return fromBed(section);
    default: {
      const { widthOverHeight, areaOverHeight2, widths } = ROUNDED[section.shape];
      const { heightM } = section;
      return outlined(
        heightM,
        sampled(widths, heightM, widthOverHeight * heightM),
        false,
        areaOverHeight2 * heightM ** 2,
      );
    }
  }
}

/** A circle whose bottom is silted up to `fillM`. */
function filled(diameterM: number, fillM: number): Shape {
  const heightM = diameterM - fillM;
  const angle = (y: number): number => 2 * Math.acos(1 - (2 * Math.min(y, diameterM)) / diameterM);
  const segment = (y: number): number => ((diameterM * diameterM) / 8) * (angle(y) - Math.sin(angle(y)));
  const width = (y: number): number => 2 * Math.sqrt(Math.max(0, y * (diameterM - y)));
  const below = { areaM2: segment(fillM), arcM: (angle(fillM) * diameterM) / 2, widthM: width(fillM) };
  const areaM2 = (depth: number): number => segment(depth + fillM) - below.areaM2;
  const wetted = (depth: number): number => (angle(depth + fillM) * diameterM) / 2 - below.arcM + below.widthM;
  return {
    heightM,
    open: false,
    areaM2,
    widthM: (depth) => width(depth + fillM),
    radiusM: (depth) => (depth > 0 ? areaM2(depth) / wetted(depth) : 0),
  };
}

function rectangle(heightM: number, width: number, sides: number, open: boolean): Shape {
  return {
    heightM,
    open,
    areaM2: (y) => width * y,
    widthM: () => width,
    // The lid is wetted only when the pipe is full.
    radiusM: (y) => (y > 0 ? (width * y) / (width + sides * y + (!open && y >= heightM ? width : 0)) : 0),
  };
}

function trapezium(heightM: number, width: number, left: number, right: number): Shape {
  const area = (y: number): number => (width + ((left + right) / 2) * y) * y;
  const wetted = (y: number): number => width + y * (Math.hypot(1, left) + Math.hypot(1, right));
  return {
    heightM,
    open: true,
    areaM2: area,
    widthM: (y) => width + (left + right) * y,
    radiusM: (y) => (y > 0 ? area(y) / wetted(y) : 0),
  };
}

/** w = W (y/H)^(1/p): area y·w·p/(1 + p); the wetted perimeter along its outline. */
function power(heightM: number, topM: number, exponent: number): Shape {
  const width = (y: number): number => topM * (y / heightM) ** (1 / exponent);
  return outlined(heightM, width, true, (heightM * topM * exponent) / (1 + exponent));
}

/** Chord of a circle at a height over its lowest point; above its middle its whole width. */
const chord = (radius: number, y: number, widest: number): number =>
  y >= radius ? widest : 2 * Math.sqrt(Math.max(0, y * (2 * radius - y)));

function sampled(shares: readonly number[], heightM: number, widestM: number): (y: number) => number {
  const last = shares.length - 1;
  return (y) => {
    const at = Math.min(last, Math.max(0, (y / heightM) * last));
    const i = Math.min(last - 1, Math.floor(at));
    return widestM * (shares[i] + (at - i) * (shares[i + 1] - shares[i]));
  };
}

function custom(heightM: number, depths: ArrayLike<number>, widths: ArrayLike<number>): Shape {
  const width = (y: number): number => {
    const depth = y / heightM;
    let i = 1;
    while (i < depths.length - 1 && depths[i] < depth) i++;
    const span = depths[i] - depths[i - 1];
    const share = span > 0 ? Math.min(1, Math.max(0, (depth - depths[i - 1]) / span)) : 1;
    return heightM * (widths[i - 1] + share * (widths[i] - widths[i - 1]));
  };
  return outlined(heightM, width, false);
}

const SLICES = 1920;

/** Area and wetted perimeter of a symmetric outline in thin slices; scaled to its exact area where that is known. */
function outlined(heightM: number, width: (y: number) => number, open: boolean, exactM2?: number): Shape {
  const step = heightM / SLICES;
  const area = new Float64Array(SLICES + 1);
  const wetted = new Float64Array(SLICES + 1);
  wetted[0] = width(0);
  for (let i = 1; i <= SLICES; i++) {
    const [below, above] = [width((i - 1) * step), width(i * step)];
    area[i] = area[i - 1] + (step * (below + 4 * width((i - 0.5) * step) + above)) / 6;
    wetted[i] = wetted[i - 1] + 2 * Math.hypot(step, (above - below) / 2);
  }
  if (!open) wetted[SLICES] += width(heightM);
  const scale = exactM2 === undefined ? 1 : exactM2 / area[SLICES];
  const at = (values: Float64Array, y: number): number => {
    const place = Math.min(SLICES, Math.max(0, y / step));
    const i = Math.min(SLICES - 1, Math.floor(place));
    return values[i] + (place - i) * (values[i + 1] - values[i]);
  };
  return {
    heightM,
    open,
    areaM2: (y) => scale * at(area, y),
    widthM: width,
    radiusM: (y) => (y > 0 ? (scale * at(area, y)) / at(wetted, y) : 0),
  };
}
