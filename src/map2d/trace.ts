import type { DrainLines, LandMask } from '../../workers/city/types.ts';
import type { SceneTheme } from '../../workers/scene/types.ts';
import { TRACE_COLOURS, type TraceKind, tintPicture } from '../tokens/trace.ts';

/** Traced drains and their land, as the globe takes them. */
export interface FlatTrace {
  readonly lines: readonly { readonly kind: TraceKind; readonly lines: DrainLines }[];
  readonly land: LandMask | undefined;
}
type Pixel = (lon: number, lat: number) => readonly [number, number];

const WIDTH_PX = { up: 3, down: 3, path: 5, slow: 3, shut: 4 } as const;
const DASH_PX = { slow: [7, 6], shut: [] } as Partial<Record<TraceKind, number[]>>;
const painted = new WeakMap<LandMask, { readonly theme: SceneTheme; readonly picture: HTMLCanvasElement }>();

/** Draws the land, then the lines with a halo. */
export function drawTrace(pen: CanvasRenderingContext2D, trace: FlatTrace, theme: SceneTheme, pixel: Pixel): void {
  if (trace.land) drawLand(pen, trace.land, theme, pixel);
  const colours = TRACE_COLOURS[theme];
  pen.lineJoin = pen.lineCap = 'round';
  for (const { kind, lines } of trace.lines) {
    const path = pathOf(lines, pixel);
    for (const [colour, widthPx] of [
      [colours.halo, WIDTH_PX[kind] + 3],
      [colours[kind], WIDTH_PX[kind]],
    ] as const) {
      pen.strokeStyle = colour;
      pen.lineWidth = widthPx;
      pen.setLineDash(DASH_PX[kind] ?? []);
      pen.stroke(path);
    }
  }
  pen.setLineDash([]);
}

function pathOf({ coords, starts }: DrainLines, pixel: Pixel): Path2D {
  const path = new Path2D();
  const first = new Set(starts);
  for (let i = 0; i * 3 < coords.length; i++) {
    const [x, y] = pixel(coords[i * 3], coords[i * 3 + 1]);
    if (first.has(i)) path.moveTo(x, y);
    else path.lineTo(x, y);
  }
  return path;
}

function drawLand(pen: CanvasRenderingContext2D, land: LandMask, theme: SceneTheme, pixel: Pixel): void {
  let done = painted.get(land);
  if (done?.theme !== theme) {
    done = { theme, picture: tintPicture(land.cells, land.cols, land.rows, theme) };
    painted.set(land, done);
  }
  const [west, south, east, north] = land.boundsLonLat;
  const [left, top] = pixel(west, north);
  const [right, bottom] = pixel(east, south);
  pen.drawImage(done.picture, left, top, right - left, bottom - top);
}
