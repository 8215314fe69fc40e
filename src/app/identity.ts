import { Sha256 } from '../../workers/flood/sha256.ts';
import { buildHere, ENGINE_VERSION } from '../../workers/flood/version.ts';
import type { ResolvedScenario } from '../scenario/index.ts';
import type { AppState, RunRecord } from './state.ts';

type Subject = Pick<RunRecord, 'scenario' | 'cellSizeM' | 'fingerprint'>;

/**
 * What a stored run or checkpoint is found by: the city and its content, the scenario and its content (solver and
 * output times included), cell size, engine version and build. Known before anything is computed, unlike the hash of
 * the Domain; the same Domain always has the same identity.
 */
export function identityOf(
  state: Pick<AppState, 'cityKey' | 'city'>,
  { scenario, cellSizeM, fingerprint }: Subject,
  build: string = buildHere(),
): string {
  const content = new TextEncoder().encode(`${state.city?.fingerprint}\n${fingerprint}`);
  const digest = new Sha256().update(content).digest().slice(0, 32);
  return [state.cityKey, scenario, `${cellSizeM} m`, `${ENGINE_VERSION} ${build}`, digest].join(' | ');
}

/** Identity of a finished run: that of what was computed, and of the changes on the way. */
export function identityOfResult(state: Pick<AppState, 'cityKey' | 'city'>, record: RunRecord): string {
  const build = record.summary?.engine.split(' ').at(-1);
  const { changedAtS } = record;
  return identityOf(state, record, build) + (changedAtS.length > 0 ? `${CHANGED}${record.summary?.hash}` : '');
}

/** Whether a stored run is this one: as it is, or as it became by a change on the way. */
export const isResultOf = (key: string, identity: string): boolean =>
  key === identity || key.startsWith(identity + CHANGED);

const CHANGED = ' | changed ';

/** A scenario that reads rasters of its own: their content is in no identity, so it is always computed anew. */
export const readsRasters = ({ roughness, initial }: ResolvedScenario): boolean =>
  (typeof roughness === 'string' && roughness !== 'land') || initial.some((entry) => entry.depthTif !== undefined);
