import { describe } from 'vitest';
import type { Domain, RunOptions, Snapshot } from '../../workers/flood/index.ts';
import { canRun } from '../../workers/flood/kernel/modules.ts';
import { type Computed, compute } from './build.ts';

export interface TestedEngine {
  readonly name: string;
  readonly options: Pick<RunOptions, 'build' | 'steps' | 'threads'>;
  compute(domain: Domain, more?: RunOptions): Promise<Computed>;
  /** Its sums within a step have 32 bits: what stood there at the start has its rounding, however little enters. */
  readonly single?: boolean;
}

/** Compiled builds that this machine runs, with either way of stepping. */
export const COMPILED = (['simd', 'simd-fma'] as const).filter(canRun).flatMap((build) => [
  { build, steps: 'global' as const, threads: 1 },
  { build, steps: 'local' as const, threads: 2 },
]);

/** Every engine that this machine runs. */
export const ENGINES: readonly TestedEngine[] = [{ build: 'ts' as const }, ...COMPILED].map((options) => ({
  name: Object.values(options).join(' '),
  options,
  compute: (domain, more) => compute(domain, { ...options, ...more }),
}));

/** The full equations as well, plain and compiled. */
const SOLVERS: readonly TestedEngine[] = [
  ...ENGINES,
  ...(['ts', ...(canRun('simd') ? (['simd'] as const) : [])] as const).map((build) => ({
    name: `full ${build}`,
    options: { build },
    single: build !== 'ts',
    compute: (domain: Domain, more?: RunOptions) => compute({ ...domain, solver: 'full' }, { build, ...more }),
  })),
];

/** A law that every engine keeps, of either equations. */
export function everySolver(law: string, tests: (engine: TestedEngine) => void): void {
  describe.each(SOLVERS)(`${law} ($name)`, tests);
}

/** A law that every engine keeps. */
export function everyEngine(law: string, tests: (engine: TestedEngine) => void): void {
  describe.each(ENGINES)(`${law} ($name)`, tests);
}

/** A run as a whole, and its state at an output time. */
export async function takenAt(
  engine: TestedEngine,
  domain: Domain,
  timeS: number,
): Promise<{ readonly whole: Computed; readonly state: Snapshot }> {
  const states: Snapshot[] = [];
  const whole = await engine.compute(domain, {
    onState: async (take) => {
      const state = await take();
      if (state.timeS === timeS) states.push(structuredClone(state));
    },
  });
  return { whole, state: states[0] };
}
