import { afterEach, describe, expect, test } from 'vitest';
import { createGlobe, type DrawnWater, type GlobeStage } from '../../src/globe/index.ts';
import { resolveScenario } from '../../src/scenario/index.ts';
import { CitySession } from '../../workers/city/session.ts';
import { CELL, type Domain, type Frame, runFlood } from '../../workers/flood/index.ts';
import { labCity } from './labCity.ts';

/** What the globe draws, read back from its vertices and held against what the engine computed. */
describe('water on the globe', () => {
  let globe: GlobeStage | undefined;
  afterEach(() => {
    globe?.destroy();
    document.body.replaceChildren();
  });

  async function rainOnTheLab(): Promise<{ domain: Domain; frames: Frame[]; globe: GlobeStage }> {
    const session = new CitySession();
    const file = new Blob([labCity() as Uint8Array<ArrayBuffer>]);
    const opened = await session.open({ kind: 'files', label: 'lab', files: [{ path: 'lab.twin.zip', file }] });
    const scenario = resolveScenario(opened.scenarios[0], () => undefined);
    const domain = await session.buildDomain(scenario, 5);
    const frames: Frame[] = [];
    await runFlood(domain, { onFrame: (frame) => frames.push(frame) });
    const box = document.createElement('div');
    box.style.cssText = 'width:320px;height:240px;position:relative';
    document.body.append(box);
    const stage = await createGlobe(box, {
      theme: 'dark',
      baseUrl: '/cesium/',
      samples: 1,
      pixelRatio: 1,
      reducedMotion: true,
    });
    globe = stage;
    stage.setCity(opened.scene, session);
    await session.parts('dark', (part) => stage.addPart(part));
    stage.setWater(domain);
    return { domain, frames, globe: stage };
  }

  /** Volume under the triangles of each cell's four corners (north-west, north-east, south-east, south-west), m³. */
  function volumeOf({ vertices }: DrawnWater): number {
    let volume = 0;
    for (let k = 0; k < vertices.length; k += 16) {
      const corner = (n: number) => ({
        x: vertices[k + 4 * n],
        y: vertices[k + 4 * n + 1],
        depth: vertices[k + 4 * n + 2] - vertices[k + 4 * n + 3],
      });
      const [nw, ne, se, sw] = [corner(0), corner(1), corner(2), corner(3)];
      for (const [a, b, c] of [
        [nw, ne, se],
        [nw, se, sw],
      ]) {
        const area = Math.abs((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)) / 2;
        volume += (area * (a.depth + b.depth + c.depth)) / 3;
      }
    }
    return volume;
  }

  async function drawn(stage: GlobeStage, a: Frame, b: Frame, mix: number): Promise<DrawnWater> {
    stage.setFrames(a, b, mix);
    await stage.settled(20_000);
    return stage.drawnWater();
  }

  test('holds the computed volume to 1 %, also between two frames; nothing on roofs, nothing on dry ground', async () => {
    const { domain, frames, globe: stage } = await rainOnTheLab();
    const area = domain.grid.cellSizeM ** 2;
    const computed = (frame: Frame): number => frame.depthM.reduce((sum, depth) => sum + depth * area, 0);
    for (const [i, j, mix] of [
      [6, 7, 0],
      [6, 7, 0.5],
      [11, 12, 1],
    ] as const) {
      const water = await drawn(stage, frames[i], frames[j], mix);
      const expected = computed(frames[i]) * (1 - mix) + computed(frames[j]) * mix;
      expect(Math.abs(volumeOf(water) - expected) / expected).toBeLessThan(0.01);
      expect(Math.abs(water.volumeM3 - expected) / expected).toBeLessThan(0.01);
    }

    const { cols, rows, cellSizeM, xMin, yMin } = domain.grid;
    const water = stage.drawnWater();
    const last = frames[12];
    for (let k = 0; k < water.vertices.length; k += 16) {
      const x = (water.vertices[k] + water.vertices[k + 8]) / 2;
      const y = (water.vertices[k + 1] + water.vertices[k + 9]) / 2;
      const cell = (rows - 1 - Math.floor((y - yMin) / cellSizeM)) * cols + Math.floor((x - xMin) / cellSizeM);
      expect(domain.kind[cell], 'no water on a roof').toBe(CELL.active);
      expect(last.depthM[cell], 'no water on dry ground').toBeGreaterThan(0);
    }
  });

  test('is flat in the pond: corners of deep cells lie on one level', async () => {
    const { domain, frames, globe: stage } = await rainOnTheLab();
    const water = await drawn(stage, frames[12], frames[12], 0);
    const { cols } = domain.grid;
    const deepest = frames[12].depthM.reduce((best, depth, cell, all) => (depth > all[best] ? cell : best), 0);
    const level = domain.groundM[deepest] + frames[12].depthM[deepest];
    const levels: number[] = [];
    for (let k = 0; k < water.vertices.length; k += 4) {
      const [x, y, vertexLevel] = water.vertices.subarray(k, k + 3);
      if (Math.hypot(x - ((deepest % cols) + 0.5) * 5, y - 117.5) < 20) levels.push(vertexLevel);
    }
    expect(levels.length).toBeGreaterThan(20);
    for (const vertexLevel of levels) expect(Math.abs(vertexLevel - level)).toBeLessThan(0.01);
  });
});
