import type { Scene } from '@cesium/engine';
import { worstClass } from '../../workers/impact/index.ts';
import { cornerThickness, type WaterBlock, waterBlocks } from '../../workers/scene/water.ts';
import { paintBlock, paintSize } from '../../workers/scene/waterPaint.ts';
import type { ShownMaps } from '../simulate/change.ts';
import type { ResultMode } from '../tokens/ramps.ts';
import type { Look } from './look.ts';
import { modelOf, show } from './models.ts';
import { makeSlices } from './slices.ts';
import type { DrawnWater, SceneCity, WaterDomain, WaterFrame } from './types.ts';
import { blockGlb, type Drawn, hasVisible, measure, withoutGaps } from './waterBlocks.ts';
import {
  applyWaterLook,
  cornerTexture,
  isByDepth,
  paintTexture,
  rampTexture,
  type Side,
  type Slot,
  VALUE_MOST,
  waterShader,
} from './waterShader.ts';

/** What one texture slot of the shader holds: one frame's arrays per block; a missing entry is a dry block. */
interface Filled {
  readonly source: WaterFrame | undefined;
  readonly version: number;
  readonly corners: Map<number, Float32Array>;
}

const EMPTY: Filled = { source: undefined, version: 0, corners: new Map() };

/**
 * The flood as blocks of surface. A new frame is worked out block by block in slices of a few milliseconds and handed
 * over all at once, so that playing never shows half a frame; between frames only one number changes.
 */
export class WaterLayer {
  private readonly scene: Scene;
  private readonly wake: () => void;
  private readonly slices = makeSlices();
  private look: Look;
  private city: SceneCity | undefined;
  private domain: WaterDomain | undefined;
  private blocks: WaterBlock[] = [];
  private drawn = new Map<number, Drawn>();
  private slots: Record<Slot, Filled> = { a: EMPTY, b: EMPTY };
  private wanted: { a: WaterFrame | undefined; b: WaterFrame | undefined; mix: number } = {
    a: undefined,
    b: undefined,
    mix: 0,
  };
  private maps: ShownMaps | undefined;
  private mapFrame: WaterFrame | undefined;
  private changeFrame: WaterFrame | undefined;
  private mode: ResultMode = 'depth';
  private isolated: number | undefined;
  private side: Side;
  private version = 1;
  private working = false;
  private visible = true;
  private mix = 0;
  private destroyed = false;

  /** @param keep the side of the line that is drawn once there is one: 1 right of it, -1 left of it */
  constructor(scene: Scene, look: Look, wake: () => void, keep: Side['keep'] = 1) {
    this.side = { split: keep > 0 ? -1 : 2, keep };
    this.scene = scene;
    this.look = look;
    this.wake = wake;
  }

  /** Whether a frame is still being worked out. */
  get busy(): boolean {
    return this.working || [...this.drawn.values()].some((d) => d.model === undefined || !d.model.ready);
  }

  setDomain(city: SceneCity | undefined, domain: WaterDomain | undefined): void {
    this.clear();
    this.city = city;
    this.domain = city && domain;
    this.blocks = this.domain ? waterBlocks(this.domain) : [];
    this.wake();
  }

  setFrames(a: WaterFrame | undefined, b: WaterFrame | undefined, mix: number): void {
    this.wanted = { a, b, mix };
    void this.work();
  }

  setMaps(maps: ShownMaps | undefined): void {
    this.maps = maps;
    this.mapFrame = maps && { timeS: -1, depthM: withoutGaps(maps.depthMaxM) };
    this.changeFrame = maps?.change && { timeS: -1, depthM: maps.change.depthM };
    if (this.mode !== 'depth' && this.mode !== 'speed') void this.work();
  }

  setMode(mode: ResultMode): void {
    if (mode === this.mode) return;
    this.mode = mode;
    this.isolated = undefined;
    this.version++;
    void this.work();
  }

  isolateClass(index: number | undefined): void {
    this.isolated = index;
    this.recolour();
  }

  setLook(look: Look): void {
    this.look = look;
    for (const { shader } of this.drawn.values()) applyWaterLook(shader, look);
    this.recolour();
  }

  setVisible(visible: boolean): void {
    this.visible = visible;
    this.showBlocks();
    this.wake();
  }

  /** Where the line stands, as a share of the picture's width. */
  setSplit(split: number): void {
    this.side = { ...this.side, split };
    this.setUniform('u_split', split);
  }

  setUniform(name: 'u_opacity' | 'u_lift' | 'u_split', value: number): void {
    for (const { shader } of this.drawn.values()) shader.setUniform(name, value);
    this.wake();
  }

  /** From the arrays that the vertex shader reads and the way it reads them. */
  drawnWater(): DrawnWater {
    return measure(this.domain, this.drawn.values(), this.mix);
  }

  destroy(): void {
    this.destroyed = true;
    this.clear();
  }

  private clear(): void {
    this.slices.cancel();
    for (const { model } of this.drawn.values()) if (model) this.scene.primitives.remove(model);
    for (const { shader } of this.drawn.values()) shader.destroy();
    this.drawn.clear();
    this.slots = { a: EMPTY, b: EMPTY };
    this.version++;
  }

  /** Frames that the shader should mix: the two asked for, or a map. */
  private target(): { a: WaterFrame | undefined; b: WaterFrame | undefined; mix: number } {
    if (this.mode === 'depth' || this.mode === 'speed') return this.wanted;
    const frame = this.mode === 'change' ? this.changeFrame : this.mapFrame;
    return { a: frame, b: frame, mix: 0 };
  }

  /** Brings the slots to the wanted frames; a call while one is under way only changes what comes next. */
  private async work(): Promise<void> {
    if (this.working) return;
    this.working = true;
    try {
      while (!this.destroyed && this.domain) {
        const { a, b } = this.target();
        const { version } = this;
        // A frame that is already in a slot stays there: playing on needs one new frame, not two.
        const swap = a !== b && (this.holds('b', a) || this.holds('a', b));
        const needs: [Slot, WaterFrame | undefined][] = [
          [swap ? 'b' : 'a', a],
          [swap ? 'a' : 'b', b],
        ];
        const todo = needs.filter(([slot, frame]) => !this.holds(slot, frame));
        for (const [slot, frame] of todo) {
          const filled = await this.fill(frame, version);
          if (!filled || this.destroyed) break;
          await this.handOver(slot, filled);
        }
        if (version !== this.version) continue;
        const now = this.target();
        if (now.a !== a || now.b !== b) continue;
        this.setMix(swap ? 1 - now.mix : now.mix);
        return;
      }
    } finally {
      this.working = false;
      this.wake();
    }
  }

  private holds(slot: Slot, frame: WaterFrame | undefined): boolean {
    return this.slots[slot].source === frame && this.slots[slot].version === this.version;
  }

  /** Corner thicknesses of every block that has visible water in a frame. */
  private async fill(frame: WaterFrame | undefined, version: number): Promise<Filled | undefined> {
    const corners = new Map<number, Float32Array>();
    const { domain } = this;
    if (frame && domain) {
      for (const block of this.blocks) {
        if (block.active === 0) continue;
        if (hasVisible(domain, frame.depthM, block)) {
          const values = new Float32Array(block.spanCols * block.spanRows * 4);
          cornerThickness(domain, frame.depthM, block, values);
          corners.set(block.index, values);
        }
        // Looking for water where there is none takes its time too.
        if (!(await this.slices.pause()) || version !== this.version) return undefined;
      }
    }
    return { source: frame, version, corners };
  }

  /** Makes a filled slot the one that is drawn, for all blocks in one go. */
  private async handOver(slot: Slot, filled: Filled): Promise<void> {
    const { domain } = this;
    if (!domain) return;
    for (const index of filled.corners.keys()) {
      if (this.drawn.has(index)) continue;
      await this.makeBlock(this.blocks[index]);
      if (!(await this.slices.pause())) return;
    }
    const paints = new Map<number, Uint8Array>();
    for (const index of filled.corners.keys()) {
      const block = this.blocks[index];
      const { width, height } = paintSize(block);
      const bytes = new Uint8Array(width * height * 4);
      if (filled.source) paintBlock(domain, filled.source.depthM, block, this.valueAt(filled.source), bytes);
      paints.set(index, bytes);
      if (!(await this.slices.pause())) return;
    }
    if (filled.version !== this.version) return;
    const recolour = this.slots[slot].version !== filled.version;
    for (const [index, d] of this.drawn) {
      const values = filled.corners.get(index);
      if (!values && !d.shown[slot]) continue;
      const bytes = paints.get(index);
      const { width, height } = paintSize(d.block);
      d.shader.setUniform(
        slot === 'a' ? 'u_a' : 'u_b',
        cornerTexture(d.block, values ?? new Float32Array(d.block.spanCols * d.block.spanRows * 4)),
      );
      d.shader.setUniform(
        slot === 'a' ? 'u_paintA' : 'u_paintB',
        paintTexture(d.block, bytes ?? new Uint8Array(width * height * 4)),
      );
      d.shown[slot] = values;
    }
    this.slots[slot] = filled;
    if (recolour) this.recolour();
    this.showBlocks();
    this.wake();
  }

  private valueAt(frame: WaterFrame): ((cell: number) => number) | undefined {
    const most = VALUE_MOST[this.mode];
    const code = (value: number) => Math.max(0, Math.min(255, Math.round((value / most) * 255)));
    const { maps } = this;
    if (this.mode === 'speed') {
      const { speedMS } = frame;
      return speedMS && ((cell) => code(speedMS[cell]));
    }
    if (this.mode === 'arrival' && maps)
      return (cell) => code(maps.arrivalS[cell] < 0 ? most : maps.arrivalS[cell] / 60);
    if (this.mode === 'hazard' && maps) return (cell) => code(maps.hazardMax[cell]);
    if (this.mode === 'hazardClass' && maps) return (cell) => code(worstClass(maps, cell) + 0.5);
    if (this.mode === 'change' && maps?.change) {
      const { kind } = maps.change;
      return (cell) => code(kind[cell] + 0.5);
    }
    if (this.mode === 'duration' && maps) return (cell) => code(maps.durationS[cell] / 3600);
    return undefined;
  }

  private setMix(mix: number): void {
    this.mix = mix;
    for (const { shader } of this.drawn.values()) shader.setUniform('u_mix', mix);
    this.wake();
  }

  private recolour(): void {
    const ramp = rampTexture(this.mode, this.look, this.isolated);
    for (const { shader } of this.drawn.values()) {
      shader.setUniform('u_ramp', ramp);
      shader.setUniform('u_byDepth', isByDepth(this.mode) ? 1 : 0);
      shader.setUniform('u_isChange', this.mode === 'change' ? 1 : 0);
    }
    this.wake();
  }

  private showBlocks(): void {
    for (const d of this.drawn.values()) {
      if (d.model) d.model.show = this.visible && (d.shown.a !== undefined || d.shown.b !== undefined);
    }
  }

  private async makeBlock(block: WaterBlock): Promise<void> {
    const { city, domain } = this;
    if (!city || !domain) return;
    const still = await blockGlb(city, domain, block, this.slices);
    if (!still || this.domain !== domain) return;
    const ramp = rampTexture(this.mode, this.look, this.isolated);
    const shader = waterShader(block, this.look, ramp, this.mode, this.side);
    const drawn: Drawn = { block, shader, model: undefined, shown: { a: undefined, b: undefined } };
    shader.setUniform('u_mix', this.mix);
    this.drawn.set(block.index, drawn);
    const model = await modelOf(still.glb, still.origin, shader);
    if (this.destroyed || this.drawn.get(block.index) !== drawn) {
      model.destroy();
      return;
    }
    drawn.model = show(this.scene, model);
    this.wake();
  }
}
