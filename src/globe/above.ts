import { resolveCrs } from '../crs/index.ts';
import { Flow } from '../simulate/flow.ts';
import { drawFlow } from '../tokens/flow.ts';
import type { ResultMode } from '../tokens/ramps.ts';
import { Overlay } from './overlay.ts';
import { Rain } from './rain.ts';
import type { SceneCity, WaterDomain, WaterFrame } from './types.ts';
import type { View } from './view.ts';

/** How much of the picture's longer side lies around the place that is looked at. */
const REACH = 1.1;

/** What lies over the scene on canvases of its own: arrows of moving water, streaks of rain, names and pins. */
export class Above {
  readonly rain = new Rain();
  readonly overlay = new Overlay();
  private readonly arrows = document.createElement('canvas');
  private readonly pen = this.arrows.getContext('2d');
  private readonly flow = new Flow();
  private city: SceneCity | undefined;
  private shown = false;
  private stale = false;
  private split = 0;
  private size = { width: 1, height: 1, ratio: 1 };

  constructor() {
    this.arrows.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;pointer-events:none';
  }

  /** From the lowest to the highest. */
  get canvases(): readonly HTMLCanvasElement[] {
    return [this.arrows, this.rain.canvas, this.overlay.canvas];
  }

  resize(width: number, height: number, ratio: number): void {
    this.size = { width, height, ratio };
    this.arrows.width = Math.round(width * ratio);
    this.arrows.height = Math.round(height * ratio);
    this.overlay.resize(width, height, ratio);
    this.rain.resize(width, height);
    this.stale = true;
  }

  setWater(city: SceneCity | undefined, domain: WaterDomain | undefined): void {
    this.city = city;
    this.flow.setGround(domain);
    this.stale = true;
  }

  setFrames(a: WaterFrame | undefined, b: WaterFrame | undefined, mix: number): void {
    this.flow.setFrames(a && { a, b: b ?? a, mix });
    this.stale = true;
  }

  /** Arrows belong to the speed. */
  setMode(mode: ResultMode): void {
    this.shown = mode === 'speed';
    this.stale = true;
  }

  /** Left of it another run is shown. */
  setSplit(split: number | undefined): void {
    this.split = Math.max(0, split ?? 0);
    this.stale = true;
  }

  draw(view: View, cameraMoved: boolean): void {
    if (cameraMoved) this.overlay.draw(view);
    if (!this.stale && !(cameraMoved && this.shown)) return;
    this.stale = false;
    const { pen, city } = this;
    if (!pen) return;
    const { width, height, ratio } = this.size;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    if (!this.shown || !city) return;
    const crs = resolveCrs(city.crs);
    const mpp = view.metresPerPixel();
    const [x, y] = crs.fromLonLat([view.view.lon, view.view.lat]);
    const { arrows, lengthM } = this.flow.around(x, y, REACH * Math.max(width, height) * mpp, mpp);
    pen.save();
    pen.beginPath();
    pen.rect(this.split * width, 0, width, height);
    pen.clip();
    drawFlow(pen, arrows, lengthM, this.flow.timeS, (cx, cy, levelM) => {
      const at = view.project(...crs.toLonLat([cx, cy]), levelM + city.ellipsoidOffsetM);
      return at && at.x > -50 && at.y > -50 && at.x < width + 50 && at.y < height + 50 ? at : undefined;
    });
    pen.restore();
  }

  destroy(): void {
    this.rain.destroy();
    for (const canvas of this.canvases) canvas.remove();
  }
}
