import { CELL, type Frame, type Grid } from '../../workers/flood/types.ts';
import { worstClass } from '../../workers/impact/index.ts';
import { CHANGE, type ShownMaps } from '../simulate/change.ts';
import { classOfValue, RAMPS, type ResultMode } from '../tokens/ramps.ts';

const WET_M = 0.05;

export type FlatFrame = Pick<Frame, 'timeS' | 'depthM'> & Partial<Pick<Frame, 'speedMS'>>;

export interface FlatWater {
  readonly grid: Grid;
  readonly kind: Uint8Array;
  readonly groundM: Float32Array;
  readonly permanentDepthM?: Float32Array;
}

/** What a sheet of water shows. */
interface Shown {
  readonly water: FlatWater | undefined;
  readonly frames: { readonly a: FlatFrame; readonly b: FlatFrame; readonly mix: number } | undefined;
  readonly maps: ShownMaps | undefined;
  readonly mode: ResultMode;
  readonly isolated: number | undefined;
}
const EMPTY = { water: undefined, frames: undefined, maps: undefined } as const;

/** The water of one run as a picture, painted anew when something about it has changed. */
export class WaterSheet {
  private readonly picture = document.createElement('canvas');
  private shown: Shown = { ...EMPTY, mode: 'depth', isolated: undefined };
  private stale = true;

  set(part: Partial<Shown>): void {
    this.shown = { ...this.shown, ...part };
    this.stale = true;
  }

  clear(): void {
    this.set(EMPTY);
  }

  /**
   * @param pixelOf of a place in the City's CRS
   * @param clip x, y, width, height of the part of the map that it may cover, px
   */
  draw(
    context: CanvasRenderingContext2D,
    pixelOf: (x: number, y: number) => readonly [number, number],
    clip: readonly [number, number, number, number],
  ): void {
    const { water, frames, maps, mode, isolated } = this.shown;
    if (!water || (!frames && !maps)) return;
    const { cols, rows, cellSizeM, xMin, yMin } = water.grid;
    if (this.stale) {
      this.picture.width = cols;
      this.picture.height = rows;
      const pen = this.picture.getContext('2d');
      const image = pen?.createImageData(cols, rows);
      if (!pen || !image) return;
      const { a, b, mix } = frames ?? { a: {}, b: {}, mix: 0 };
      paintWater(image.data, water, mode, isolated, a, b, mix, maps);
      pen.putImageData(image, 0, 0);
      this.stale = false;
    }
    const nw = pixelOf(xMin, yMin + rows * cellSizeM);
    const ne = pixelOf(xMin + cols * cellSizeM, yMin + rows * cellSizeM);
    const sw = pixelOf(xMin, yMin);
    context.save();
    context.beginPath();
    context.rect(...clip);
    context.clip();
    context.imageSmoothingEnabled = false;
    context.transform(
      (ne[0] - nw[0]) / cols,
      (ne[1] - nw[1]) / cols,
      (sw[0] - nw[0]) / rows,
      (sw[1] - nw[1]) / rows,
      nw[0],
      nw[1],
    );
    context.drawImage(this.picture, 0, 0);
    context.restore();
  }
}

/** Red, green, blue of each class of a ramp. */
const coloursOf = (mode: ResultMode): number[][] =>
  RAMPS[mode].colours.map((hex) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)));

/**
 * RGBA of a result, one pixel a cell: clear where it is dry, hatched grey where nothing is known.
 * @param b the frame after `a`, mixed in by `mix`
 */
export function paintWater(
  out: Uint8ClampedArray,
  { grid, kind, permanentDepthM }: FlatWater,
  mode: ResultMode,
  isolated: number | undefined,
  a: Partial<Frame>,
  b: Partial<Frame>,
  mix: number,
  maps: ShownMaps | undefined,
): void {
  const ramp = RAMPS[mode];
  const colours = coloursOf(mode);
  const valueAt = valuesOf(mode, a, b, mix, maps);
  const depthAt =
    mode === 'depth' || mode === 'speed'
      ? depthNow(a, b, mix)
      : mode === 'change'
        ? (cell: number) => maps?.change?.depthM[cell] ?? 0
        : mapDepth(maps);
  for (let cell = 0; cell < kind.length; cell++) {
    const at = cell * 4;
    out[at + 3] = 0;
    if (kind[cell] === CELL.noData) {
      const hatched = (Math.floor(cell / grid.cols) + (cell % grid.cols)) % 6 < 1;
      if (hatched) out.set([143, 151, 153, 160], at);
      continue;
    }
    if (depthAt(cell) - (permanentDepthM ? permanentDepthM[cell] : 0) < WET_M) continue;
    const k = classOfValue(ramp, valueAt(cell));
    if (k < 0) continue;
    const [red, green, blue] = colours[k];
    out[at] = red;
    out[at + 1] = green;
    out[at + 2] = blue;
    out[at + 3] = isolated === undefined || isolated === k ? 235 : 50;
    // Colour alone does not say it: newly wet is dotted, newly dry striped.
    if (mode === 'change' && (k === CHANGE.newlyWet || k === CHANGE.newlyDry)) {
      const [row, col] = [Math.floor(cell / grid.cols), cell % grid.cols];
      const carried = k === CHANGE.newlyWet ? row % 2 === 0 && col % 2 === 0 : (row + col) % 3 === 0;
      if (carried)
        for (let c = 0; c < 3; c++) out[at + c] = k === CHANGE.newlyWet ? (out[at + c] + 510) / 3 : 0.72 * out[at + c];
    }
  }
}

type Reader = (cell: number) => number;
const nothing: Reader = () => Number.NaN;

const depthNow = (a: Partial<Frame>, b: Partial<Frame>, mix: number): Reader => {
  const { depthM } = a;
  const next = b.depthM ?? depthM;
  return depthM && next ? (cell) => depthM[cell] * (1 - mix) + next[cell] * mix : nothing;
};

const mapDepth = (maps: ShownMaps | undefined): Reader => (maps ? (cell) => maps.depthMaxM[cell] || 0 : nothing);

/** The mode's value in the ramp's unit. */
function valuesOf(
  mode: ResultMode,
  a: Partial<Frame>,
  b: Partial<Frame>,
  mix: number,
  maps: ShownMaps | undefined,
): Reader {
  switch (mode) {
    case 'depth':
      return depthNow(a, b, mix);
    case 'speed': {
      const { speedMS } = a;
      const next = b.speedMS ?? speedMS;
      return speedMS && next ? (cell) => speedMS[cell] * (1 - mix) + next[cell] * mix : nothing;
    }
    case 'depthMax':
      return mapDepth(maps);
    case 'arrival':
      return maps ? (cell) => (maps.arrivalS[cell] < 0 ? Number.NaN : maps.arrivalS[cell] / 60) : nothing;
    case 'hazard':
      return maps ? (cell) => maps.hazardMax[cell] : nothing;
    case 'hazardClass':
      return maps ? (cell) => worstClass(maps, cell) : nothing;
    case 'change':
      return maps?.change ? (cell) => maps.change?.kind[cell] ?? Number.NaN : nothing;
    case 'duration':
      return maps ? (cell) => maps.durationS[cell] / 3600 : nothing;
  }
}
