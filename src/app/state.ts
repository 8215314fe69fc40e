import { createContext } from '@lit/context';
import type { LayerId } from '../../layers/types.ts';
import type { LayerFinding, OpenedCity } from '../../workers/city/types.ts';
import type { Summary, VolumesM3, Warning } from '../../workers/flood/types.ts';
import { ASSUMPTIONS, type Assumptions } from '../../workers/impact/assumptions.ts';
import type { Lang } from '../i18n/words.ts';
import type { EvidenceFile } from '../panels/evidence/file.ts';
import type { ExportId } from '../panels/exportViews.ts';
import type { DialogId, Theme, WorkspaceId } from '../panels/intents.ts';
import type { SectionView } from '../panels/section.ts';
import type {
  EngineView,
  MessageView,
  PointView,
  RunState,
  SearchHit,
  Series,
  StoredRunView,
} from '../panels/views.ts';
import type { Filling } from '../simulate/filling.ts';
import type { ResultMode } from '../tokens/ramps.ts';
import { type Book, EMPTY_BOOK } from './book.ts';
import type { ChangeSum, CompareState } from './compareState.ts';
import { type DrainsState, NO_DRAINS } from './drainState.ts';
import { type Pace, USUAL_PACE } from './estimate.ts';
import type { ImpactRecord } from './impactState.ts';
import { NO_RESPONSE, type RespondState } from './respondState.ts';
import { NO_SKETCH, type SketchState } from './sketchState.ts';
import type { Store } from './store.ts';
import { NO_YEARLY, type YearlyState } from './yearlyState.ts';

export type Layout = 'wide' | 'drawer' | 'phone';
/** What draws the map: the globe, the flat map without WebGL, or nothing yet. */
export type StageKind = 'none' | 'loading' | 'globe' | 'flat';

/** What is known of the last run of a scenario; its frames are kept by `src/simulate`. */
export interface RunRecord {
  readonly scenario: string;
  readonly cellSizeM: number;
  /** A first, coarse answer that a finer run follows. */
  readonly isPreview: boolean;
  /** The coarser run whose water stays on the map until this one is done. */
  readonly preview: RunRecord | undefined;
  readonly state: RunState;
  readonly durationS: number;
  readonly timeS: number;
  readonly wallS: number;
  readonly leftS: number | undefined;
  readonly cellStepsPerS: number | undefined;
  readonly wet: Series;
  readonly wetMaxM2: number;
  readonly wetMaxAtS: number;
  readonly deepestM: number | undefined;
  readonly volumeM3: VolumesM3 | undefined;
  readonly summary: Summary | undefined;
  readonly warnings: readonly Warning[];
  /** Opened from storage. */
  readonly stored: boolean;
  /** Taken up from here after a reload or a death of its engine, s; undefined: from the start. */
  readonly wentOnFromS: number | undefined;
  /** Times at which the rain or a measure was changed while it went on, s. */
  readonly changedAtS: readonly number[];
  /** What was computed, to tell when the scenario has changed since. */
  readonly fingerprint: string;
  /** Time steps that were asked for. */
  readonly steps: 'local' | 'global';
}

interface LonLat {
  readonly lon: number;
  readonly lat: number;
}
export interface SectionState {
  readonly from: LonLat;
  readonly to: LonLat | undefined;
  readonly view: SectionView | undefined;
}

/** Everything that the page shows, in one plain value. */
export interface AppState {
  readonly workspace: WorkspaceId;
  readonly lang: Lang;
  readonly theme: Theme;
  readonly layout: Layout;
  readonly stage: StageKind;
  readonly city: OpenedCity | undefined;
  readonly cityUrl: string | undefined;
  readonly sample: boolean;
  /** Names the city in storage: its address, or the label of its files. */
  readonly cityKey: string;
  /** One line on what is being opened. */
  readonly opening: string | undefined;
  readonly findings: readonly LayerFinding[];
  /** The layers have been checked; before that no findings mean nothing. */
  readonly checked: boolean;
  readonly drains: DrainsState;
  readonly sketch: SketchState;
  /** A cut through ground and water; without `to` it waits for its other end. */
  readonly section: SectionState | undefined;
  readonly book: Book;
  readonly layers: Readonly<Partial<Record<LayerId, { readonly visible: boolean; readonly opacity: number }>>>;
  readonly mode: ResultMode;
  readonly isolated: number | undefined;
  /** The scenario whose run the shown one is compared with. */
  readonly against: string | undefined;
  /** Beside which runs the shown one stands; undefined: alone. */
  readonly compare: CompareState | undefined;
  readonly changed: ChangeSum | undefined;
  /** The panel about rain and rivers stands open. */
  readonly rainOpen: boolean;
  /** Scenarios that wait for their run, in order. */
  readonly queue: readonly string[];
  readonly timeS: number;
  readonly playing: boolean;
  readonly speed: number;
  /** Cell size chosen for the next run. */
  readonly cellSizeM: number;
  /** How the next run is computed. */
  readonly engine: Pick<EngineView, 'place' | 'steps' | 'threads'>;
  /** How fast this machine has shown itself. */
  readonly pace: Pace;
  readonly respond: RespondState;
  readonly runs: Readonly<Record<string, RunRecord>>;
  /** Thresholds, curves and prices with which runs are assessed. */
  readonly assumed: Assumptions;
  /** What finished runs mean, by scenario. */
  readonly impacts: Readonly<Record<string, ImpactRecord>>;
  readonly yearly: YearlyState;
  /** Cell size of the preview that the map shows, m; undefined while it shows no preview. */
  readonly previewCellM: number | undefined;
  readonly point: PointView | undefined;
  readonly hits: readonly SearchHit[];
  readonly answered: string;
  readonly messages: readonly MessageView[];
  readonly dialog: DialogId | undefined;
  /** A file that is being made to be taken away. */
  readonly making: ExportId | undefined;
  readonly stored: readonly StoredRunView[];
  /** Of the page about evidence, once it was asked for; `missing`: it could not be had. */
  readonly evidence: EvidenceFile | 'missing' | undefined;
  readonly hidden: boolean;
  /** The ground is glass: what lies under the streets is seen. */
  readonly glass: boolean;
  /** How clear it is then, 0–1. */
  readonly glassShare: number;
  /** What the pipes hold at the clock's time, while the ground is glass. */
  readonly filling: Filling | undefined;
  /** Night over the scene: lamps and windows are lit. */
  readonly night: boolean;
  readonly metresPerPixel: number | undefined;
  readonly headingDeg: number;
}

export function firstState(): AppState {
  return {
    workspace: 'plan',
    lang: 'vi',
    theme: 'dark',
    layout: 'wide',
    stage: 'none',
    city: undefined,
    cityUrl: undefined,
    sample: true,
    cityKey: '',
    opening: undefined,
    findings: [],
    checked: false,
    drains: NO_DRAINS,
    sketch: NO_SKETCH,
    section: undefined,
    book: EMPTY_BOOK,
    layers: {},
    mode: 'depth',
    isolated: undefined,
    against: undefined,
    compare: undefined,
    changed: undefined,
    queue: [],
    rainOpen: false,
    respond: NO_RESPONSE,
    timeS: 0,
    playing: false,
    speed: 600,
    cellSizeM: 32,
    engine: { place: 'auto', steps: 'local', threads: 0 },
    pace: USUAL_PACE,
    runs: {},
    assumed: ASSUMPTIONS,
    impacts: {},
    yearly: NO_YEARLY,
    previewCellM: undefined,
    point: undefined,
    hits: [],
    answered: '',
    messages: [],
    dialog: undefined,
    making: undefined,
    stored: [],
    evidence: undefined,
    hidden: false,
    glass: false,
    glassShare: 0.7,
    filling: undefined,
    night: false,
    metresPerPixel: undefined,
    headingDeg: 0,
  };
}

/** The store, for elements of the app that need all of it. */
export const storeContext = createContext<Store<AppState>>(Symbol('store'));
