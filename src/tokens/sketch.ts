/** Measures over a map: drawn on a canvas in the same way by every stage. */

export interface SketchShape {
  readonly id: string;
  /** Longitude, latitude; of an area without its closing point. */
  readonly points: readonly (readonly [number, number])[];
  readonly area: boolean;
  readonly state: 'own' | 'inherited' | 'selected' | 'draft';
  readonly label?: string;
  /** Cells of the grid that it changes: four corners each, longitude and latitude, and how. */
  readonly cells?: readonly {
    readonly corners: readonly (readonly [number, number])[];
    readonly change: 'raised' | 'lowered' | 'covered';
  }[];
}
type Project = (lon: number, lat: number) => { readonly x: number; readonly y: number } | undefined;

const COLOURS = {
  dark: { line: '#f4f1ea', live: '#58c9a3', halo: 'rgba(10,14,16,0.85)', on: '#0a0e10' },
  light: { line: '#15191b', live: '#0a7458', halo: 'rgba(255,254,250,0.9)', on: '#ffffff' },
} as const;
const HANDLE_PX = 5;

/** Draws measures; those that are edited in jade with a handle on every point, inherited ones dashed. */
export function drawSketch(
  pen: CanvasRenderingContext2D,
  shapes: readonly SketchShape[],
  theme: 'dark' | 'light',
  project: Project,
): void {
  const colours = COLOURS[theme];
  for (const shape of shapes) {
    if (shape.cells) drawCells(pen, shape.cells, project);
    const at = shape.points.map(([lon, lat]) => project(lon, lat));
    // Partly behind the camera: nothing of it can be drawn truly.
    if (at.length === 0 || at.some((point) => point === undefined)) continue;
    const places = at as { x: number; y: number }[];
    const live = shape.state === 'selected' || shape.state === 'draft';
    const colour = live ? colours.live : colours.line;
    trace(pen, places, shape.area && (shape.state !== 'draft' || places.length > 2));
    if (shape.area) {
      pen.globalAlpha = live ? 0.3 : 0.18;
      pen.fillStyle = colour;
      pen.fill();
      pen.globalAlpha = 1;
    }
    pen.lineJoin = 'round';
    pen.setLineDash([]);
    pen.lineWidth = 5;
    pen.strokeStyle = colours.halo;
    pen.stroke();
    pen.setLineDash(shape.state === 'inherited' ? [6, 4] : []);
    pen.lineWidth = 2.5;
    pen.strokeStyle = colour;
    pen.stroke();
    pen.setLineDash([]);
    if (live || places.length === 1) for (const place of places) handle(pen, place, colour, colours.halo);
    if (shape.label) label(pen, shape.label, middle(places), colours);
  }
}

/** Ground that rises is warm, ground that sinks cold, another cover green: the cells as the engine will have them. */
const CELL_COLOURS = { raised: '#d98b4f', lowered: '#5a7fb0', covered: '#6fa56b' } as const;

function drawCells(pen: CanvasRenderingContext2D, cells: NonNullable<SketchShape['cells']>, project: Project): void {
  pen.lineWidth = 1;
  for (const { corners, change } of cells) {
    const at = corners.map(([lon, lat]) => project(lon, lat));
    if (at.some((point) => point === undefined)) continue;
    trace(pen, at as { x: number; y: number }[], true);
    pen.globalAlpha = 0.5;
    pen.fillStyle = CELL_COLOURS[change];
    pen.fill();
    pen.globalAlpha = 0.9;
    pen.strokeStyle = CELL_COLOURS[change];
    pen.stroke();
  }
  pen.globalAlpha = 1;
}

function trace(pen: CanvasRenderingContext2D, at: readonly { x: number; y: number }[], closed: boolean): void {
  pen.beginPath();
  for (const [i, { x, y }] of at.entries()) i === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y);
  if (closed) pen.closePath();
}

function handle(pen: CanvasRenderingContext2D, { x, y }: { x: number; y: number }, colour: string, halo: string): void {
  pen.beginPath();
  pen.arc(x, y, HANDLE_PX, 0, 7);
  pen.fillStyle = colour;
  pen.fill();
  pen.lineWidth = 2;
  pen.strokeStyle = halo;
  pen.stroke();
}

const middle = (at: readonly { x: number; y: number }[]): { x: number; y: number } => ({
  x: at.reduce((sum, { x }) => sum + x, 0) / at.length,
  y: at.reduce((sum, { y }) => sum + y, 0) / at.length,
});

function label(
  pen: CanvasRenderingContext2D,
  text: string,
  { x, y }: { x: number; y: number },
  colours: { readonly line: string; readonly halo: string },
): void {
  pen.font = '600 12px "Be Vietnam Pro", system-ui, sans-serif';
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.lineJoin = 'round';
  pen.lineWidth = 4;
  pen.strokeStyle = colours.halo;
  pen.strokeText(text, x, y);
  pen.fillStyle = colours.line;
  pen.fillText(text, x, y);
  pen.textAlign = 'left';
  pen.textBaseline = 'alphabetic';
}

/** Index of the point of a shape that is within `reachPx` of a place on the screen; −1 where none is. */
export function pointNear(
  shape: Pick<SketchShape, 'points'>,
  x: number,
  y: number,
  project: Project,
  reachPx: number,
): number {
  let best = -1;
  let least = reachPx;
  shape.points.forEach(([lon, lat], i) => {
    const at = project(lon, lat);
    const d = at ? Math.hypot(at.x - x, at.y - y) : Number.POSITIVE_INFINITY;
    if (d <= least) [best, least] = [i, d];
  });
  return best;
}

/** Whether a place on the screen is within `reachPx` of a shape's edges. */
export function edgeNear(
  { points, area }: Pick<SketchShape, 'points' | 'area'>,
  x: number,
  y: number,
  project: Project,
  reachPx: number,
): boolean {
  const at = points.map(([lon, lat]) => project(lon, lat));
  const edges = at.length - (area ? 0 : 1);
  for (let i = 0; i < Math.max(edges, at.length === 1 ? 1 : 0); i++) {
    const [a, b] = [at[i], at[(i + 1) % at.length]];
    if (!a || !b) continue;
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const length2 = dx * dx + dy * dy;
    const t = length2 > 0 ? Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / length2)) : 0;
    if (Math.hypot(a.x + t * dx - x, a.y + t * dy - y) <= reachPx) return true;
  }
  return false;
}
