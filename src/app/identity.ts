import { DRAINAGE_VERSION } from '../../workers/drainage/constants.ts';
import { Sha256 } from '../../workers/flood/sha256.ts';
import { ENGINE_VERSION } from '../../workers/flood/version.ts';
import type { ResolvedScenario } from '../scenario/index.ts';
import type { AppState, RunRecord } from './state.ts';

type Subject = Pick<RunRecord, 'scenario' | 'cellSizeM' | 'fingerprint' | 'steps'>;

/**
 * What a stored run or checkpoint is found by: the city and its content, the scenario and its content (solver and
 * output times included), cell size, time steps and versions of the engines. Known before anything is computed, unlike the hash of the
 * Domain; the same Domain always has the same identity.
 */
export function identityOf(
  state: Pick<AppState, 'cityKey' | 'city'>,
  { scenario, cellSizeM, fingerprint, steps }: Subject,
): string {
  const content = new TextEncoder().encode(`${state.city?.fingerprint}\n${fingerprint}`);
  const digest = new Sha256().update(content).digest().slice(0, 32);
  return [state.cityKey, scenario, `${cellSizeM} m`, `${steps} steps`, ENGINE_VERSION, DRAINAGE_VERSION, digest].join(
    BETWEEN,
  );
}

/** Key of a finished run: its identity, the engine and build that computed it, and its hash if it was changed on the way. */
export function keyOfResult(state: Pick<AppState, 'cityKey' | 'city'>, record: RunRecord): string {
  const { summary, changedAtS } = record;
  const parts = [identityOf(state, record), summary?.engine ?? ''];
  return [...parts, ...(changedAtS.length > 0 ? [CHANGED + summary?.hash] : [])].join(BETWEEN);
}

/**
 * Whether a stored run has this identity, as it is or as it became by a change on the way. Any build will do: what this
 * browser holds was computed on this machine.
 */
export function kindOfResult(key: string, identity: string): 'plain' | 'changed' | undefined {
  if (!key.startsWith(identity + BETWEEN)) return undefined;
  return key.slice(identity.length).includes(BETWEEN + CHANGED) ? 'changed' : 'plain';
}

const BETWEEN = ' | ';
const CHANGED = 'changed ';

/** A scenario that reads rasters of its own: their content is in no identity, so it is always computed anew. */
export const readsRasters = ({ roughness, initial }: ResolvedScenario): boolean =>
  (typeof roughness === 'string' && roughness !== 'land') || initial.some((entry) => entry.depthTif !== undefined);
