/** Arrows of moving water: drawn on a canvas in the same way by every stage. */

/** Where moving water goes: a place in the City's CRS, a unit direction (x east, y north), m/s, level of the water, m. */
export interface FlowArrow {
  readonly x: number;
  readonly y: number;
  readonly ux: number;
  readonly uy: number;
  readonly speedMS: number;
  readonly levelM: number;
}
/** Pixel of a place in the City's CRS, undefined where it is not seen. */
type Project = (x: number, y: number, levelM: number) => { readonly x: number; readonly y: number } | undefined;

/** Time of the storm in which slow, common and fast water goes once through its square, s. */
const ROUND_S = [1200, 600, 300] as const;
const FASTER_MS = [0.4, 1] as const;
const COLOUR = '#fffdf8';
const HALO = 'rgba(58, 22, 30, .8)';

/** How far an arrow is on its way through its square, 0–1: it moves with the clock of the storm and never by itself. */
export function progressOf(speedMS: number, timeS: number): number {
  const k = FASTER_MS.filter((limit) => speedMS >= limit).length;
  return (((timeS / ROUND_S[k]) % 1) + 1) % 1;
}

/**
 * Draws arrows that fade in, go through their squares and fade out.
 *
 * @param lengthM side of a square
 */
export function drawFlow(
  pen: CanvasRenderingContext2D,
  arrows: readonly FlowArrow[],
  lengthM: number,
  timeS: number,
  project: Project,
): void {
  pen.lineCap = pen.lineJoin = 'round';
  for (const { x, y, ux, uy, speedMS, levelM } of arrows) {
    const progress = progressOf(speedMS, timeS);
    const from = (progress - 0.5) * 0.5 * lengthM;
    const long = lengthM * Math.min(0.55, 0.28 + 0.18 * speedMS);
    const tail = project(x + ux * (from - long / 2), y + uy * (from - long / 2), levelM);
    const head = project(x + ux * (from + long / 2), y + uy * (from + long / 2), levelM);
    if (!tail || !head) continue;
    const [dx, dy] = [head.x - tail.x, head.y - tail.y];
    const px = Math.hypot(dx, dy);
    if (px < 5) continue;
    pen.globalAlpha = Math.min(1, 4 * progress, 4 * (1 - progress));
    const barb = Math.min(6, px * 0.4) / px;
    pen.beginPath();
    pen.moveTo(tail.x, tail.y);
    pen.lineTo(head.x, head.y);
    pen.moveTo(head.x - (dx + 0.7 * dy) * barb, head.y - (dy - 0.7 * dx) * barb);
    pen.lineTo(head.x, head.y);
    pen.lineTo(head.x - (dx - 0.7 * dy) * barb, head.y - (dy + 0.7 * dx) * barb);
    pen.lineWidth = 3.6;
    pen.strokeStyle = HALO;
    pen.stroke();
    pen.lineWidth = 1.7;
    pen.strokeStyle = COLOUR;
    pen.stroke();
  }
  pen.globalAlpha = 1;
}
