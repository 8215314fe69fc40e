import { Cartesian3, type CustomShader, type Model, type Scene } from '@cesium/engine';
import type { LayerId } from '../../layers/types.ts';
import type { PartKind, ScenePart } from '../../workers/scene/types.ts';
import type { Look } from './look.ts';
import { modelOf, show } from './models.ts';
import { applyLook, glowShader, solidShader } from './solids.ts';
import { applyStates } from './states.ts';

interface Loaded {
  /** Without its bytes, which Cesium has now. */
  readonly part: Omit<ScenePart, 'glb'>;
  readonly centre: Cartesian3;
  model: Model | undefined;
}

/** Models that may be under preparation at a time. */
const TOGETHER = 8;

interface LayerState {
  visible: boolean;
  opacity: number;
}

/** Solids of all layers: models that share a few shaders; which of them are drawn follows from distance and switches. */
export class Parts {
  private readonly scene: Scene;
  private readonly wake: () => void;
  private readonly loaded = new Map<string, Loaded>();
  private readonly shaders = new Map<string, { shader: CustomShader; kind: PartKind }>();
  private readonly layers = new Map<LayerId, LayerState>();
  private look: Look;
  private glass = 0;
  /** Of the features of the drains. */
  private states: Uint8Array | undefined;
  private highlighted: { layerId: LayerId; index: number } | undefined;
  private pixels = 1000;
  private ratio = 1;
  private queue: Promise<unknown> = Promise.resolve();
  private destroyed = false;

  constructor(scene: Scene, look: Look, wake: () => void) {
    this.scene = scene;
    this.look = look;
    this.wake = wake;
  }

  /** Parts that are to be seen and not yet on the GPU. */
  get pending(): number {
    return this.pendingShown();
  }

  /** Adds a part after those before it; the page gets a turn between two parts. */
  add(part: ScenePart): Promise<void> {
    const turn = this.queue.then(() => this.load(part));
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  remove(layerId?: LayerId): void {
    for (const [id, { part, model }] of this.loaded) {
      if (layerId && part.layerId !== layerId) continue;
      if (model) this.scene.primitives.remove(model);
      this.loaded.delete(id);
    }
    this.wake();
  }

  setLayer(id: LayerId, { visible, opacity }: { readonly visible?: boolean; readonly opacity?: number }): void {
    const now = this.layer(id);
    this.layers.set(id, {
      visible: visible ?? now.visible,
      opacity: Math.max(0, Math.min(1, opacity ?? now.opacity)),
    });
    this.refresh();
  }

  setLook(look: Look): void {
    this.look = look;
    for (const { shader, kind } of this.shaders.values()) applyLook(shader, kind, look);
    this.refresh();
  }

  setGlass(glass: number): void {
    this.glass = glass;
    this.refresh();
  }

  /** What the drains hold, as `Filling.bytes` has it. */
  setStates(states: Uint8Array | undefined): void {
    this.states = states;
    for (const [key, { shader, kind }] of this.shaders) if (isFilled(key, kind)) applyStates(shader, states);
    this.wake();
  }

  setHighlight(feature: { layerId: LayerId; index: number } | undefined): void {
    this.highlighted = feature;
    this.refresh();
  }

  /** Height of the picture in device pixels over its field of view, for the size of lights. */
  setPixels(pixels: number, ratio: number): void {
    this.pixels = pixels;
    this.ratio = ratio;
    this.refresh();
  }

  /** After the camera moved: near and far forms, and things too small to be seen. */
  cameraMoved(eye: Cartesian3): void {
    for (const l of this.loaded.values()) if (l.model) l.model.show = this.isShown(l, eye);
  }

  destroy(): void {
    this.destroyed = true;
    this.remove();
    for (const { shader } of this.shaders.values()) shader.destroy();
    this.shaders.clear();
  }

  layer(id: LayerId): LayerState {
    return this.layers.get(id) ?? { visible: true, opacity: 1 };
  }

  private async load(part: ScenePart): Promise<void> {
    if (this.destroyed) return;
    const before = this.loaded.get(part.id);
    const { lon, lat, heightM } = part.origin;
    const centre = Cartesian3.fromDegrees(lon, lat, heightM);
    const { glb, ...rest } = part;
    const entry: Loaded = { part: rest, centre, model: undefined };
    this.loaded.set(part.id, entry);
    const model = await modelOf(glb, part.origin, this.shaderFor(part));
    if (before?.model) this.scene.primitives.remove(before.model);
    if (this.destroyed || this.loaded.get(part.id) !== entry) {
      model.destroy();
      return;
    }
    entry.model = show(this.scene, model);
    model.show = this.isShown(entry, this.scene.camera.positionWC);
    this.wake();
    // A few models are prepared a frame: neither one by one nor all in one long frame.
    while (!this.destroyed && this.pendingShown() >= TOGETHER) await new Promise((resolve) => setTimeout(resolve, 16));
  }

  private pendingShown(): number {
    let n = 0;
    for (const { model } of this.loaded.values()) if (model && !model.ready && model.show) n++;
    return n;
  }

  private isShown({ part, centre }: Loaded, eye: Cartesian3): boolean {
    const { visible, opacity } = this.layer(part.layerId);
    if (!visible || opacity <= 0) return false;
    if (part.kind === 'tubes' && this.glass <= 0) return false;
    if (part.kind === 'lampGlow' && this.look.night <= 0.02) return false;
    if (!part.drawnM) return true;
    const d = Math.max(0, Cartesian3.distance(eye, centre) - part.radiusM * 0.5);
    return d >= part.drawnM[0] && d < part.drawnM[1];
  }

  /** How clearly a layer is drawn: its own opacity, thinned where the ground is glass. */
  private opacityOf(part: Pick<ScenePart, 'layerId' | 'kind'>): number {
    const { opacity } = this.layer(part.layerId);
    if (this.glass <= 0 || part.kind === 'tubes' || part.kind === 'markers' || part.kind === 'lampGlow') return opacity;
    // Many walls stand behind each other: each must be very thin for the pipes below to be seen.
    return opacity * (0.05 + 0.95 * (1 - this.glass) ** 3);
  }

  private shaderFor(part: Pick<ScenePart, 'layerId' | 'kind'>): CustomShader {
    const opacity = this.opacityOf(part);
    const clear = opacity < 1;
    const glow = part.kind === 'lampGlow';
    const key = `${part.layerId}/${glow ? 'glow' : clear ? 'clear' : 'solid'}`;
    let entry = this.shaders.get(key);
    if (!entry) {
      entry = { shader: glow ? glowShader(this.look) : solidShader(this.look, clear), kind: part.kind };
      this.shaders.set(key, entry);
      if (isFilled(key, entry.kind)) applyStates(entry.shader, this.states);
    }
    const { shader } = entry;
    shader.setUniform('u_opacity', opacity);
    if (glow) {
      shader.setUniform('u_pixels', this.pixels);
      shader.setUniform('u_ratio', this.ratio);
    } else {
      shader.setUniform('u_glass', this.glass);
      shader.setUniform('u_highlight', this.highlighted?.layerId === part.layerId ? this.highlighted.index : -1);
    }
    return shader;
  }

  private refresh(): void {
    const eye = this.scene.camera.positionWC;
    for (const l of this.loaded.values()) {
      if (!l.model) continue;
      const shader = this.shaderFor(l.part);
      if (l.model.customShader !== shader) l.model.customShader = shader;
      l.model.show = this.isShown(l, eye);
    }
    this.wake();
  }
}

/** Shaders of the drains draw what these hold. */
const isFilled = (key: string, kind: PartKind): boolean => key.startsWith('drainage/') && kind === 'tubes';
