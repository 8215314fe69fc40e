import type { LayerId } from '../../layers/types.ts';
import type { CameraView, SceneCity, SceneHit, SceneSource, SceneTheme } from '../../workers/scene/types.ts';
import { type Crs, resolveCrs } from '../crs/index.ts';
import type { ShownMaps } from '../simulate/change.ts';
import { Flow } from '../simulate/flow.ts';
import { drawFlow } from '../tokens/flow.ts';
import { otherMode, type ResultMode } from '../tokens/ramps.ts';
import { drawSketch, type SketchShape } from '../tokens/sketch.ts';
import { drawPin, type FlatPin as Pin, takeHands } from './hands.ts';
import { FlatTiles, TILE } from './tiles.ts';
import { drawTrace, type FlatTrace } from './trace.ts';
import { distanceOfScale, type FlatView, lonLatOf, metresPerPixel, scaleOfDistance, worldOf } from './view.ts';
import { type FlatFrame, type FlatWater, WaterSheet } from './water.ts';

const SHEETS = ['land', 'transport', 'wards'] as const;
/** Between two pictures of moving water, ms. */
const PAINT_EVERY_MS = 60;
type CameraState = CameraView & { readonly metresPerPixel: number };
interface Events {
  camera: CameraState;
  click: { readonly x: number; readonly y: number };
  lost: boolean;
  idle: undefined;
}

/** The flat stage: same calls as the globe, drawn on a canvas. */
export class FlatMap {
  private readonly canvas = document.createElement('canvas');
  private readonly view: FlatView = { x: 0.5, y: 0.5, scale: 1e6 };
  private readonly tiles = new FlatTiles(() => this.wake());
  private readonly listeners = new Map<string, Set<(detail: never) => void>>();
  private readonly hiddenLayers = new Map<string, { visible: boolean; opacity: number }>();
  private readonly observer: ResizeObserver;
  private readonly letGo: () => void;
  private city: SceneCity | undefined;
  private source: SceneSource | undefined;
  private theme: SceneTheme;
  private readonly water = { shown: new WaterSheet(), other: new WaterSheet() };
  private readonly flow = new Flow();
  private mode: ResultMode = 'depth';
  private split: number | undefined;
  private pins: readonly Pin[] = [];
  private sketch: readonly SketchShape[] = [];
  private trace: FlatTrace | undefined;
  private padding = { left: 0, right: 0, top: 0, bottom: 0 };
  private waiting = false;
  private drawnAt = 0;
  private later: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly container: HTMLElement,
    options: { readonly theme: SceneTheme },
  ) {
    this.theme = options.theme;
    this.canvas.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;touch-action:none;cursor:crosshair';
    container.append(this.canvas);
    this.observer = new ResizeObserver(() => this.wake());
    this.observer.observe(container);
    this.letGo = takeHands(this.canvas, container, {
      pan: (dx, dy) => this.panBy(dx, dy),
      zoom: (by, at) => this.zoom(by, at),
      click: (x, y) => this.emit('click', { x, y }),
    });
  }

  setCity(city: SceneCity | undefined, source?: SceneSource): void {
    this.city = city;
    this.source = source;
    this.tiles.setSource(source);
    for (const sheet of [this.water.shown, this.water.other]) sheet.clear();
    this.trace = undefined;
    if (city) void this.flyTo(city.home, 0);
    this.wake();
  }
  async addPart(): Promise<void> {}
  setLayer(layerId: LayerId, state: { readonly visible?: boolean; readonly opacity?: number }): void {
    const before = this.hiddenLayers.get(layerId) ?? { visible: true, opacity: 1 };
    this.hiddenLayers.set(layerId, { ...before, ...state });
    this.wake();
  }
  setTheme(theme: SceneTheme): void {
    this.theme = theme;
    this.wake();
  }
  setWater(water: FlatWater | undefined, which: 'shown' | 'other' = 'shown'): void {
    if (which === 'shown') this.flow.setGround(water);
    this.water[which].set({ water });
    this.repaint();
  }
  setFrames(a: FlatFrame | undefined, b: FlatFrame | undefined, mix: number, which: 'shown' | 'other' = 'shown'): void {
    const frames = a && { a, b: b ?? a, mix };
    this.water[which].set({ frames });
    if (which === 'shown') this.flow.setFrames(frames);
    this.repaint();
  }
  setMaps(maps: ShownMaps | undefined, which: 'shown' | 'other' = 'shown'): void {
    this.water[which].set({ maps });
    this.repaint();
  }
  setSplit(split: number | undefined): void {
    this.split = split;
    this.wake();
  }
  setMode(mode: ResultMode): void {
    this.mode = mode;
    this.water.shown.set({ mode });
    this.water.other.set({ mode: otherMode(mode) });
    this.repaint();
  }
  isolateClass(isolated: number | undefined): void {
    this.water.shown.set({ isolated });
    this.water.other.set({ isolated });
    this.repaint();
  }
  highlight(): void {}
  setTrace(trace: FlatTrace | undefined): void {
    this.trace = trace;
    this.wake();
  }
  setRain(): void {}
  setUnderground(): void {}
  setDrains(): void {}
  setNight(): void {}
  setSketch(shapes: readonly SketchShape[]): void {
    this.sketch = shapes;
    this.wake();
  }
  project(lon: number, lat: number): { x: number; y: number } {
    const [x, y] = this.pixelOf(lon, lat);
    return { x, y };
  }
  setPins(pins: readonly Pin[]): void {
    this.pins = pins;
    this.wake();
  }
  setPadding(padding: { left: number; right: number; top: number; bottom: number }): void {
    this.padding = padding;
    this.wake();
  }

  async pick(x: number, y: number) {
    const { city, source } = this;
    if (!city || !source) return undefined;
    const [lon, lat] = this.lonLatAt(x, y);
    const [cx, cy] = resolveCrs(city.crs).fromLonLat([lon, lat]);
    const hidden = (id: LayerId) => this.hiddenLayers.get(id)?.visible === false;
    const layers = city.layers.map(({ id }) => id).filter((id) => !hidden(id));
    // Straight down from high above.
    const hit: SceneHit | undefined = await source.pick({
      from: [cx, cy, 5000],
      along: [0, 0, -1],
      slack: 0.0004,
      layers,
      underground: false,
    });
    return {
      feature: hit?.feature,
      lon,
      lat,
      x: cx,
      y: cy,
      levelM: hit?.levelM ?? 0,
      groundM: hit?.groundM ?? Number.NaN,
    };
  }

  async flyTo(view: Partial<CameraView>, _durationMs?: number): Promise<void> {
    const now = this.camera();
    const lon = view.lon ?? now.lon;
    const lat = view.lat ?? now.lat;
    [this.view.x, this.view.y] = worldOf(lon, lat);
    if (view.distanceM) this.view.scale = scaleOfDistance(view.distanceM, this.container.clientHeight || 600, lat);
    this.moved();
  }

  camera(): CameraState {
    const [lon, lat] = lonLatOf(this.view.x, this.view.y);
    const { scale } = this.view;
    return {
      lon,
      lat,
      distanceM: distanceOfScale(scale, this.container.clientHeight || 600, lat),
      headingDeg: 0,
      pitchDeg: 90,
      metresPerPixel: metresPerPixel(scale, lat),
    };
  }

  on<K extends keyof Events>(event: K, listener: (detail: Events[K]) => void): () => void {
    const set = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, set);
    set.add(listener as (detail: never) => void);
    return () => set.delete(listener as (detail: never) => void);
  }

  screenshot(): Promise<Blob> {
    this.draw();
    return new Promise((resolve, reject) =>
      this.canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The map could not be copied.')))),
    );
  }
  async settled(): Promise<boolean> {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return true;
  }
  destroy(): void {
    clearTimeout(this.later);
    this.observer.disconnect();
    this.letGo();
    this.canvas.remove();
  }

  private emit<K extends keyof Events>(event: K, detail: Events[K]): void {
    for (const listener of this.listeners.get(event) ?? []) (listener as (detail: Events[K]) => void)(detail);
  }

  /** Middle of the part that no panel covers, px. */
  private get middle(): [number, number] {
    const { left, right, top, bottom } = this.padding;
    const { clientWidth: width, clientHeight: height } = this.container;
    return [(left + width - right) / 2, (top + height - bottom) / 2];
  }
  private lonLatAt(x: number, y: number): [number, number] {
    const [mx, my] = this.middle;
    return lonLatOf(this.view.x + (x - mx) / this.view.scale, this.view.y + (y - my) / this.view.scale);
  }
  private pixelOf(lon: number, lat: number): [number, number] {
    const [wx, wy] = worldOf(lon, lat);
    const [mx, my] = this.middle;
    return [mx + (wx - this.view.x) * this.view.scale, my + (wy - this.view.y) * this.view.scale];
  }

  private moved(): void {
    this.emit('camera', this.camera());
    this.wake();
  }
  /** Water that moves is painted some times a second: without a card each picture takes its time. */
  private repaint(): void {
    if (this.later !== undefined) return;
    const waitMs = this.drawnAt + PAINT_EVERY_MS - performance.now();
    if (waitMs <= 0) this.wake();
    else
      this.later = setTimeout(() => {
        this.later = undefined;
        this.wake();
      }, waitMs);
  }
  private wake(): void {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.draw();
    });
  }

  private draw(): void {
    this.drawnAt = performance.now();
    const ratio = Math.min(2, devicePixelRatio);
    const { clientWidth: width, clientHeight: height } = this.container;
    if (this.canvas.width !== width * ratio || this.canvas.height !== height * ratio) {
      this.canvas.width = width * ratio;
      this.canvas.height = height * ratio;
    }
    const context = this.canvas.getContext('2d');
    if (!context) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = this.theme === 'dark' ? '#20282c' : '#dcd8cc';
    context.fillRect(0, 0, width, height);
    if (!this.city) return;
    const sheets = SHEETS.map((id) => ({ id, ...(this.hiddenLayers.get(id) ?? { visible: true, opacity: 1 }) }));
    this.tiles.draw(context, sheets, this.theme, this.view, this.middle, [width, height]);
    this.drawWater(context, width, height);
    if (this.trace) drawTrace(context, this.trace, this.theme, (lon, lat) => this.pixelOf(lon, lat));
    drawSketch(context, this.sketch, this.theme, (lon, lat) => this.project(lon, lat));
    for (const pin of this.pins) drawPin(context, pin, this.pixelOf(pin.lon, pin.lat));
  }

  /** The shown run's water right of the line, the other one's left of it. */
  private drawWater(context: CanvasRenderingContext2D, width: number, height: number): void {
    const { city, split } = this;
    if (!city) return;
    const crs = resolveCrs(city.crs);
    const pixelOf = (x: number, y: number) => this.pixelOf(...crs.toLonLat([x, y]));
    const line = (split ?? 0) * width;
    this.water.shown.draw(context, pixelOf, [line, 0, width - line, height]);
    if (line > 0) this.water.other.draw(context, pixelOf, [0, 0, line, height]);
    if (this.mode === 'speed') this.drawFlow(context, crs, line, width, height);
  }

  /** Where the shown run's water goes, right of the line. */
  private drawFlow(context: CanvasRenderingContext2D, crs: Crs, line: number, width: number, height: number): void {
    const { lon, lat, metresPerPixel: mpp } = this.camera();
    const [x, y] = crs.fromLonLat([lon, lat]);
    const { arrows, lengthM } = this.flow.around(x, y, Math.max(width, height) * mpp, mpp);
    context.save();
    context.beginPath();
    context.rect(line, 0, width - line, height);
    context.clip();
    drawFlow(context, arrows, lengthM, this.flow.timeS, (cx, cy) => this.project(...crs.toLonLat([cx, cy])));
    context.restore();
  }

  private panBy(dx: number, dy: number): void {
    this.view.x -= dx / this.view.scale;
    this.view.y -= dy / this.view.scale;
    this.moved();
  }

  /** Zooms about a place, or about the middle of the free view. */
  private zoom(by: number, at: readonly [number, number] = this.middle): void {
    const [mx, my] = this.middle;
    const scale = Math.min(2 ** 18 * TILE * 4, Math.max(2 ** 8 * TILE, this.view.scale * by));
    this.view.x += (at[0] - mx) / this.view.scale - (at[0] - mx) / scale;
    this.view.y += (at[1] - my) / this.view.scale - (at[1] - my) / scale;
    this.view.scale = scale;
    this.moved();
  }
}
