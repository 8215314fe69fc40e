import { createEngine } from '../../workers/flood/choose.ts';
import type { Domain, Engine, RunOptions, Snapshot } from '../../workers/flood/index.ts';
import { canRun } from '../../workers/flood/kernel/modules.ts';

export const SCHEMES = ['inertial', 'full', 'full, first order'] as const;
export type Scheme = (typeof SCHEMES)[number];

type Create = (domain: Domain, from?: Snapshot) => Engine | Promise<Engine>;

/** An engine that the cases are computed with. */
export interface Candidate {
  /** Part of file names. */
  readonly name: string;
  readonly scheme: Scheme;
  readonly label: { readonly vi: string; readonly en: string };
  /** False where this machine does not run it. */
  readonly here: boolean;
  readonly create: Create;
  /** The same scheme in plain TypeScript, of those that are compiled. */
  readonly plain?: Create;
}

const SIMPLE = { vi: 'quán tính cục bộ', en: 'local inertial' };
const FULL = { vi: 'nước nông đầy đủ', en: 'full shallow water' };

type How = Pick<RunOptions, 'build' | 'steps' | 'order'>;

/** As a run chooses it, on one thread: results are the same for any number. */
const chosen =
  (solver: 'inertial' | 'full', how: How) =>
  (domain: Domain, from?: Snapshot): Promise<Engine> =>
    createEngine({ ...domain, solver }, { ...how, threads: 1, ...(from && { from }) });

type Compiled = 'simd' | 'simd-fma';
const FAST: Compiled = canRun('simd-fma') ? 'simd-fma' : 'simd';

const inertial = (build: Compiled, steps: 'local' | 'global'): Candidate => ({
  name: `inertial-${build}-${steps}`,
  scheme: 'inertial',
  label: {
    vi: `${SIMPLE.vi} · ${build} · bước ${steps === 'local' ? 'riêng' : 'chung'}`,
    en: `${SIMPLE.en} · ${build} · ${steps} steps`,
  },
  here: canRun(build),
  create: chosen('inertial', { build, steps }),
  plain: chosen('inertial', { build: 'ts' }),
});

const full = (build: Compiled): Candidate => ({
  name: `full-${build}`,
  scheme: 'full',
  label: { vi: `${FULL.vi} · ${build}`, en: `${FULL.en} · ${build}` },
  here: canRun(build),
  create: chosen('full', { build }),
  plain: chosen('full', { build: 'ts' }),
});

const reference = (solver: 'inertial' | 'full', { vi, en }: Candidate['label']): Candidate => ({
  name: `${solver}-ts`,
  scheme: solver,
  label: { vi: `${vi} · bản đối chứng`, en: `${en} · reference` },
  here: true,
  create: chosen(solver, { build: 'ts' }),
});

/** Of each scheme the one that a run gets comes first. */
export const ALL_ENGINES: readonly Candidate[] = [
  inertial('simd-fma', 'local'),
  inertial('simd', 'local'),
  inertial('simd', 'global'),
  reference('inertial', SIMPLE),
  full('simd-fma'),
  full('simd'),
  reference('full', FULL),
  {
    name: 'full-first-order',
    scheme: 'full, first order',
    label: { vi: `${FULL.vi} · bậc nhất, để thử nhanh`, en: `${FULL.en} · first order, for quick trials` },
    here: canRun(FAST),
    create: chosen('full', { build: FAST, order: 1 }),
    plain: chosen('full', { build: 'ts', order: 1 }),
  },
];

/** Engines that compute every case on this machine. */
export const ENGINES: readonly Candidate[] = ALL_ENGINES.filter(({ here }) => here);
/** Those of them that solve the full equations. */
export const FULL_ENGINES: readonly Candidate[] = ENGINES.filter(({ scheme }) => scheme !== 'inertial');
