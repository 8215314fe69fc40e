import type { Lang } from '../../i18n/words.ts';

/** A text in both languages. */
export type Both = Readonly<Record<Lang, string>>;

/** What `npm run verify` measured: published cases, one result an engine. Made by `tests/verification/report.ts`. */
export interface EvidenceFile {
  readonly format: 'twin-evidence/1';
  /** When, on what, from what. ISO date. */
  readonly date: string;
  readonly commit: string;
  readonly machine: string;
  /** Version of the numerical schemes that was checked. */
  readonly engineVersion: string;
  readonly engines: readonly EvidenceEngine[];
  readonly cases: readonly EvidenceCase[];
}

export interface EvidenceEngine {
  readonly id: string;
  readonly name: Both;
}

export interface EvidenceCase {
  readonly id: string;
  readonly name: Both;
  /** What the case shows, for people who plan and do not compute. */
  readonly shows: Both;
  /** Where the right answer comes from. */
  readonly source: string;
  readonly results: readonly EvidenceResult[];
  readonly plot?: EvidencePlot;
}

/** One engine on one case. */
export interface EvidenceResult {
  readonly engine: string;
  readonly rows: readonly EvidenceRow[];
  /** Why there are no rows. */
  readonly why?: Both;
}

export interface EvidenceRow {
  readonly what: Both;
  /** null: no figure came out. */
  readonly measured: number | null;
  readonly unit: string;
  readonly accepted: string;
  readonly pass: boolean;
}

/** Lines over one x. A reference is what is right; ground is drawn as ground. */
export interface EvidencePlot {
  readonly x: { readonly label: Both; readonly unit: string; readonly values: readonly number[] };
  readonly y: { readonly label: Both; readonly unit: string };
  readonly lines: readonly {
    readonly role: 'ground' | 'reference' | 'computed';
    readonly name: Both;
    /** Computed lines of one scheme look alike in every plot. */
    readonly look?: number;
    /** null: nothing is said of this x. A value between nulls is a mark. */
    readonly values: readonly (number | null)[];
  }[];
}

export type Verdict = 'pass' | 'fail' | 'notRun';

/** An engine passes a case when every figure does; without figures it has not run. */
export const verdictOf = ({ rows }: EvidenceResult): Verdict =>
  rows.length === 0 ? 'notRun' : rows.every((row) => row.pass) ? 'pass' : 'fail';

/** How many results of some cases passed, failed and are missing. */
export function countVerdicts(cases: readonly EvidenceCase[]): Readonly<Record<Verdict, number>> {
  const count = { pass: 0, fail: 0, notRun: 0 };
  for (const { results } of cases) for (const result of results) count[verdictOf(result)]++;
  return count;
}

/** @throws Error for a file that is not evidence */
export function readEvidence(value: unknown): EvidenceFile {
  const file = value as Partial<EvidenceFile> | null;
  if (file?.format !== 'twin-evidence/1' || !Array.isArray(file.cases)) throw new Error('Not an evidence file.');
  return file as EvidenceFile;
}
