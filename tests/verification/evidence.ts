import type { RunResult } from '../../workers/flood/index.ts';

/** One line of evidence: what was measured and what is accepted. */
export interface Evidence {
  readonly what: string;
  readonly measured: number;
  readonly unit: string;
  readonly accepted: string;
  readonly pass: boolean;
}

/** What is drawn of a case, over one x; NaN where nothing is said. The axes are in `catalogue.ts`. */
export interface Drawn {
  readonly x: ArrayLike<number>;
  readonly computed: ArrayLike<number>;
  readonly reference?: ArrayLike<number>;
  readonly ground?: ArrayLike<number>;
}

/** One engine on one case, as it lies in `.build/evidence` until `report.ts` gathers it. */
export interface Recorded {
  readonly case: string;
  readonly engine: string;
  readonly version: string;
  readonly rows: readonly Evidence[];
  readonly drawn?: { readonly [line in keyof Drawn]: readonly (number | null)[] };
}

export const within = (what: string, measured: number, wanted: number, tolerance: number, unit: string): Evidence => ({
  what,
  measured,
  unit,
  accepted: `${Number(wanted.toPrecision(5))} ± ${Number(tolerance.toPrecision(3))}`,
  pass: Math.abs(measured - wanted) <= tolerance,
});

export const atMost = (what: string, measured: number, most: number, unit: string): Evidence => ({
  what,
  measured,
  unit,
  accepted: `≤ ${most}`,
  pass: measured <= most,
});

export const atLeast = (what: string, measured: number, least: number, unit: string): Evidence => ({
  what,
  measured,
  unit,
  accepted: `≥ ${least}`,
  pass: measured >= least,
});

export const between = (what: string, measured: number, least: number, most: number, unit: string): Evidence => ({
  what,
  measured,
  unit,
  accepted: `${Number(least.toPrecision(4))} – ${Number(most.toPrecision(4))}`,
  pass: measured >= least && measured <= most,
});

export const balance = ({ summary }: RunResult): Evidence => atMost('water balance', summary.massErrorRel, 1e-6, '');
