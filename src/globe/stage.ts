import {
  type Cartesian3,
  Cartographic,
  Color,
  EllipsoidTerrainProvider,
  Globe,
  type ImageryLayer,
  Scene,
} from '@cesium/engine';
import type { LayerId } from '../../layers/types.ts';
import type { Maps } from '../../workers/flood/types.ts';
import type { ScenePart, SceneSource, SceneTheme, Sheet } from '../../workers/scene/types.ts';
import { resolveCrs } from '../crs/index.ts';
import type { ResultMode } from '../tokens/ramps.ts';
import { Controls } from './controls.ts';
import { Flight } from './flight.ts';
import { type Look, lookOf } from './look.ts';
import { Overlay } from './overlay.ts';
import { Parts } from './parts.ts';
import { Rain } from './rain.ts';
import { applyGroundLook, sheetOf, terrainOf } from './surface.ts';
import type {
  CameraState,
  CameraView,
  DrawnWater,
  FeatureRef,
  GlobeEvents,
  GlobeOptions,
  GlobeStage,
  Padding,
  Picked,
  Pin,
  SceneCity,
  WaterDomain,
  WaterFrame,
} from './types.ts';
import { View } from './view.ts';
import { WaterLayer } from './waterLayer.ts';

const SHEETS: readonly Sheet[] = ['land', 'transport', 'wards'];
/** Turns without anything to draw after which the loop sleeps. */
const SLEEP_AFTER = 40;
const CLICK_SLACK_PX = 5;
const CAMERA_MS = 900;

type Listener<K extends keyof GlobeEvents> = (detail: GlobeEvents[K]) => void;

/** The CesiumJS stage behind {@link GlobeStage}. */
export class CesiumStage implements GlobeStage {
  private readonly container: HTMLElement;
  private readonly canvas = document.createElement('canvas');
  private readonly scene: Scene;
  private readonly view: View;
  private readonly controls: Controls;
  private readonly overlay = new Overlay();
  private readonly rain = new Rain();
  private readonly parts: Parts;
  private readonly water: WaterLayer;
  private readonly flight: Flight;
  private readonly resizer: ResizeObserver;
  private readonly listeners = new Map<keyof GlobeEvents, Set<Listener<never>>>();
  private readonly ratio: number;
  private sheets = new Map<Sheet, ImageryLayer>();
  private city: SceneCity | undefined;
  private source: SceneSource | undefined;
  private theme: SceneTheme;
  private night: number | undefined;
  private look: Look;
  private glass = 0;
  private reduced: boolean;
  private frame = 0;
  private quiet = 0;
  private outstanding = 0;
  private cameraDirty = true;
  private lost = false;
  private destroyed = false;

  constructor(container: HTMLElement, options: GlobeOptions, software: boolean) {
    this.container = container;
    this.theme = options.theme;
    this.reduced = options.reducedMotion ?? false;
    this.look = lookOf(this.theme, undefined);
    this.ratio = options.pixelRatio ?? Math.min(2, window.devicePixelRatio || 1);
    if (getComputedStyle(container).position === 'static') container.style.position = 'relative';
    Object.assign(this.canvas.style, {
      position: 'absolute',
      inset: '0',
      width: '100%',
      height: '100%',
      outline: 'none',
    });
    container.append(this.canvas, this.rain.canvas, this.overlay.canvas);

    const credits = document.createElement('div');
    this.scene = new Scene({
      canvas: this.canvas,
      creditContainer: credits,
      contextOptions: { webgl: { alpha: true, antialias: false, powerPreference: 'high-performance' } },
      scene3DOnly: true,
      orderIndependentTranslucency: false,
      requestRenderMode: true,
      maximumRenderTimeChange: Number.POSITIVE_INFINITY,
      msaaSamples: options.samples ?? (software ? 1 : 4),
      shadows: false,
    });
    this.prepareScene();
    const wake = () => this.wake();
    this.view = new View(this.scene);
    this.parts = new Parts(this.scene, this.look, wake);
    this.water = new WaterLayer(this.scene, this.look, wake);
    this.flight = new Flight(this.view, () => this.cameraMoved());
    this.controls = new Controls(this.canvas, this.view, {
      moved: () => {
        this.flight.stop();
        this.cameraMoved();
      },
      click: (x, y) => this.emit('click', { x, y }),
      hover: (x, y) => this.emit('hover', { x, y }),
    });
    this.canvas.addEventListener('webglcontextlost', (e) => {
      e.preventDefault();
      this.lost = true;
      this.emit('lost', true);
    });
    this.canvas.addEventListener('webglcontextrestored', () => {
      this.lost = false;
      this.emit('lost', false);
    });
    this.resizer = new ResizeObserver(() => this.resize());
    this.resizer.observe(container);
    this.resize();
    this.setTheme(this.theme);
  }

  private prepareScene(): void {
    const { scene } = this;
    scene.globe = new Globe();
    scene.globe.showGroundAtmosphere = false;
    scene.globe.enableLighting = false;
    scene.globe.depthTestAgainstTerrain = true;
    scene.globe.maximumScreenSpaceError = 1.6;
    scene.globe.tileCacheSize = 200;
    scene.globe.preloadSiblings = false;
    scene.fog.enabled = true;
    scene.fog.renderable = false;
    scene.backgroundColor = Color.TRANSPARENT;
    scene.highDynamicRange = false;
    scene.screenSpaceCameraController.enableInputs = false;
    scene.screenSpaceCameraController.enableCollisionDetection = false;
    if (scene.skyAtmosphere) scene.skyAtmosphere.show = false;
    if (scene.skyBox) (scene.skyBox as unknown as { show: boolean }).show = false;
    if (scene.sun) scene.sun.show = false;
    if (scene.moon) scene.moon.show = false;
    scene.globe.tileLoadProgressEvent.addEventListener(() => this.wake());
  }

  setCity(city: SceneCity | undefined, source?: SceneSource): void {
    this.parts.remove();
    this.water.setDomain(undefined, undefined);
    this.water.setFrames(undefined, undefined, 0);
    this.scene.imageryLayers.removeAll(true);
    this.sheets.clear();
    this.city = city;
    this.source = source;
    this.overlay.setLabels(city?.labels ?? []);
    void this.overlay.loadType().then(() => {
      this.cameraDirty = true;
      this.wake();
    });
    this.setPins([]);
    this.parts.setHighlight(undefined);
    if (city && source) {
      this.scene.terrainProvider = terrainOf(this.counted(source), () => this.wake());
      this.addSheets();
      this.view.targetHeightM = city.homeLevelM + city.ellipsoidOffsetM;
      this.view.view = View.clamp(city.home);
    } else {
      this.scene.terrainProvider = new EllipsoidTerrainProvider();
    }
    this.cameraMoved();
  }

  /** Counts requests under way, for `settled`. */
  private counted(source: SceneSource): SceneSource {
    const count = <T>(promise: Promise<T>): Promise<T> => {
      this.outstanding++;
      return promise.finally(() => {
        this.outstanding--;
        this.wake();
      });
    };
    return {
      imageTile: (request) => count(source.imageTile(request)),
      heightTile: (level, x, y) => count(source.heightTile(level, x, y)),
      pick: (ray) => source.pick(ray),
    };
  }

  private addSheets(): void {
    if (!this.source) return;
    const source = this.counted(this.source);
    const layers = this.scene.imageryLayers;
    layers.removeAll(true);
    for (const sheet of SHEETS) {
      const layer = sheetOf(source, sheet, this.theme, () => this.wake());
      layers.add(layer);
      this.sheets.set(sheet, layer);
      this.applySheet(sheet);
    }
  }

  private applySheet(sheet: Sheet): void {
    const layer = this.sheets.get(sheet);
    if (!layer) return;
    const { visible, opacity } = this.parts.layer(sheet);
    // The land is the ground itself: hidden, its colours fade but the ground stays.
    layer.show = sheet === 'land' ? true : visible && opacity > 0;
    layer.alpha = sheet === 'land' ? (visible ? 0.35 + 0.65 * opacity : 0.35) : opacity;
  }

  addPart(part: ScenePart): Promise<void> {
    return this.parts.add(part);
  }

  removeParts(layerId?: LayerId): void {
    this.parts.remove(layerId);
  }

  setLayer(layerId: LayerId, state: { readonly visible?: boolean; readonly opacity?: number }): void {
    this.parts.setLayer(layerId, {
      ...(state.visible !== undefined && { visible: state.visible }),
      ...(state.opacity !== undefined && { opacity: Math.max(0, Math.min(1, state.opacity)) }),
    });
    if (layerId === 'land' || layerId === 'transport' || layerId === 'wards') this.applySheet(layerId);
    if (layerId === 'wards' && state.visible !== undefined) {
      if (state.visible) this.overlay.hidden.delete('ward');
      else this.overlay.hidden.add('ward');
      this.cameraDirty = true;
    }
    this.wake();
  }

  setTheme(theme: SceneTheme): void {
    const changed = theme !== this.theme;
    this.theme = theme;
    this.overlay.theme = theme;
    if (changed) this.addSheets();
    this.relight();
  }

  setNight(night: number | undefined): void {
    this.night = night;
    this.relight();
  }

  private relight(): void {
    this.look = lookOf(this.theme, this.night);
    this.parts.setLook(this.look);
    this.water.setLook(this.look);
    applyGroundLook(this.scene.globe, this.look, this.night ?? 0);
    this.scene.globe.baseColor = Color.fromCssColorString(this.look.globe);
    this.applyGlass();
    this.cameraMoved();
  }

  setWater(domain: WaterDomain | undefined): void {
    this.water.setDomain(this.city, domain);
  }

  setFrames(a: WaterFrame | undefined, b: WaterFrame | undefined, mix: number): void {
    this.water.setFrames(a, b, Math.max(0, Math.min(1, mix)));
  }

  setMaps(maps: Maps | undefined): void {
    this.water.setMaps(maps);
  }

  setMode(mode: ResultMode): void {
    this.water.setMode(mode);
  }

  isolateClass(index: number | undefined): void {
    this.water.isolateClass(index);
  }

  drawnWater(): DrawnWater {
    return this.water.drawnWater();
  }

  async pick(x: number, y: number): Promise<Picked | undefined> {
    const { city, source } = this;
    if (!city || !source) return undefined;
    const crs = resolveCrs(city.crs);
    const { view } = this.view;
    // The ray in the City's CRS: eye and a point of the ray a kilometre on, both through longitude and latitude.
    const eye = this.view.eye();
    const ray = this.view.rayAt(x, y);
    const at = (e: readonly number[]) => {
      const { lon, lat } = this.view.offset(e[0], e[1]);
      const [px, py] = crs.fromLonLat([lon, lat]);
      const sag = (e[0] * e[0] + e[1] * e[1]) / (2 * 6371000);
      return [px, py, this.view.targetHeightM - city.ellipsoidOffsetM + e[2] + sag] as const;
    };
    const from = at(eye);
    const length = Math.hypot(...ray);
    const step = view.distanceM / length;
    const to = at([eye[0] + ray[0] * step, eye[1] + ray[1] * step, eye[2] + ray[2] * step]);
    const hit = await source.pick({
      from,
      along: [to[0] - from[0], to[1] - from[1], to[2] - from[2]],
      slack: (this.view.metresPerPixel(1) * CLICK_SLACK_PX) as number,
      layers: city.layers.map((l) => l.id).filter((id) => this.parts.layer(id).visible),
      underground: this.glass > 0,
    });
    if (!hit) return undefined;
    const [lon, lat] = crs.toLonLat([hit.x, hit.y]);
    return { ...hit, lon, lat };
  }

  highlight(feature: FeatureRef | undefined): void {
    this.parts.setHighlight(feature);
  }

  setPins(pins: readonly Pin[]): void {
    this.overlay.setPins(pins.map((pin) => ({ ...pin, heightM: this.groundHeightM(pin.lon, pin.lat) })));
    this.cameraDirty = true;
    this.wake();
  }

  project(lon: number, lat: number, levelM?: number): { readonly x: number; readonly y: number } | undefined {
    const heightM = levelM === undefined ? this.groundHeightM(lon, lat) : levelM + (this.city?.ellipsoidOffsetM ?? 0);
    const at = this.view.project(lon, lat, heightM);
    return at && { x: at.x, y: at.y };
  }

  flyTo(to: Partial<CameraView>, durationMs = CAMERA_MS): Promise<void> {
    return this.flight.start(View.clamp({ ...this.view.view, ...to }), this.reduced ? 0 : durationMs);
  }

  camera(): CameraState {
    return this.view.state();
  }

  setPadding(padding: Padding): void {
    this.view.setPadding(padding);
    this.cameraMoved();
  }

  on<K extends keyof GlobeEvents>(event: K, listener: Listener<K>): () => void {
    const set = this.listeners.get(event) ?? new Set();
    set.add(listener as Listener<never>);
    this.listeners.set(event, set);
    return () => set.delete(listener as Listener<never>);
  }

  private emit<K extends keyof GlobeEvents>(event: K, detail: GlobeEvents[K]): void {
    for (const listener of this.listeners.get(event) ?? []) (listener as Listener<K>)(detail);
  }

  setUnderground(glass: number): void {
    this.glass = Math.max(0, Math.min(1, glass));
    this.applyGlass();
  }

  private applyGlass(): void {
    const { globe } = this.scene;
    const { glass } = this;
    globe.translucency.enabled = glass > 0;
    globe.translucency.frontFaceAlpha = 1 - 0.88 * glass;
    globe.translucency.backFaceAlpha = 0;
    this.scene.backgroundColor =
      glass > 0 ? Color.fromCssColorString(this.look.dusk > 0.5 ? '#171d20' : '#dfe2dd') : Color.TRANSPARENT;
    this.parts.setGlass(glass);
    this.water.setUniform('u_opacity', 1 - 0.5 * glass);
    this.wake();
  }

  setRain(rainMmH: number): void {
    this.rain.set(rainMmH);
  }

  setReducedMotion(reduced: boolean): void {
    this.reduced = reduced;
    this.rain.setReducedMotion(reduced);
  }

  async screenshot(): Promise<Blob> {
    this.scene.requestRender();
    this.render();
    const out = document.createElement('canvas');
    out.width = this.canvas.width;
    out.height = this.canvas.height;
    const pen = out.getContext('2d');
    if (!pen) throw new Error('This browser gives no canvas to draw the picture on.');
    const sky = pen.createLinearGradient(0, 0, 0, Math.max(1, this.view.horizon() * out.height));
    sky.addColorStop(0, this.look.sky.top);
    sky.addColorStop(1, this.look.sky.horizon);
    pen.fillStyle = sky;
    pen.fillRect(0, 0, out.width, out.height);
    for (const layer of [this.canvas, this.rain.canvas, this.overlay.canvas]) {
      pen.drawImage(layer, 0, 0, out.width, out.height);
    }
    return new Promise((resolve, reject) => {
      out.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be written.'))),
        'image/png',
      );
    });
  }

  async settled(timeoutMs = 60000): Promise<boolean> {
    const until = performance.now() + timeoutMs;
    let calm = 0;
    while (performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 60));
      if (this.destroyed) return false;
      if (this.isBusy()) {
        calm = 0;
        this.wake();
      } else if (++calm > 4) return true;
      else this.wake();
    }
    return false;
  }

  private isBusy(): boolean {
    const { globe } = this.scene;
    return !globe.tilesLoaded || this.outstanding > 0 || this.water.busy || this.flight.flying;
  }

  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    cancelAnimationFrame(this.frame);
    this.resizer.disconnect();
    this.controls.destroy();
    this.flight.stop();
    this.rain.destroy();
    this.parts.destroy();
    this.water.destroy();
    this.scene.destroy();
    for (const canvas of [this.canvas, this.rain.canvas, this.overlay.canvas]) canvas.remove();
    this.listeners.clear();
  }

  private groundHeightM(lon: number, lat: number): number {
    const height = this.scene.globe.getHeight(Cartographic.fromDegrees(lon, lat));
    return height ?? this.view.targetHeightM;
  }

  private cameraMoved(): void {
    this.view.apply();
    this.cameraDirty = true;
    this.wake();
  }

  /** The point looked at follows the ground, gently, so that hills are circled and not entered. */
  private followGround(): void {
    const { lon, lat } = this.view.view;
    const ground = this.scene.globe.getHeight(Cartographic.fromDegrees(lon, lat));
    if (ground === undefined) return;
    const gap = ground - this.view.targetHeightM;
    if (Math.abs(gap) < 0.3) return;
    this.view.targetHeightM += Math.abs(gap) < 3 ? gap : gap * 0.3;
    this.cameraMoved();
  }

  private resize(): void {
    const width = Math.max(1, this.container.clientWidth);
    const height = Math.max(1, this.container.clientHeight);
    this.canvas.width = Math.round(width * this.ratio);
    this.canvas.height = Math.round(height * this.ratio);
    this.overlay.resize(width, height, this.ratio);
    this.rain.resize(width, height);
    this.view.resize(width, height);
    this.parts.setPixels(this.canvas.height / (2 * this.view.tanY), this.ratio);
    this.cameraMoved();
  }

  /** Draws in the next turns until nothing is left to draw or to wait for. */
  private wake(): void {
    if (this.destroyed) return;
    this.quiet = 0;
    this.scene?.requestRender();
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.tick());
  }

  private tick(): void {
    this.frame = 0;
    if (this.destroyed || this.lost) return;
    this.flight.step(performance.now());
    this.render();
    this.followGround();
    const busy = this.isBusy() || this.parts.pending > 0;
    this.quiet = busy ? 0 : this.quiet + 1;
    if (this.quiet < SLEEP_AFTER) {
      if (this.frame === 0) this.frame = requestAnimationFrame(() => this.tick());
    } else this.emit('idle', undefined);
  }

  private render(): void {
    if (this.cameraDirty) this.parts.cameraMoved(this.scene.camera.positionWC);
    // Not in the declared types; what Cesium's own widgets call before each frame.
    (this.scene as unknown as { initializeFrame(): void }).initializeFrame();
    this.scene.render();
    if (!this.cameraDirty) return;
    this.cameraDirty = false;
    const horizon = Math.max(-50, Math.min(150, this.view.horizon() * 100));
    this.container.style.background = `linear-gradient(${this.look.sky.top} 0%, ${this.look.sky.horizon} ${Math.max(1, horizon)}%)`;
    this.overlay.draw(this.view);
    this.emit('camera', this.view.state());
  }

  /** Eye in the world, for tests. */
  get eye(): Cartesian3 {
    return this.scene.camera.positionWC;
  }
}
