/** What leads to a place, where it goes on, a chosen path; a street that is slow or shut. */
export type TraceKind = 'up' | 'down' | 'path' | 'slow' | 'shut';

/** Colours of traced drains over the scene: jade for what leads here and for a chosen path, bone or ink for where it goes on. */
export const TRACE_COLOURS = {
  dark: { up: '#58c9a3', down: '#f4f1ea', path: '#58c9a3', slow: '#f2b84b', shut: '#e0483e', halo: '#0a0e10' },
  light: { up: '#0a7458', down: '#15191b', path: '#0a7458', slow: '#c07c0c', shut: '#ab1710', halo: '#fffefa' },
} as const;

/** Red, green, blue, alpha 0–255 of the inside and of the edge of land that drains to a place. */
const LAND_TINT = {
  dark: { inside: [88, 201, 163, 95], edge: [88, 201, 163, 235] },
  light: { inside: [10, 116, 88, 100], edge: [10, 116, 88, 235] },
} as const;

/** A mask of land (0 outside, 1 inside, 2 edge; rows from the north) as a picture. */
export function tintPicture(cells: Uint8Array, cols: number, rows: number, theme: 'dark' | 'light'): HTMLCanvasElement {
  const colours = [[0, 0, 0, 0], LAND_TINT[theme].inside, LAND_TINT[theme].edge];
  // One word a pixel: a catchment is up to 400,000 of them, and the page waits.
  const words = new Uint32Array(new Uint8Array(colours.flat()).buffer);
  const image = new ImageData(cols, rows);
  const pixels = new Uint32Array(image.data.buffer);
  for (let i = 0; i < cells.length; i++) pixels[i] = words[cells[i]];
  const picture = document.createElement('canvas');
  picture.width = cols;
  picture.height = rows;
  picture.getContext('2d')?.putImageData(image, 0, 0);
  return picture;
}
