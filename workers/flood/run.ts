import { massErrorRel } from './balance.ts';
import type { Engine, RunOptions } from './engine.ts';
import { createPace } from './pace.ts';
import type { Domain, Frame, GaugeSample, RunResult } from './types.ts';
import { engineName } from './version.ts';

const PROGRESS_EVERY_MS = 200;

/**
 * Drives an engine through a Domain's duration: frames and gauges at 0, every `outputEveryS` and at the end, progress,
 * pause and cancel in between. Results do not depend on how the run is sliced.
 */
export async function drive(engine: Engine, domain: Domain, options: RunOptions, hash: string): Promise<RunResult> {
  const startedMs = performance.now();
  const before = { timeS: engine.timeS, cellSteps: engine.cellSteps };
  const wallS = (): number => (performance.now() - startedMs) / 1000;
  const outputTime = (k: number): number => Math.min(domain.durationS, k * domain.outputEveryS);
  let lastProgressMs = Number.NEGATIVE_INFINITY;

  const output = async (): Promise<void> => {
    await engine.settle();
    const frame = await engine.frame();
    options.onFrame?.(frame);
    options.onGauges?.(sampleGauges(domain, frame));
    if (options.onState) await options.onState(() => engine.snapshot());
  };
  const report = async (): Promise<void> => {
    if (!options.onProgress) return;
    options.onProgress({
      timeS: engine.timeS,
      durationS: domain.durationS,
      wallS: wallS(),
      steps: engine.steps,
      wetAreaM2: await engine.floodedM2(),
      volumeM3: await engine.volumes(),
    });
    lastProgressMs = performance.now();
  };

  const pace = createPace(options.signal, options.gate);
  try {
    options.signal?.throwIfAborted();
    await pace.rest();
    if (options.from) await engine.settle();
    else await output();
    let next = Math.floor(engine.timeS / domain.outputEveryS) + 1;
    while (engine.timeS < domain.durationS) {
      const stop = outputTime(next);
      await engine.advance(stop, pace.due);
      if (engine.timeS >= stop) {
        await output();
        next++;
      }
      if (!pace.due()) continue;
      if (performance.now() - lastProgressMs >= PROGRESS_EVERY_MS) await report();
      await pace.rest();
    }
    await report();
  } finally {
    pace.close();
  }

  const volumeM3 = await engine.volumes();
  const wall = wallS();
  return {
    summary: {
      cells: engine.cells,
      steps: engine.steps,
      simulatedS: engine.timeS,
      wallS: wall,
      cellStepsPerS: wall > 0 ? (engine.cellSteps - before.cellSteps) / wall : 0,
      threads: engine.threads,
      solver: engine.solver,
      engine: engineName(engine.solver, engine.build),
      hash,
      volumeM3,
      massErrorRel: massErrorRel(volumeM3),
      warnings: domain.warnings.map(({ en }) => en),
    },
    maps: await engine.maps(),
    warnings: domain.warnings,
  };
}

/** Depth, level and speed at the gauges; the level of a dry cell is its ground. */
function sampleGauges(domain: Domain, frame: Frame): GaugeSample {
  const at = (value: (cell: number) => number): Float64Array =>
    Float64Array.from(domain.gauges, (gauge) => value(gauge.cell));
  return {
    timeS: frame.timeS,
    depthM: at((cell) => frame.depthM[cell]),
    levelM: at((cell) => domain.groundM[cell] + frame.depthM[cell]),
    speedMS: at((cell) => frame.speedMS[cell]),
  };
}
