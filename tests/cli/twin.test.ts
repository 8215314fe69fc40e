import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { main } from '../../workers/cli.ts';
import { FrameStore } from '../../workers/flood/index.ts';
import { readRaster } from '../../workers/raster/read.ts';
import { cityFiles, rectangle } from '../domain/build.ts';

const SEWER = `[OPTIONS]
FLOW_UNITS LPS
FLOW_ROUTING DYNWAVE
END_TIME 00:30:00
REPORT_STEP 00:10:00
[JUNCTIONS]
A 1 3
[OUTFALLS]
O 0 FREE NO
[CONDUITS]
C A O 100 0.013 0 0
[XSECTIONS]
C CIRCULAR 0.5 0 0 0 1
[POLLUTANTS]
TSS MG/L 0 0 0 0
[INFLOWS]
A FLOW "" FLOW 1 1 50
`;

let folder = '';
let said = '';
let complained = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'twin-'));
  const files = cityFiles({
    cols: 30,
    rows: 20,
    groundM: (x, y) => (x > 290 ? Number.NaN : 0.004 * x + 0.2 * Math.sin(y / 20)),
    city: { water: [{ id: 'sea', geometry: rectangle(0, 0, 20, 200) }] },
    files: {
      'scenarios/base.json': {
        format: 'twin-scenario/1',
        id: 'base',
        durationS: 600,
        outputEveryS: 200,
        rain: [{ timesS: [0, 300], intensityMmH: [90, 0] }],
        gauges: [
          { id: 'P1', x: 105, y: 105 },
          { id: 'P2', x: 15, y: 5 },
        ],
      },
      'scenarios/surge.json': {
        format: 'twin-scenario/1',
        id: 'surge',
        parent: 'base',
        levels: [{ id: 'sea', at: 'sea', timesS: [0], levelM: [0.4] }],
      },
    },
  });
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, 'city', path)), { recursive: true });
    writeFileSync(join(folder, 'city', path), bytes);
  }
  writeFileSync(join(folder, 'city.twin.zip'), zipSync(Object.fromEntries(files)));
  writeFileSync(
    join(folder, 'mine.json'),
    JSON.stringify({ format: 'twin-scenario/1', id: 'mine', parent: 'surge', outputEveryS: 600 }),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(() => {
  said = '';
  complained = '';
  vi.stubEnv('TWIN_CWD', folder);
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    complained += String(text);
    return true;
  });
  return () => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  };
});

const read = (path: string): Uint8Array => new Uint8Array(readFileSync(join(folder, path)));
const readText = (path: string): string => new TextDecoder().decode(read(path));

describe('twin simulate', () => {
  test('writes everything that a run has, with paths from where it was called', async () => {
    expect(await main(['simulate', 'city', '--scenario', 'base', '--out', 'run'])).toBe(0);
    const summary = JSON.parse(readText('run/summary.json'));
    expect(summary).toMatchObject({ cells: 580, simulatedS: 600, threads: 1, solver: 'inertial' });
    expect(summary.warnings).toEqual([expect.stringContaining('local-inertial equations are enough')]);
    expect(summary.massErrorRel).toBeLessThan(1e-9);
    expect(summary.volumeM3.rain).toBeCloseTo((0.09 / 12) * 580 * 100, 6);
    expect(summary.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(Object.keys(summary.volumeM3)).toEqual([
      'initial',
      'rain',
      'inflow',
      'levelIn',
      'outflow',
      'infiltration',
      'toDrains',
      'fromDrains',
      'stored',
    ]);

    // What it was computed from is a scenario that can be computed again, to the same identity.
    expect(await main(['simulate', 'city', '--scenario', 'run/scenario.json', '--out', 'again'])).toBe(0);
    expect(JSON.parse(readText('again/summary.json')).hash).toBe(summary.hash);

    const rows = readText('run/gauges.csv').trim().split('\n');
    expect(rows[0]).toBe('timeS,P1.depthM,P1.levelM,P1.speedMS,P2.depthM,P2.levelM,P2.speedMS');
    expect(rows.slice(1).map((row) => Number(row.split(',')[0]))).toEqual([0, 200, 400, 600]);

    const maps = ['depth_max', 'speed_max', 'hazard_max', 'arrival_s', 'duration_s'];
    const [depth, , , arrival] = await Promise.all(maps.map((name) => readRaster(read(`run/${name}.tif`), name)));
    expect(depth.grid).toEqual({ cols: 30, rows: 20, cellSizeM: 10, xMin: 0, yMin: 0 });
    expect(depth.values[29]).toBeNaN();
    depth.values.forEach((deepest, cell) => {
      expect(Number.isNaN(arrival.values[cell])).toBe(!(deepest >= 0.05));
    });

    const frames = FrameStore.open(read('run/frames.twin'));
    expect(frames.timesS).toEqual([0, 200, 400, 600]);
    const gauge = Number(rows[4].split(',')[1]);
    expect(frames.read(3).depthM[9 * 30 + 10]).toBeCloseTo(gauge, 2);
  });

  test('computes soils, culverts, weirs and gates of a scenario', async () => {
    const summaryOf = async (name: string, keys: Record<string, unknown>) => {
      const scenario = { format: 'twin-scenario/1', id: name, durationS: 600, outputEveryS: 600, ...keys };
      writeFileSync(join(folder, `${name}.json`), JSON.stringify(scenario));
      expect(await main(['simulate', 'city', '--scenario', `${name}.json`, '--out', name]), complained).toBe(0);
      const summary = JSON.parse(readText(`${name}/summary.json`));
      expect(summary.massErrorRel).toBeLessThan(1e-9);
      return { ...summary, P1: Number(readText(`${name}/gauges.csv`).trim().split('\n')[2].split(',')[1]) };
    };
    const wall = {
      type: 'LineString',
      coordinates: [
        [100, -10],
        [100, 210],
      ],
    };
    const lake = {
      initial: [{ at: rectangle(0, 0, 100, 200), levelM: 1.5 }],
      gauges: [{ id: 'P1', x: 105, y: 105 }],
    };
    const gate = { id: 'g', kind: 'gate', geometry: wall, sillLevelM: 0.4, heightM: 1 };
    const shut = await summaryOf('shut', { ...lake, structures: [{ ...gate, openShare: 0 }] });
    expect(shut.P1).toBe(0);
    const opened = await summaryOf('opened', {
      ...lake,
      structures: [{ ...gate, timesS: [0, 300], openShare: [0, 1] }],
    });
    expect(opened.P1).toBeGreaterThan(0.1);
    const weir = { id: 'w', kind: 'weir', geometry: wall, crestLevelM: 1 };
    expect((await summaryOf('weir', { ...lake, structures: [weir] })).P1).toBeGreaterThan(0.05);
    const culvert = { id: 'c', kind: 'culvert', from: [85, 105], to: [105, 105], diameterM: 1, fromInvertM: 0.2 };
    const drained = await summaryOf('drained', { ...lake, structures: [{ ...gate, openShare: 0 }], links: [culvert] });
    expect(drained.P1).toBeGreaterThan(0.02);
    expect(new Set([shut, opened, drained].map(({ hash }) => hash)).size).toBe(3);

    const rain = [{ timesS: [0, 300], intensityMmH: [60, 0] }];
    const number = { model: 'curveNumber', curveNumber: 80, abstractionShare: 0 };
    const soaked = await summaryOf('soaked', { rain, infiltration: number });
    // P = 5 mm, S = 63.5 mm: Q = 25/68.5 = 0.365 mm runs off.
    expect(soaked.volumeM3.infiltration / soaked.volumeM3.rain).toBeCloseTo(1 - 0.365 / 5, 2);
  });

  test('takes an area pack, a file with parents in the city, a cell size', async () => {
    const args = [
      'simulate',
      'city.twin.zip',
      '--scenario',
      'mine.json',
      '--out',
      join(folder, 'b'),
      '--cell',
      '20',
      '--threads',
      '2',
    ];
    expect(await main(args)).toBe(0);
    const summary = JSON.parse(readText('b/summary.json'));
    expect(summary.volumeM3.levelIn).toBeGreaterThan(0);
    expect(summary.cells).toBeLessThan(160);
    expect(said).toMatch(/mine: .*water balance/);
    expect(complained).toBe('');
  });

  test('bad input: exit 2, one sentence that names it, nothing written', async () => {
    writeFileSync(join(folder, 'sewer.inp'), SEWER);
    writeFileSync(join(folder, 'broken.inp'), SEWER.replace('C A O 100 0.013', 'C A'));
    writeFileSync(join(folder, 'flat.inp'), SEWER.replace('C A O 100 0.013', 'C A O 100 0'));
    const wrong: [string[], RegExp][] = [
      [['simulate', 'nowhere', '--scenario', 'base', '--out', 'x'], /nowhere.*city folder/],
      [['simulate', 'city', '--scenario', 'flood', '--out', 'x'], /flood.*base, surge/],
      [['simulate', 'city', '--out', 'x'], /--scenario/],
      [['simulate', 'city', '--scenario', 'base', '--out', 'x', '--cell=-3'], /--cell.*-3/],
      [['simulate', 'city', '--scenario', 'base', '--out', 'x', '--solver', 'magic'], /--solver.*magic/],
      [['simulate', 'city', '--scenario', 'base', '--out', 'x', '--colour', 'red'], /--colour/],
      [['import', '--out', 'x'], /--dem/],
      [['supply', 'city'], /not available yet/],
      [['assess', 'city', '--out', 'x'], /--run/],
      [['assess', 'city', '--run', 'run', '--out', 'x', '--years', '2:run'], /--years.*2=DIR.*"2:run"/],
      [['assess', 'city', '--run', 'nowhere', '--out', 'x'], /nowhere.*no depth_max\.tif/],
      [['drain', 'nowhere.inp', '--out', 'x'], /nowhere\.inp.*SWMM model/],
      [['drain', 'sewer.inp', '--out', 'x', '--dt', '6'], /--dt.*at most 5 s.*6/],
      [['drain', '--out', 'x'], /one MODEL\.inp/],
      [['drain', 'broken.inp', '--out', 'x'], /broken\.inp.*CONDUITS/i],
      [['drain', 'flat.inp', '--out', 'x'], /flat\.inp.*"C".*0/],
      [['rain'], /Unknown command "rain"/],
    ];
    for (const [args, message] of wrong) {
      complained = '';
      expect(await main(args), args.join(' ')).toBe(2);
      expect(complained.trim()).toMatch(message);
      expect(complained.trim().split('\n')).toHaveLength(1);
    }
    expect(() => read('x/summary.json')).toThrow();
  });

  test('drain writes nodes, links and a summary at the report times, in SI', async () => {
    writeFileSync(join(folder, 'sewer.inp'), SEWER);
    expect(await main(['drain', 'sewer.inp', '--out', 'drained']), complained).toBe(0);
    const nodes = readText('drained/nodes.csv').trim().split('\n');
    expect(nodes[0]).toBe('timeS,id,depthM,headM,floodingM3s');
    expect(nodes.slice(1).map((row) => row.split(',').slice(0, 2))).toEqual(
      [0, 600, 1200, 1800].flatMap((timeS) => ['A', 'O'].map((id) => [String(timeS), id])),
    );
    const links = readText('drained/links.csv').trim().split('\n');
    expect(links[0]).toBe('timeS,id,flowM3s,depthM,velocityMS');
    expect(Number(links[4].split(',')[2])).toBeCloseTo(0.05, 4);
    const summary = JSON.parse(readText('drained/summary.json'));
    expect(summary).toMatchObject({ model: 'sewer.inp', nodes: 2, links: 1, steps: 360, simulatedS: 1800, stepS: 5 });
    expect(summary.volumeM3.inflow).toBeCloseTo(90, 9);
    expect(summary.massErrorRel).toBeLessThan(1e-12);
    expect(summary.engine).toMatch(/^drainage \d/);
    expect(summary.warnings).toEqual([expect.stringContaining('water quality')]);
    expect(said).toMatch(/note: .*water quality.*\nsewer\.inp: 2 nodes/);
  });

  test('--help says what there is', async () => {
    expect(await main(['--help'])).toBe(0);
    expect(said).toMatch(/twin simulate CITY/);
  });
});
