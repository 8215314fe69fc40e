import type { Scene } from '@cesium/engine';
import type { ShownMaps } from '../simulate/change.ts';
import { otherMode, type ResultMode } from '../tokens/ramps.ts';
import type { Look } from './look.ts';
import type { DrawnWater, SceneCity, WaterDomain, WaterFrame, WhichWater } from './types.ts';
import { WaterLayer } from './waterLayer.ts';

/** The water of the shown run and, left of a line, of the one that it is compared with. */
export class Waters {
  private readonly layers: Readonly<Record<WhichWater, WaterLayer>>;
  private readonly all: readonly WaterLayer[];

  constructor(scene: Scene, look: Look, wake: () => void) {
    this.layers = { shown: new WaterLayer(scene, look, wake), other: new WaterLayer(scene, look, wake, -1) };
    this.all = [this.layers.shown, this.layers.other];
  }

  get busy(): boolean {
    return this.all.some((layer) => layer.busy);
  }

  clear(): void {
    for (const layer of this.all) {
      layer.setDomain(undefined, undefined);
      layer.setFrames(undefined, undefined, 0);
    }
  }

  setDomain(city: SceneCity | undefined, domain: WaterDomain | undefined, which: WhichWater): void {
    this.layers[which].setDomain(city, domain);
  }

  setFrames(a: WaterFrame | undefined, b: WaterFrame | undefined, mix: number, which: WhichWater): void {
    this.layers[which].setFrames(a, b, Math.max(0, Math.min(1, mix)));
  }

  setMaps(maps: ShownMaps | undefined, which: WhichWater): void {
    this.layers[which].setMaps(maps);
  }

  /** @param split share of the picture's width; undefined: the shown run alone */
  setSplit(split: number | undefined): void {
    for (const layer of this.all) layer.setSplit(split ?? -1);
  }

  setMode(mode: ResultMode): void {
    this.layers.shown.setMode(mode);
    this.layers.other.setMode(otherMode(mode));
  }

  isolateClass(index: number | undefined): void {
    for (const layer of this.all) layer.isolateClass(index);
  }

  setLook(look: Look): void {
    for (const layer of this.all) layer.setLook(look);
  }

  setOpacity(opacity: number): void {
    for (const layer of this.all) layer.setUniform('u_opacity', opacity);
  }

  /** Of the shown run. */
  drawnWater(): DrawnWater {
    return this.layers.shown.drawnWater();
  }

  destroy(): void {
    for (const layer of this.all) layer.destroy();
  }
}
