import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { labCity } from './labCity.ts';
import { startVisit, type Visit, type Visitor } from './page.ts';

/** `window.twin` as a kiosk script, a lesson or a test relies on it (README, "Scripting the page"). */
describe('window.twin', () => {
  let visit: Visit;
  let visitor: Visitor;
  let page: Page;
  beforeAll(async () => {
    visit = await startVisit();
    visitor = await visit.open({
      width: 800,
      height: 600,
      path: '#/plan?city=lab.twin.zip',
      files: { 'lab.twin.zip': labCity() },
    });
    page = visitor.page;
    await page.evaluate(() => window.twin.ready);
  });
  afterAll(() => visit?.close());

  test('opens an area pack and describes it', async () => {
    const city = await page.evaluate(() => structuredClone(window.twin.city));
    expect(city?.name.vi).toBe('Phòng thí nghiệm');
    expect(city?.bounds).toHaveLength(4);
    const construction = city?.layers.find((layer) => layer.id === 'construction');
    expect(construction).toMatchObject({ features: 2, visible: true });
    expect(await page.evaluate(() => window.twin.scenarios())).toMatchObject([{ id: 'storm', parent: null }]);
  });

  test('runs a scenario, tells its progress and keeps the books', async () => {
    const { summary, progress, events } = await page.evaluate(async () => {
      const events: string[] = [];
      for (const name of ['progress', 'frame', 'run'] as const) window.twin.on(name, () => events.push(name));
      const progress: number[] = [];
      const summary = await window.twin.run('storm', {
        onProgress: (share: unknown) => progress.push(share as number),
      });
      return { summary, progress, events };
    });
    expect(summary.simulatedS).toBe(3600);
    expect(summary.massErrorRel).toBeLessThanOrEqual(1e-6);
    // 30 mm over the 320 × 240 m, roofs that stand as blocks left out or not.
    expect(summary.volumeM3.rain).toBeGreaterThan(0.03 * 320 * 240 * 0.98);
    expect(summary.volumeM3.rain).toBeLessThan(0.03 * 320 * 240 * 1.001);
    expect(summary.hash).toMatch(/^\S{8,}$/);
    expect(progress.length).toBeGreaterThan(0);
    expect(events).toContain('run');
    expect(events).toContain('frame');
  });

  test('reads the water at a point over time: deepest in the bowl, none on a roof', async () => {
    const at = (x: number, y: number) =>
      page.evaluate(async ([lon, lat]) => window.twin.at(lon, lat), [x / 111319.49079327358, y / 111319.49079327358]);
    const bowl = await at(162.5, 117.5);
    expect(bowl.timesS[0]).toBe(0);
    expect(bowl.timesS.at(-1)).toBe(3600);
    const last = bowl.depthM.at(-1) ?? 0;
    expect(last).toBeGreaterThan(0.1);
    expect(bowl.levelM.at(-1)).toBeCloseTo(bowl.groundM + last, 2);
    const roof = await at(70, 107);
    expect(Math.max(...roof.depthM)).toBe(0);
  });

  test('moves the clock, layers, workspace and camera, and gives pictures and files', async () => {
    const result = await page.evaluate(async () => {
      const { twin } = window;
      twin.timeS = 1800;
      const timeS = twin.timeS;
      twin.show('construction', false);
      const hidden = twin.city?.layers.find((layer) => layer.id === 'construction')?.visible;
      twin.show('construction', true);
      twin.workspace = 'exhibit';
      const workspace = twin.workspace;
      twin.workspace = 'plan';
      await twin.flyTo({ lon: 0.0014, lat: 0.001, heightM: 400, headingDeg: 30, pitchDeg: -45 });
      const picture = await twin.screenshot();
      const pack = await twin.exportCity();
      const magic = [...new Uint8Array(await pack.slice(0, 2).arrayBuffer())];
      return { timeS, hidden, workspace, picture: { type: picture.type, size: picture.size }, magic };
    });
    expect(result.timeS).toBe(1800);
    expect(result.hidden).toBe(false);
    expect(result.workspace).toBe('exhibit');
    expect(result.picture.type).toBe('image/png');
    expect(result.picture.size).toBeGreaterThan(5000);
    expect(result.magic).toEqual([0x50, 0x4b]);
  });

  test('a run that is aborted ends within 200 ms and says so', async () => {
    const outcome = await page.evaluate(async () => {
      const controller = new AbortController();
      const long = {
        format: 'twin-scenario/1',
        id: 'long',
        durationS: 360000,
        rain: [{ area: 'all', timesS: [0], intensityMmH: [5] }],
      };
      const began = window.twin.run(long as never, { signal: controller.signal });
      await new Promise((resolve) => setTimeout(resolve, 1500));
      const stopped = performance.now();
      controller.abort();
      const name = await began.then(
        () => 'ended',
        (error: unknown) => (error instanceof Error ? error.name : 'thrown'),
      );
      return { name, tookMs: performance.now() - stopped };
    });
    expect(outcome.name).toBe('AbortError');
    // The engine's slices are 50 ms; the rest is the page of a software GPU.
    expect(outcome.tookMs).toBeLessThan(2000);
  });

  test('a wrong scenario and a wrong file are refused in words; the city stays', async () => {
    const messages = await page.evaluate(async () => {
      const said = (error: unknown): string => (error instanceof Error ? error.message : String(error));
      const scenario = await window.twin.run({ format: 'twin-scenario/1', id: 'x' } as never, {}).then(() => '', said);
      const file = await window.twin.open([new File(['not a city'], 'holiday.txt')]).then(() => '', said);
      return { scenario, file, name: window.twin.city?.name.vi };
    });
    expect(messages.scenario).toMatch(/durationS/);
    expect(messages.file).toMatch(/holiday\.txt/);
    expect(messages.name).toBe('Phòng thí nghiệm');
  });

  test('nothing was asked of another host and nothing failed unseen', () => {
    expect(visitor.foreign).toEqual([]);
    expect(visitor.errors).toEqual([]);
  });
});
