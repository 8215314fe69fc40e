import type { CustomShader, Model, Scene } from '@cesium/engine';
import type { Maps } from '../../workers/flood/types.ts';
import { localFrame } from '../../workers/scene/frame.ts';
import {
  cornerThickness,
  drawnVolume,
  VISIBLE_DEPTH_M,
  type WaterBlock,
  waterBlocks,
} from '../../workers/scene/water.ts';
import { waterGlb, waterMesh } from '../../workers/scene/waterMesh.ts';
import { paintBlock, paintSize } from '../../workers/scene/waterPaint.ts';
import { resolveCrs } from '../crs/index.ts';
import type { ResultMode } from '../tokens/ramps.ts';
import type { Look } from './look.ts';
import { modelOf, show } from './models.ts';
import { makeSlices } from './slices.ts';
import type { DrawnWater, SceneCity, WaterDomain, WaterFrame } from './types.ts';
import {
  applyWaterLook,
  cornerTexture,
  isByDepth,
  paintTexture,
  rampTexture,
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

interface Drawn {
  readonly block: WaterBlock;
  readonly shader: CustomShader;
  readonly groundM: (col: number, row: number) => number;
  model: Model | undefined;
  shown: { a: Float32Array | undefined; b: Float32Array | undefined };
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
  private maps: Maps | undefined;
  private mapFrame: WaterFrame | undefined;
  private mode: ResultMode = 'depth';
  private isolated: number | undefined;
  private version = 1;
  private working = false;
  private visible = true;
  private mix = 0;
  private destroyed = false;

  constructor(scene: Scene, look: Look, wake: () => void) {
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

  setMaps(maps: Maps | undefined): void {
    this.maps = maps;
    this.mapFrame = maps && { timeS: -1, depthM: withoutGaps(maps.depthMaxM) };
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

  setUniform(name: 'u_opacity' | 'u_lift', value: number): void {
    for (const { shader } of this.drawn.values()) shader.setUniform(name, value);
    this.wake();
  }

  /** From the arrays that the vertex shader reads and the way it reads them. */
  drawnWater(): DrawnWater {
    const { domain } = this;
    const out = { volumeM3: 0, visibleVolumeM3: 0, wetAreaM2: 0, visibleAreaM2: 0 };
    const vertices: number[] = [];
    if (!domain) return { ...out, vertices: new Float64Array(0) };
    const size = domain.grid.cellSizeM;
    const north = domain.grid.yMin + domain.grid.rows * size;
    for (const { block, shown, groundM } of this.drawn.values()) {
      const mixed = this.mixed(block, shown);
      const sum = drawnVolume(mixed, block, size);
      out.volumeM3 += sum.all;
      out.visibleVolumeM3 += sum.visible;
      out.wetAreaM2 += sum.wetCells * size * size;
      out.visibleAreaM2 += sum.visibleCells * size * size;
      for (let i = 0; i < block.cols * block.rows; i++) {
        if (mixed[i * 4] + mixed[i * 4 + 1] + mixed[i * 4 + 2] + mixed[i * 4 + 3] <= 0) continue;
        const col = block.col + (i % block.cols);
        const row = block.row + Math.floor(i / block.cols);
        const ground = groundM(col, row);
        for (let k = 0; k < 4; k++) {
          const x = domain.grid.xMin + (col + (k === 1 || k === 2 ? 1 : 0)) * size;
          const y = north - (row + (k >= 2 ? 1 : 0)) * size;
          vertices.push(x, y, ground + mixed[i * 4 + k], ground);
        }
      }
    }
    return { ...out, vertices: Float64Array.from(vertices) };
  }

  destroy(): void {
    this.destroyed = true;
    this.clear();
  }

  private mixed(block: WaterBlock, shown: Drawn['shown']): Float32Array {
    const out = new Float32Array(block.cols * block.rows * 4);
    for (let i = 0; i < out.length; i++) {
      out[i] = (shown.a ? shown.a[i] : 0) * (1 - this.mix) + (shown.b ? shown.b[i] : 0) * this.mix;
    }
    return out;
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
    return { a: this.mapFrame, b: this.mapFrame, mix: 0 };
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
        if (block.active === 0 || !hasVisible(domain, frame.depthM, block)) continue;
        const values = new Float32Array(block.cols * block.rows * 4);
        cornerThickness(domain, frame.depthM, block, values);
        corners.set(block.index, values);
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
        cornerTexture(d.block, values ?? new Float32Array(d.block.cols * d.block.rows * 4)),
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
    const { grid } = domain;
    const crs = resolveCrs(city.crs);
    const x = grid.xMin + (block.col + block.cols / 2) * grid.cellSizeM;
    const y = grid.yMin + (grid.rows - block.row - block.rows / 2) * grid.cellSizeM;
    const middle = (block.row + (block.rows >> 1)) * grid.cols + block.col + (block.cols >> 1);
    const level = Number.isFinite(domain.groundM[middle]) ? Math.round(domain.groundM[middle]) : 0;
    const frame = localFrame(crs, x, y, level, city.ellipsoidOffsetM);
    const mesh = waterMesh(domain, block, frame);
    const shader = waterShader(
      block,
      this.look,
      rampTexture(this.mode, this.look, this.isolated),
      isByDepth(this.mode),
    );
    shader.setUniform('u_mix', this.mix);
    const drawn: Drawn = {
      block,
      shader,
      model: undefined,
      shown: { a: undefined, b: undefined },
      groundM: (col, row) => {
        const cell = row * grid.cols + col;
        return domain.groundM[cell] + (domain.permanentDepthM ? domain.permanentDepthM[cell] : 0);
      },
    };
    this.drawn.set(block.index, drawn);
    const model = await modelOf(waterGlb(mesh), frame.origin, shader);
    if (this.destroyed || this.drawn.get(block.index) !== drawn) {
      model.destroy();
      return;
    }
    drawn.model = show(this.scene, model);
    this.wake();
  }
}

function hasVisible(domain: WaterDomain, depthM: Float32Array, block: WaterBlock): boolean {
  const { grid, permanentDepthM } = domain;
  for (let r = 0; r < block.rows; r++) {
    const first = (block.row + r) * grid.cols + block.col;
    for (let cell = first; cell < first + block.cols; cell++) {
      if (depthM[cell] - (permanentDepthM ? permanentDepthM[cell] : 0) >= VISIBLE_DEPTH_M) return true;
    }
  }
  return false;
}

/** Maps have NaN where there are no data; the surface has nothing there. */
function withoutGaps(values: Float32Array): Float32Array {
  return values.map((v) => (Number.isNaN(v) ? 0 : v));
}
