import type * as v from 'valibot';
import type { Bilingual } from '../../layers/types.ts';
import type * as measures from './measures.ts';
import type * as schema from './schema.ts';
import type * as works from './works.ts';

/** A scenario as its file has it: what is absent comes from the parent. */
export type Scenario = v.InferOutput<typeof schema.scenarioSchema>;
export type RainEntry = v.InferOutput<typeof schema.rainEntry>;
export type DesignParameters = v.InferOutput<typeof schema.design>;
export type InflowEntry = v.InferOutput<typeof schema.inflowEntry>;
export type LevelEntry = v.InferOutput<typeof schema.levelEntry>;
export type InitialEntry = v.InferOutput<typeof schema.initialEntry>;
export type Coupling = v.InferOutput<typeof schema.coupling>;
export type LinkEntry = v.InferOutput<typeof works.linkEntry>;
export type StructureEntry = v.InferOutput<typeof works.structureEntry>;
export type GaugeEntry = NonNullable<Scenario['gauges']>[number];

export type Measure = v.InferOutput<typeof measures.measure>;
export type MeasureKind = Measure['kind'];
/** One kind of measure: `MeasureOf<'basin'>`. */
export type MeasureOf<K extends MeasureKind> = Extract<Measure, { readonly kind: K }>;
export type MeasureRemoval = v.InferOutput<typeof measures.removal>;

/** A scenario with its parents and the defaults of DESIGN §4.3 filled in: nothing is left to guess. */
export interface ResolvedScenario {
  readonly format: 'twin-scenario/1';
  readonly id: string;
  readonly name: Bilingual;
  readonly note: Bilingual | undefined;
  readonly parent: string | null;
  readonly durationS: number;
  readonly outputEveryS: number;
  /** Undefined: the City's own cell size. */
  readonly cellSizeM: number | undefined;
  readonly solver: 'inertial' | 'full' | 'auto';
  readonly rain: readonly (RainEntry & { readonly area: NonNullable<RainEntry['area']> })[];
  readonly inflows: readonly InflowEntry[];
  readonly levels: readonly LevelEntry[];
  readonly edges: 'closed' | 'open';
  readonly initial: readonly (InitialEntry & { readonly at: NonNullable<InitialEntry['at']> })[];
  /** "land", Manning n, or the path of a GeoTIFF relative to the file of `givenBy.roughness`. */
  readonly roughness: string | number;
  readonly infiltration: NonNullable<Scenario['infiltration']>;
  readonly drainage: boolean;
  readonly coupling: Coupling | undefined;
  readonly buildings: 'block' | 'ignore';
  readonly links: readonly LinkEntry[];
  readonly structures: readonly StructureEntry[];
  readonly measures: readonly Measure[];
  readonly gauges: readonly GaugeEntry[];
  /** Id of the scenario whose file gave a key: paths are relative to that file. Keys that took their default are absent. */
  readonly givenBy: Readonly<Record<string, string>>;
}

/** A measure on the pipe network, which has no effect where pipes are left out. */
export const isPipework = ({ kind }: Measure): boolean =>
  kind === 'pipe' || kind === 'node' || kind === 'pump' || kind === 'gate';
