import { Worker } from 'node:worker_threads';
import type { Snapshot } from '../../workers/flood/engine.ts';
import { FrameStore } from '../../workers/flood/frame-store.ts';
import { readState, writeState } from '../../workers/flood/state-file.ts';
import type { Frame, Grid } from '../../workers/flood/types.ts';
import { median } from './statistics.ts';

const FRAMES = 72;

/** A city under a storm that rises and falls: a tenth of the cells under water from the start, three quarters at the peak. */
function stormFrame(grid: Grid, index: number): Frame {
  const cells = grid.cols * grid.rows;
  const depthM = new Float32Array(cells);
  const speedMS = new Float32Array(cells);
  const swell = Math.sin((Math.PI * index) / FRAMES);
  for (let row = 0; row < grid.rows; row++) {
    for (let col = 0; col < grid.cols; col++) {
      const cell = row * grid.cols + col;
      // Roughness that does not repeat, so that nothing is easier than in a city.
      const grain = Math.abs(Math.sin(cell * 12.9898) * 43758.5453) % 1;
      const lie = Math.sin(col / 37) * Math.cos(row / 29) + 0.3 * grain - 0.2;
      const depth = 0.05 + 0.25 * swell - 0.3 * lie * (0.4 + 0.6 * swell) + 0.004 * Math.sin(index + cell / 50);
      if (lie < 0.9 * swell - 0.6 || depth > 0.28) {
        depthM[cell] = Math.max(0.001, depth);
        speedMS[cell] = 0.3 * swell * grain + 0.02;
      }
    }
  }
  return { timeS: index * 300, depthM, speedMS };
}

const gridOf = (cols: number, rows: number): Grid => ({ cols, rows, cellSizeM: 8, xMin: 0, yMin: 0 });
const round = (value: number, digits = 1): number => Number(value.toFixed(digits));

/** Time of the processor, not of the wall: what other programs take does not count. */
function timed<T>(work: () => T): { readonly ms: number; readonly value: T } {
  const start = process.cpuUsage();
  const value = work();
  const { user, system } = process.cpuUsage(start);
  return { ms: (user + system) / 1000, value };
}

/** Packing, bytes and reading of stored frames: on from frame to frame, and a leap to the two frames around any time. */
function benchStore(name: string, grid: Grid): Record<string, unknown> {
  const store = new FrameStore(grid);
  const packing: number[] = [];
  let wet = 0;
  for (let k = 0; k <= FRAMES; k++) {
    const frame = stormFrame(grid, k);
    for (const depth of frame.depthM) if (depth >= 0.0005) wet++;
    packing.push(timed(() => store.add(frame)).ms);
  }
  const bytes = store.finish().length;
  const onwards = Array.from({ length: store.count }, (_, k) => timed(() => store.read(k)).ms);
  const leaps = Array.from({ length: FRAMES }, (_, k) => {
    store.read((k + 36) % FRAMES);
    return timed(() => [store.read(k), store.read(k + 1)]).ms;
  });
  const series = timed(() => [...store.series(grid.cols * 100 + 100)]).ms;
  return {
    case: name,
    wetShare: round(wet / store.count / (grid.cols * grid.rows), 2),
    bytesPerWetCellAndFrame: round(bytes / wet, 2),
    megabytes: round(bytes / 1e6),
    packMs: round(median(packing)),
    readOnMs: round(median(onwards)),
    leapMs: { median: round(median(leaps)), worst: round(Math.max(...leaps)) },
    seriesOfACellMs: round(series),
  };
}

/** What a frame costs the engine's thread when another packs it: handing its arrays over. */
async function benchHandOver(grid: Grid): Promise<number> {
  const worker = new Worker(
    "require('node:worker_threads').parentPort.on('message', ({ depthM }) => require('node:worker_threads').parentPort.postMessage(depthM.length))",
    { eval: true },
  );
  const costs: number[] = [];
  for (let k = 0; k < 12; k++) {
    const frame = stormFrame(grid, k);
    const answered = new Promise((resolve) => worker.once('message', resolve));
    costs.push(timed(() => worker.postMessage(frame, [frame.depthM.buffer, frame.speedMS.buffer] as ArrayBuffer[])).ms);
    await answered;
  }
  await worker.terminate();
  return round(median(costs), 2);
}

/** A checkpoint's state: copying it out of the engine, and writing and reading its file. */
function benchState(grid: Grid): Record<string, unknown> {
  const size = (grid.cols + 2) * (grid.rows + 2);
  const field = (): Float32Array => Float32Array.from({ length: size }, (_, i) => Math.sin(i) * (i % 3));
  const [depthM, restM, fluxX, fluxY] = [field(), field(), field(), field()];
  const maps = {
    depthMax: field(),
    speedMax: field(),
    deepestAt: field(),
    productMax: field(),
    hazardMax: field(),
    arrival: field(),
    duration: Float64Array.from(field()),
  };
  const state: Snapshot = {
    format: 'twin-state/1',
    cols: grid.cols,
    rows: grid.rows,
    timeS: 1,
    steps: 1,
    cellSteps: 1,
    depthM,
    restM,
    fluxAt: 'faces',
    fluxX,
    fluxY,
    maps,
    floodedBefore: new Uint8Array(size),
    volumeM3: {
      initial: 0,
      rain: 0,
      inflow: 0,
      levelIn: 0,
      outflow: 0,
      infiltration: 0,
      toDrains: 0,
      fromDrains: 0,
      stored: 0,
    },
  };
  const copy = timed(() =>
    [depthM, restM, fluxX, fluxY, state.floodedBefore, ...Object.values(maps)].map((values) => values.slice()),
  ).ms;
  const written = timed(() => writeState(state));
  const read = timed(() => readState(written.value)).ms;
  const megabytes = round(written.value.length / 1e6);
  return { megabytes, copyMs: round(copy), writeMs: round(written.ms), readMs: round(read) };
}

/** Stored frames and checkpoints at the sizes of the sample city's 16 m and 8 m grids. */
export async function benchFrames(): Promise<unknown> {
  const coarse = gridOf(660, 500);
  const fine = gridOf(1300, 1000);
  return {
    stores: [benchStore('330,000 cells', coarse), benchStore('1.3 million cells', fine)],
    handOverMs: await benchHandOver(fine),
    state: benchState(fine),
  };
}
