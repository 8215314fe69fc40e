import type { LayerId } from '../../layers/types.ts';
import type { RoadUser } from '../../workers/impact/assumptions.ts';
import type { Lang } from '../i18n/words.ts';
import type { Moving, RiverFlood } from '../scenario/index.ts';
import type { ToolId } from '../scenario/making/index.ts';
import type { DesignParameters } from '../scenario/types.ts';
import type { ResultMode } from '../tokens/ramps.ts';
import type { CompareStyle } from './compareViews.ts';
import type { SeverityFilter } from './drainViews.ts';
import type { ExportId } from './exportViews.ts';
import type { EngineView, FeatureView, SearchHit, TideView } from './views.ts';

export type WorkspaceId = 'plan' | 'respond' | 'exhibit';
export type Theme = 'dark' | 'light';
export type DialogId = 'city' | 'evidence' | 'exports' | 'assumptions' | 'bulletin';

/** Everything that a person can want from a panel. */
export type Intent =
  | { readonly kind: 'workspace'; readonly workspace: WorkspaceId }
  | { readonly kind: 'lang'; readonly lang: Lang }
  | { readonly kind: 'theme'; readonly theme: Theme }
  | { readonly kind: 'undo' | 'redo' }
  | { readonly kind: 'dialog'; readonly dialog: DialogId | undefined }
  | { readonly kind: 'search'; readonly query: string }
  | { readonly kind: 'search.go'; readonly hit: SearchHit }
  | {
      readonly kind:
        | 'scenario.select'
        | 'scenario.branch'
        | 'scenario.duplicate'
        | 'scenario.link'
        | 'scenario.remove'
        | 'scenario.save';
      readonly id: string;
    }
  | { readonly kind: 'scenario.parent'; readonly id: string; readonly parent: string }
  | { readonly kind: 'scenario.rename'; readonly id: string; readonly name: string }
  | { readonly kind: 'storm'; readonly change: Partial<DesignParameters> }
  | { readonly kind: 'rain.bar'; readonly index: number; readonly intensityMmH: number }
  | { readonly kind: 'rain.csv'; readonly file: File }
  | { readonly kind: 'rain.from'; readonly scenario: string }
  | { readonly kind: 'rain.panel'; readonly open: boolean }
  /** The rain over the city as lines of minutes and mm/h, or as a rain file has it. */
  | { readonly kind: 'rain.text'; readonly text: string }
  | { readonly kind: 'rain.moving'; readonly moving: Moving | undefined }
  | { readonly kind: 'soil'; readonly wetness: number }
  | { readonly kind: 'river.add'; readonly lon: number; readonly lat: number }
  | { readonly kind: 'river.set'; readonly id: string; readonly change: Partial<RiverFlood> }
  | { readonly kind: 'river.remove'; readonly id: string }
  | { readonly kind: 'respond.user'; readonly user: RoadUser }
  | { readonly kind: 'respond.goal'; readonly goal: string }
  | { readonly kind: 'tide'; readonly change: Partial<TideView> }
  | { readonly kind: 'run.start' | 'run.pause' | 'run.resume' | 'run.cancel' | 'run.fork' }
  | { readonly kind: 'run.cell'; readonly cellSizeM: number }
  /** These scenarios run one after the other, behind what runs now. */
  | { readonly kind: 'run.queue'; readonly ids: readonly string[] }
  | { readonly kind: 'compare.open'; readonly other?: string }
  | { readonly kind: 'compare.close' | 'compare.swap' }
  | { readonly kind: 'compare.style'; readonly style: CompareStyle }
  /** Share of the map's width left of the line. */
  | { readonly kind: 'compare.split'; readonly split: number }
  /** One more small map, or one less. */
  | { readonly kind: 'compare.toggle'; readonly id: string }
  | { readonly kind: 'engine'; readonly change: Partial<Pick<EngineView, 'place' | 'steps' | 'threads'>> }
  | { readonly kind: 'layer.show'; readonly layer: LayerId; readonly visible: boolean }
  | { readonly kind: 'layer.opacity'; readonly layer: LayerId; readonly opacity: number }
  | { readonly kind: 'mode'; readonly mode: ResultMode }
  | { readonly kind: 'isolate'; readonly index: number | undefined }
  | { readonly kind: 'play' | 'pause' }
  | { readonly kind: 'seek'; readonly timeS: number }
  | { readonly kind: 'speed'; readonly speed: number }
  | { readonly kind: 'fly'; readonly lon: number; readonly lat: number; readonly heightM: number }
  | { readonly kind: 'home' | 'north' | 'hide' | 'glass' | 'night' | 'point.close' | 'export' | 'sample' }
  | { readonly kind: 'glass.share'; readonly share: number }
  | { readonly kind: 'files'; readonly files: readonly File[] }
  | { readonly kind: 'open'; readonly url: string }
  | { readonly kind: 'message.close'; readonly id: string }
  | { readonly kind: 'message.act'; readonly id: string; readonly act: string }
  | { readonly kind: 'storage.delete'; readonly keys: readonly string[] }
  | { readonly kind: 'findings'; readonly open: boolean }
  | { readonly kind: 'findings.filter'; readonly severity: SeverityFilter }
  /** `finding` counts in the order of all findings. */
  | { readonly kind: 'finding.go'; readonly finding: number }
  | { readonly kind: 'measure.palette'; readonly open: boolean }
  | { readonly kind: 'measure.draw'; readonly tool: ToolId }
  /** Puts a measure on a pipe or manhole. */
  | { readonly kind: 'measure.use'; readonly tool: ToolId; readonly feature: FeatureView }
  | { readonly kind: 'measure.point'; readonly lon: number; readonly lat: number }
  | { readonly kind: 'measure.finish' | 'measure.back' | 'measure.cancel' }
  | { readonly kind: 'measure.select'; readonly id: string | undefined }
  | { readonly kind: 'measure.remove'; readonly id: string }
  | { readonly kind: 'measure.rename'; readonly id: string; readonly name: string }
  /** `undefined`: as the product works it out. */
  | {
      readonly kind: 'measure.set';
      readonly id: string;
      readonly key: string;
      readonly value: number | readonly number[] | undefined;
    }
  | { readonly kind: 'section.from'; readonly lon: number; readonly lat: number }
  | { readonly kind: 'section.close' }
  | { readonly kind: 'report' | 'assume.reset' | 'yearly.start' | 'yearly.cancel' }
  /** Another number in place of an assumed one. */
  | { readonly kind: 'assume'; readonly path: string; readonly value: number }
  | { readonly kind: 'yearly.cell'; readonly cellSizeM: number }
  | { readonly kind: 'export.file'; readonly what: ExportId }
  | { readonly kind: 'ward.go'; readonly name: string }
  | { readonly kind: 'drains.trace'; readonly index: number }
  | { readonly kind: 'drains.land'; readonly shown: boolean }
  | { readonly kind: 'drains.profileFrom'; readonly index: number; readonly id: string }
  | { readonly kind: 'drains.again' }
  | { readonly kind: 'drains.close'; readonly what: 'pick' | 'profile' | 'trace' }
  | { readonly kind: 'rain.again' };
export type IntentKind = Intent['kind'];
