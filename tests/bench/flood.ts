import { runFlood } from '../../workers/flood/index.ts';
import { CELL, type Domain } from '../../workers/flood/types.ts';
import { median } from './statistics.ts';

/** A wavy plain under a storm: every share of wet cells between dry and full can be asked for. */
function plain(size: number, wetShare: number, durationS: number): Domain {
  const cells = size * size;
  const groundM = new Float32Array(cells);
  const depthM = new Float32Array(cells);
  for (let row = 0; row < size; row++) {
    for (let col = 0; col < size; col++) {
      const cell = row * size + col;
      groundM[cell] = Math.sin(col / 17) * 0.4 + Math.cos(row / 23) * 0.4 + (col + row) * 0.002;
      depthM[cell] = col < size * wetShare ? 1 + 0.2 * Math.sin(col / 7) : 0;
    }
  }
  return {
    grid: { cols: size, rows: size, cellSizeM: 5, xMin: 0, yMin: 0 },
    kind: new Uint8Array(cells).fill(CELL.active),
    groundM,
    manning: 0.035,
    infiltrationMmH: 0,
    drainsMmH: undefined,
    initialDepthM: depthM,
    rain: wetShare > 0.9 ? [{ timesS: Float64Array.of(0), intensityMmH: Float64Array.of(60) }] : [],
    inflows: [],
    levels: [],
    barriers: [],
    edges: 'closed',
    gauges: [],
    durationS,
    outputEveryS: durationS,
    solver: 'inertial',
    warnings: [],
  };
}

/** Million cell-steps a second of the TypeScript engine: cells × steps / time inside the run. */
export async function benchFlood(): Promise<unknown> {
  const cases = [
    { name: '256², 98 % wet', size: 256, wet: 0.98, durationS: 300 },
    { name: '1000², 98 % wet', size: 1000, wet: 0.98, durationS: 40 },
    { name: '1000², half dry', size: 1000, wet: 0.5, durationS: 40 },
  ];
  const rows: Record<string, unknown>[] = [];
  for (const { name, size, wet, durationS } of cases) {
    const samples: number[] = [];
    for (let k = 0; k < 3; k++) {
      const { summary } = await runFlood(plain(size, wet, durationS), {});
      samples.push(summary.cellStepsPerS / 1e6);
    }
    rows.push({ case: name, millionCellStepsPerS: round(median(samples)), samples: samples.map(round) });
  }
  return rows;
}

const round = (value: number): number => Math.round(value * 10) / 10;
