import type { Scene } from '@cesium/engine';
import type { LayerId } from '../../layers/types.ts';
import type { ScenePart, SceneSource, SceneTheme } from '../../workers/scene/types.ts';
import type { ShownMaps } from '../simulate/change.ts';
import type { ResultMode } from '../tokens/ramps.ts';
import type { SketchShape } from '../tokens/sketch.ts';
import { Above } from './above.ts';
import { Controls } from './controls.ts';
import { Emitter } from './emitter.ts';
import { Flight } from './flight.ts';
import { type Look, lookOf } from './look.ts';
import { DrawLoop, untilCalm } from './loop.ts';
import { drawFrame, makeScene, overTheContainer, watchContext } from './makeScene.ts';
import { Parts } from './parts.ts';
import { pickAt } from './pickRay.ts';
import { pictureOf, skyCss } from './picture.ts';
import { isSheet, TerrainAndSheets } from './terrainAndSheets.ts';
import { TraceLines } from './trace.ts';
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
  TraceDrawing,
  WaterDomain,
  WaterFrame,
  WhichWater,
} from './types.ts';
import { View } from './view.ts';
import { Waters } from './waters.ts';

const CAMERA_MS = 900;

/** The CesiumJS stage behind {@link GlobeStage}. */
export class CesiumStage implements GlobeStage {
  private readonly container: HTMLElement;
  private readonly canvas = document.createElement('canvas');
  private readonly scene: Scene;
  private readonly view: View;
  private readonly controls: Controls;
  private readonly above = new Above();
  private readonly ground: TerrainAndSheets;
  private readonly parts: Parts;
  private readonly water: Waters;
  private readonly trace: TraceLines;
  private readonly flight: Flight;
  private readonly resizer = new ResizeObserver(() => this.resize());
  private readonly events = new Emitter<GlobeEvents>();
  private readonly ratio: number;
  private readonly loop = new DrawLoop(
    () => this.turn(),
    () => this.isBusy() || this.parts.pending > 0,
    () => this.events.emit('idle', undefined),
  );
  private city: SceneCity | undefined;
  private source: SceneSource | undefined;
  private theme: SceneTheme;
  private night: number | undefined;
  private look: Look;
  private glass = 0;
  private cameraDirty = true;
  private lost = false;
  private destroyed = false;

  constructor(container: HTMLElement, options: GlobeOptions, software: boolean) {
    this.container = container;
    this.theme = options.theme;
    this.above.rain.setReducedMotion(options.reducedMotion ?? false);
    this.look = lookOf(this.theme, undefined);
    this.ratio = options.pixelRatio ?? Math.min(2, window.devicePixelRatio || 1);
    overTheContainer(container, this.canvas, ...this.above.canvases);

    this.scene = makeScene(this.canvas, options.samples ?? (software ? 1 : 4));
    this.view = new View(this.scene);
    const wake = () => this.wake();
    this.scene.globe.tileLoadProgressEvent.addEventListener(wake);
    this.ground = new TerrainAndSheets(this.scene, wake);
    this.parts = new Parts(this.scene, this.look, wake);
    this.water = new Waters(this.scene, this.look, wake);
    this.trace = new TraceLines(this.scene, this.theme, wake);
    this.flight = new Flight(this.view, () => this.cameraMoved(), options.reducedMotion ?? false);
    this.controls = new Controls(this.canvas, this.view, {
      moved: () => {
        this.flight.stop();
        this.cameraMoved();
      },
      click: (x, y) => this.events.emit('click', { x, y }),
    });
    watchContext(this.canvas, (lost) => {
      this.lost = lost;
      this.events.emit('lost', lost);
    });
    this.resizer.observe(container);
    this.resize();
    this.setTheme(this.theme);
  }

  setCity(city: SceneCity | undefined, source?: SceneSource): void {
    this.parts.remove();
    this.water.clear();
    this.ground.setSource(source, this.theme);
    this.ground.showSheets((sheet) => this.parts.layer(sheet));
    this.city = city;
    this.source = source;
    this.above.overlay.setLabels(city?.labels ?? []);
    void this.above.overlay.loadType().then(() => this.redraw());
    this.setPins([]);
    this.parts.setHighlight(undefined);
    this.setTrace(undefined);
    if (city) {
      this.view.targetHeightM = city.homeLevelM + city.ellipsoidOffsetM;
      this.view.view = View.clamp(city.home);
    }
    this.cameraMoved();
  }

  addPart(part: ScenePart): Promise<void> {
    return this.parts.add(part);
  }

  setLayer(layerId: LayerId, state: { readonly visible?: boolean; readonly opacity?: number }): void {
    this.parts.setLayer(layerId, state);
    if (isSheet(layerId)) this.ground.showSheet(layerId, this.parts.layer(layerId));
    if (layerId === 'wards') this.above.overlay.setHidden('ward', !this.parts.layer('wards').visible);
    this.redraw();
  }

  setTheme(theme: SceneTheme): void {
    const changed = theme !== this.theme;
    this.theme = theme;
    this.above.overlay.theme = theme;
    if (changed) {
      this.ground.redraw(theme);
      this.ground.showSheets((sheet) => this.parts.layer(sheet));
      this.trace.setTheme(theme);
    }
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
    this.applyGlass();
    this.cameraMoved();
  }

  setWater(domain: WaterDomain | undefined, which: WhichWater = 'shown'): void {
    this.water.setDomain(this.city, domain, which);
    if (which === 'shown') this.above.setWater(this.city, domain);
  }

  setFrames(a: WaterFrame | undefined, b: WaterFrame | undefined, mix: number, which: WhichWater = 'shown'): void {
    this.water.setFrames(a, b, mix, which);
    if (which === 'shown') this.above.setFrames(a, b, mix);
  }

  setMaps(maps: ShownMaps | undefined, which: WhichWater = 'shown'): void {
    this.water.setMaps(maps, which);
  }

  setSplit(split: number | undefined): void {
    this.water.setSplit(split);
    this.above.setSplit(split);
  }

  setMode(mode: ResultMode): void {
    this.water.setMode(mode);
    this.above.setMode(mode);
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
    const shown = city.layers.map(({ id }) => id).filter((id) => this.parts.layer(id).visible);
    return pickAt(this.view, city, source, x, y, shown, this.glass > 0);
  }

  highlight(feature: FeatureRef | undefined): void {
    this.parts.setHighlight(feature);
  }

  setTrace(trace: TraceDrawing | undefined): void {
    this.trace.set(trace?.lines ?? []);
    this.ground.setLand(trace?.land, this.theme);
  }

  setPins(pins: readonly Pin[]): void {
    this.above.overlay.setPins(pins.map((pin) => ({ ...pin, heightM: this.groundHeightM(pin.lon, pin.lat) })));
    this.redraw();
  }

  setSketch(shapes: readonly SketchShape[]): void {
    this.above.overlay.setSketch(shapes, (lon, lat) => this.project(lon, lat));
    this.redraw();
  }

  project(lon: number, lat: number, levelM?: number): { readonly x: number; readonly y: number } | undefined {
    const heightM = levelM === undefined ? this.groundHeightM(lon, lat) : levelM + (this.city?.ellipsoidOffsetM ?? 0);
    const at = this.view.project(lon, lat, heightM);
    return at && { x: at.x, y: at.y };
  }

  flyTo(to: Partial<CameraView>, durationMs = CAMERA_MS): Promise<void> {
    return this.flight.start(View.clamp({ ...this.view.view, ...to }), durationMs);
  }

  camera(): CameraState {
    return this.view.state();
  }

  setPadding(padding: Padding): void {
    this.view.setPadding(padding);
    this.cameraMoved();
  }

  on<K extends keyof GlobeEvents>(event: K, listener: (detail: GlobeEvents[K]) => void): () => void {
    return this.events.on(event, listener);
  }

  setUnderground(glass: number): void {
    this.glass = Math.max(0, Math.min(1, glass));
    this.applyGlass();
  }

  private applyGlass(): void {
    const { glass } = this;
    this.ground.setLook(this.look, this.night ?? 0, glass);
    this.parts.setGlass(glass);
    this.water.setOpacity(1 - 0.75 * glass);
    this.wake();
  }

  setDrains(states: Uint8Array | undefined): void {
    this.parts.setStates(states);
  }

  setRain(rainMmH: number): void {
    this.above.rain.set(rainMmH);
  }

  async screenshot(): Promise<Blob> {
    this.scene.requestRender();
    this.render();
    return pictureOf([this.canvas, ...this.above.canvases], this.look, this.view.horizon());
  }

  settled(timeoutMs = 60000): Promise<boolean> {
    return untilCalm(
      () => this.isBusy(),
      () => this.wake(),
      () => !this.destroyed,
      timeoutMs,
    );
  }

  private isBusy(): boolean {
    return this.ground.busy || this.water.busy || this.trace.busy || this.flight.flying;
  }

  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.loop.stop();
    this.resizer.disconnect();
    this.controls.destroy();
    this.flight.stop();
    this.above.destroy();
    this.parts.destroy();
    this.water.destroy();
    this.scene.destroy();
    this.canvas.remove();
    this.events.clear();
  }

  private groundHeightM(lon: number, lat: number): number {
    return this.ground.heightM(lon, lat) ?? this.view.targetHeightM;
  }

  private cameraMoved(): void {
    this.view.apply();
    this.redraw();
  }

  /** Names and pins too. */
  private redraw(): void {
    this.cameraDirty = true;
    this.wake();
  }

  private followGround(): void {
    const { lon, lat } = this.view.view;
    if (this.view.follow(this.ground.heightM(lon, lat))) this.cameraMoved();
  }

  private resize(): void {
    const width = Math.max(1, this.container.clientWidth);
    const height = Math.max(1, this.container.clientHeight);
    this.canvas.width = Math.round(width * this.ratio);
    this.canvas.height = Math.round(height * this.ratio);
    this.above.resize(width, height, this.ratio);
    this.view.resize(width, height);
    this.parts.setPixels(this.canvas.height / (2 * this.view.tanY), this.ratio);
    this.cameraMoved();
  }

  private wake(): void {
    if (this.destroyed) return;
    this.scene?.requestRender();
    this.loop.wake();
  }

  private turn(): void {
    if (this.lost) return;
    this.flight.step(performance.now());
    this.render();
    this.followGround();
  }

  private render(): void {
    if (this.cameraDirty) this.parts.cameraMoved(this.scene.camera.positionWC);
    drawFrame(this.scene);
    this.above.draw(this.view, this.cameraDirty);
    if (!this.cameraDirty) return;
    this.cameraDirty = false;
    this.container.style.background = skyCss(this.look, this.view.horizon());
    this.events.emit('camera', this.view.state());
  }
}
