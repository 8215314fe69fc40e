import type { Attribute, Bilingual, Finding, LayerId } from '../../layers/types.ts';
import type { Rarity } from '../scenario/index.ts';
import type { DesignParameters } from '../scenario/types.ts';

/** A scenario as a row of the tree. */
export interface ScenarioRow {
  readonly id: string;
  /** A, B, C … in the order of the list. */
  readonly letter: string;
  readonly name: Bilingual;
  readonly parent: string | null;
  /** 0 for a baseline, 1 for its children … */
  readonly level: number;
  /** Came with the city: not edited, branched instead. */
  readonly shipped: boolean;
  /** Storm in one line: mm and hours; undefined without rain. */
  readonly rainMm: number | undefined;
  readonly rainS: number;
  /** Highest boundary level, m; undefined without one. */
  readonly levelM: number | undefined;
  /** Keys and measures that it changes. */
  readonly edits: number;
  /** Largest wet area of the last run, m². */
  readonly wetM2: number | undefined;
  /** Against its parent's run, m². */
  readonly wetDiffM2: number | undefined;
  /** The last run's cells are coarser than the city's own: shown with ≈. */
  readonly preview: boolean;
  /** Scenarios under which it may be put. */
  readonly parents: readonly { readonly id: string; readonly letter: string; readonly name: Bilingual }[];
  /** Waits for its run. */
  readonly waits: boolean;
  /** 0–1 while it runs. */
  readonly progress: number | undefined;
  /** Edited since its last run. */
  readonly stale: boolean;
}

export const TIDE_KINDS = ['series', 'mean', 'spring', 'still'] as const;
export type TideKind = (typeof TIDE_KINDS)[number];

/** Sea level as the tide panel edits it. */
export interface TideView {
  readonly kind: TideKind;
  readonly surgeM: number;
  readonly riseM: number;
}

/** A series that holds from each time to the next. */
export interface Series {
  readonly timesS: readonly number[];
  readonly values: readonly number[];
}

/** What the score draws; one time axis. */
export interface ScoreView {
  readonly durationS: number;
  readonly outputEveryS: number;
  /** mm/h, holds to the next time. */
  readonly rain: Series;
  readonly rainMm: number;
  /** How rare the rain is, by duration. */
  readonly rarity: readonly Rarity[];
  readonly design: DesignParameters | undefined;
  /** Bars were moved by hand after the design storm was made. */
  readonly edited: boolean;
  /** m, linear; undefined without a level boundary. */
  readonly tide: Series | undefined;
  /** m² of the present run, as far as it is computed. */
  readonly wet: Series;
  /** Wet area of the parent's run, for comparison. */
  readonly computedS: number;
  readonly pastStorms: readonly { readonly id: string; readonly name: Bilingual }[];
}

export type RunState = 'none' | 'preparing' | 'running' | 'paused' | 'done' | 'cancelled' | 'failed';

/** The run as the run panel shows it. */
export interface RunView {
  readonly state: RunState;
  readonly cellSizeM: number;
  /** A first, coarse answer that a finer run follows. */
  readonly isPreview: boolean;
  /** The map shows a preview on cells of this size, m. */
  readonly shownPreviewM: number | undefined;
  readonly durationS: number;
  readonly timeS: number;
  readonly wallS: number;
  /** Seconds left, as far as known. */
  readonly leftS: number | undefined;
  readonly cellStepsPerS: number | undefined;
  /** Opened from storage instead of computed now. */
  readonly stored: boolean;
  /** Scenario changed since. */
  readonly stale: boolean;
  /** Taken up from here after a reload, s. */
  readonly wentOnFromS: number | undefined;
}

/** A cell size that can be chosen, with what it would take. */
export interface CellChoice {
  readonly cellSizeM: number;
  readonly cells: number;
  readonly estimateS: number;
}

export interface BalanceView {
  readonly initial: number;
  readonly rain: number;
  readonly inflow: number;
  readonly levelIn: number;
  readonly fromDrains: number;
  readonly outflow: number;
  readonly infiltration: number;
  readonly toDrains: number;
  readonly stored: number;
  readonly errorRel: number;
}

/** What a finished (or running) run says in numbers. */
export interface ResultView {
  readonly wetMaxM2: number;
  readonly wetMaxAtS: number;
  readonly wetNowM2: number;
  readonly deepestM: number | undefined;
  readonly cells: number | undefined;
  readonly engine: string | undefined;
  readonly hash: string | undefined;
  /** Times at which the rain or a measure was changed while it ran, s. */
  readonly changedAtS: readonly number[];
  readonly balance: BalanceView | undefined;
  readonly warnings: readonly { readonly vi: string; readonly en: string }[];
  readonly preview: boolean;
}

export interface LegendRow {
  readonly label: Bilingual;
  readonly colour: string;
}

/** A layer as a row of the list. */
export interface LayerRow {
  readonly id: LayerId;
  readonly name: Bilingual;
  readonly count: number;
  readonly synthetic: boolean;
  readonly visible: boolean;
  readonly opacity: number;
  readonly legend: readonly LegendRow[];
  readonly sources: readonly SourceView[];
  readonly findings: number;
}

export interface SourceView {
  readonly layer: string;
  readonly title: Bilingual;
  readonly date?: string;
  readonly licence?: string;
  readonly synthetic?: boolean;
  readonly url?: string;
}

/** One attribute of a clicked feature, ready to be written. */
export interface AttributeRow {
  readonly attribute: Attribute | undefined;
  readonly key: string;
  readonly value: unknown;
}

export interface FeatureView {
  readonly layer: LayerId;
  readonly layerName: Bilingual;
  /** In its layer; of networks links come first, then nodes. */
  readonly index: number;
  readonly id: string;
  readonly name: string | undefined;
  readonly rows: readonly AttributeRow[];
  readonly synthetic: boolean;
  readonly lon: number;
  readonly lat: number;
}

/** Water over time at one place of the current run. */
export interface PointView {
  readonly lon: number;
  readonly lat: number;
  /** A street or ward nearby; undefined: the coordinates name it. */
  readonly name: string | undefined;
  /** `ok` has series; the other ones say why there are none. */
  readonly state: 'ok' | 'outside' | 'block' | 'none';
  readonly groundM: number | undefined;
  readonly timesS: readonly number[];
  readonly depthM: readonly number[];
  readonly speedMS: readonly number[];
  readonly levelM: readonly number[];
  readonly feature: FeatureView | undefined;
}

export interface SearchHit {
  readonly layer: LayerId;
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly kind: Bilingual;
  readonly lon: number;
  readonly lat: number;
}

/** A card that says what happened and what can be done; never modal. */
export interface MessageView {
  readonly id: string;
  readonly tone: 'error' | 'warn' | 'info';
  readonly title: string;
  readonly text: string;
  readonly advice?: string;
  readonly acts?: readonly { readonly id: string; readonly label: string; readonly primary?: boolean }[];
}

export interface StoredRunView {
  readonly key: string;
  readonly scenario: string;
  readonly cellSizeM: number;
  readonly bytes: number;
  readonly at: number;
}

/** The city dialog. */
export interface CityView {
  readonly name: Bilingual;
  readonly crs: string;
  readonly datum: string | undefined;
  readonly sources: readonly (SourceView & { readonly name: Bilingual })[];
  readonly notes: readonly Bilingual[];
  readonly findings: readonly (Finding & { readonly layer: LayerId })[];
  readonly sample: boolean;
}

/** How the next run is computed, and what this machine has. */
export interface EngineView {
  /** `auto`: a real graphics card where there is one, else the processor. */
  readonly place: 'auto' | 'processor' | 'card';
  readonly steps: 'local' | 'global';
  /** 0: as many as the machine has. */
  readonly threads: number;
  readonly cores: number;
  /** Memory can be shared between threads: the page is isolated from others. */
  readonly isolated: boolean;
}
