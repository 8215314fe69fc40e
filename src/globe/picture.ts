import type { Look } from './look.ts';

/** The sky over the horizon, as a CSS background; `horizon` as a share of the height from the top. */
export function skyCss(look: Look, horizon: number): string {
  const at = Math.max(1, Math.min(150, horizon * 100));
  return `linear-gradient(${look.sky.top} 0%, ${look.sky.horizon} ${at}%)`;
}

/** Lays the canvases of the stage over their sky and makes a PNG of them. Call right after a frame was drawn. */
export function pictureOf(canvases: readonly HTMLCanvasElement[], look: Look, horizon: number): Promise<Blob> {
  const out = document.createElement('canvas');
  out.width = canvases[0].width;
  out.height = canvases[0].height;
  const pen = out.getContext('2d');
  if (!pen) throw new Error('This browser gives no canvas to draw the picture on.');
  const sky = pen.createLinearGradient(0, 0, 0, Math.max(1, horizon * out.height));
  sky.addColorStop(0, look.sky.top);
  sky.addColorStop(1, look.sky.horizon);
  pen.fillStyle = sky;
  pen.fillRect(0, 0, out.width, out.height);
  for (const canvas of canvases) pen.drawImage(canvas, 0, 0, out.width, out.height);
  return new Promise((resolve, reject) => {
    out.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be written.'))), 'image/png');
  });
}
