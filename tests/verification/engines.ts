import { createEngine } from '../../workers/flood/choose.ts';
import { createFull } from '../../workers/flood/full/engine.ts';
import type { Domain, Engine, Snapshot } from '../../workers/flood/index.ts';
import { canRun } from '../../workers/flood/kernel/modules.ts';

export const SCHEMES = ['inertial', 'full', 'full, second order'] as const;
export type Scheme = (typeof SCHEMES)[number];

/** An engine that the cases are computed with. */
export interface Candidate {
  /** Part of file names. */
  readonly name: string;
  readonly scheme: Scheme;
  readonly label: { readonly vi: string; readonly en: string };
  /** False where this machine does not run it. */
  readonly here: boolean;
  readonly create: (domain: Domain, from?: Snapshot) => Engine | Promise<Engine>;
}

const SIMPLE = { vi: 'quán tính cục bộ', en: 'local inertial' };
const FULL = { vi: 'nước nông đầy đủ', en: 'full shallow water' };

/** As a run chooses it, on one thread: results are the same for any number. */
const chosen =
  (solver: 'inertial' | 'full', build: 'ts' | 'simd' | 'simd-fma', steps: 'local' | 'global' = 'local') =>
  (domain: Domain, from?: Snapshot): Promise<Engine> =>
    createEngine({ ...domain, solver }, { build, steps, threads: 1, ...(from && { from }) });

const inertial = (build: 'simd' | 'simd-fma', steps: 'local' | 'global'): Candidate => ({
  name: `inertial-${build}-${steps}`,
  scheme: 'inertial',
  label: {
    vi: `${SIMPLE.vi} · ${build} · bước ${steps === 'local' ? 'riêng' : 'chung'}`,
    en: `${SIMPLE.en} · ${build} · ${steps} steps`,
  },
  here: canRun(build),
  create: chosen('inertial', build, steps),
});

const full = (build: 'simd' | 'simd-fma'): Candidate => ({
  name: `full-${build}`,
  scheme: 'full',
  label: { vi: `${FULL.vi} · ${build}`, en: `${FULL.en} · ${build}` },
  here: canRun(build),
  create: chosen('full', build),
});

/** Of each scheme the one that a run gets comes first. */
export const ALL_ENGINES: readonly Candidate[] = [
  inertial('simd-fma', 'local'),
  inertial('simd', 'local'),
  inertial('simd', 'global'),
  {
    name: 'inertial-ts',
    scheme: 'inertial',
    label: { vi: `${SIMPLE.vi} · bản đối chứng`, en: `${SIMPLE.en} · reference` },
    here: true,
    create: chosen('inertial', 'ts'),
  },
  full('simd-fma'),
  full('simd'),
  {
    name: 'full-ts',
    scheme: 'full',
    label: { vi: `${FULL.vi} · bản đối chứng`, en: `${FULL.en} · reference` },
    here: true,
    create: chosen('full', 'ts'),
  },
  {
    name: 'full-second-order',
    scheme: 'full, second order',
    label: { vi: `${FULL.vi} · bậc hai`, en: `${FULL.en} · second order` },
    here: true,
    create: (domain, from) => createFull(domain, from, { order: 2 }),
  },
];

/** Engines that compute every case on this machine. */
export const ENGINES: readonly Candidate[] = ALL_ENGINES.filter(({ here }) => here);
/** Those of them that solve the full equations. */
export const FULL_ENGINES: readonly Candidate[] = ENGINES.filter(({ scheme }) => scheme !== 'inertial');
