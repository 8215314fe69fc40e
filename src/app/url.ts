import type { CameraView } from '../../workers/scene/types.ts';
import type { Lang } from '../i18n/words.ts';
import { COMPARE_STYLES } from '../panels/compareViews.ts';
import type { Theme, WorkspaceId } from '../panels/intents.ts';
import { RESULT_MODES, type ResultMode } from '../tokens/ramps.ts';
import type { CompareState } from './compareState.ts';

/** What the address of the page keeps: enough to come back to the same view. */
export interface UrlState {
  readonly workspace: WorkspaceId;
  readonly scenario?: string;
  readonly timeS?: number;
  readonly mode?: ResultMode;
  readonly lang?: Lang;
  readonly theme?: Theme;
  readonly camera?: CameraView;
  /** What the shown run stands beside. */
  readonly compare?: CompareState;
  /** A dialog that stands open. */
  readonly dialog?: 'evidence';
  /** A scenario that the address brings along, packed. */
  readonly shared?: string;
  /** A city.json or area pack to open instead of the sample. */
  readonly city?: string;
}

const WORKSPACES: readonly WorkspaceId[] = ['plan', 'respond', 'exhibit'];

/** Reads `#/plan?scenario=…&t=…&mode=…&lang=…&theme=…&dialog=…&beside=scenario,…&style=…&split=…&camera=lon,lat,distance,heading,pitch&city=…&with=…`; what is wrong is left out. `#/evidence` is short for the dialog. */
export function readUrl(hash: string): UrlState {
  const [path, query = ''] = hash.replace(/^#\/?/, '').split('?');
  const params = new URLSearchParams(query);
  const one = <T extends string>(key: string, allowed: readonly T[]): T | undefined =>
    allowed.find((value) => value === params.get(key));
  const timeS = Number(params.get('t') ?? Number.NaN);
  const scenario = params.get('scenario');
  const city = params.get('city');
  const shared = params.get('with');
  const mode = one('mode', RESULT_MODES);
  const lang = one('lang', ['vi', 'en']);
  const theme = one('theme', ['dark', 'light']);
  const dialog = path === 'evidence' ? 'evidence' : one('dialog', ['evidence']);
  const camera = readCamera(params.get('camera'));
  const others = (params.get('beside') ?? '').split(',').filter(Boolean).slice(0, 3);
  const split = Number(params.get('split') ?? 0.5);
  const compare = {
    others,
    style: one('style', COMPARE_STYLES) ?? 'swipe',
    split: split >= 0 && split <= 1 ? split : 0.5,
  };
  return {
    workspace: WORKSPACES.find((workspace) => workspace === path) ?? 'plan',
    ...(scenario ? { scenario } : {}),
    ...(Number.isFinite(timeS) && timeS >= 0 ? { timeS } : {}),
    ...(mode ? { mode } : {}),
    ...(lang ? { lang } : {}),
    ...(theme ? { theme } : {}),
    ...(dialog ? { dialog } : {}),
    ...(camera ? { camera } : {}),
    ...(others.length > 0 ? { compare } : {}),
    ...(city ? { city } : {}),
    ...(shared ? { shared } : {}),
  };
}

/** The address of a state; what is the default is left out. */
export function writeUrl(state: UrlState): string {
  const params = new URLSearchParams();
  if (state.city) params.set('city', state.city);
  if (state.scenario) params.set('scenario', state.scenario);
  if (state.timeS) params.set('t', String(Math.round(state.timeS)));
  if (state.mode && state.mode !== 'depth') params.set('mode', state.mode);
  if (state.compare) {
    const { others, style, split } = state.compare;
    params.set('beside', others.join(','));
    if (style !== 'swipe') params.set('style', style);
    if (style === 'swipe' && split !== 0.5) params.set('split', split.toFixed(3));
  }
  if (state.lang) params.set('lang', state.lang);
  if (state.theme) params.set('theme', state.theme);
  if (state.dialog) params.set('dialog', state.dialog);
  if (state.camera) {
    const { lon, lat, distanceM, headingDeg, pitchDeg } = state.camera;
    params.set(
      'camera',
      [lon.toFixed(5), lat.toFixed(5), Math.round(distanceM), headingDeg.toFixed(1), pitchDeg.toFixed(1)].join(','),
    );
  }
  const query = params.toString().replaceAll('%2C', ',').replaceAll('%2F', '/').replaceAll('%3A', ':');
  return `#/${state.workspace}${query ? `?${query}` : ''}`;
}

function readCamera(text: string | null): CameraView | undefined {
  const parts = text?.split(',').map(Number) ?? [];
  if (parts.length !== 5 || parts.some((part) => !Number.isFinite(part))) return undefined;
  const [lon, lat, distanceM, headingDeg, pitchDeg] = parts;
  if (Math.abs(lon) > 180 || Math.abs(lat) > 90 || distanceM <= 0) return undefined;
  return { lon, lat, distanceM, headingDeg, pitchDeg };
}
