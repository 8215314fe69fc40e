import { expect, test } from 'vitest';
import { identityOf, keyOfResult, kindOfResult, readsRasters } from '../../src/app/identity.ts';
import type { AppState, RunRecord } from '../../src/app/state.ts';
import { fingerprint } from '../../src/app/views.ts';
import { parseScenario, resolveScenario } from '../../src/scenario/index.ts';

const scenarioOf = (change: object = {}) =>
  resolveScenario(
    parseScenario({ format: 'twin-scenario/1', id: 's', durationS: 3600, ...change }, 's.json'),
    () => undefined,
  );
const state = (content = 'c0ffee') =>
  ({ cityKey: 'city', city: { fingerprint: content } }) as Pick<AppState, 'cityKey' | 'city'>;
const subject = (change: object = {}, cellSizeM = 8, steps: RunRecord['steps'] = 'local') => ({
  steps,
  scenario: 's',
  cellSizeM,
  fingerprint: fingerprint(scenarioOf(change)),
});

test('a stored run is found by all that changes its result, and by nothing else', () => {
  const own = identityOf(state(), subject());
  expect(identityOf(state(), subject({ name: { vi: 'Tên', en: 'Name' }, gauges: [{ id: 'g', x: 1, y: 2 }] }))).toBe(
    own,
  );
  const others = [
    identityOf(state('other content'), subject()),
    identityOf({ ...state(), cityKey: 'other city' }, subject()),
    identityOf(state(), subject({}, 16)),
    identityOf(state(), subject({}, 8, 'global')),
    identityOf(state(), subject({ solver: 'inertial' })),
    identityOf(state(), subject({ outputEveryS: 60 })),
    identityOf(state(), subject({ rain: [{ timesS: [0], intensityMmH: [1] }] })),
    identityOf(state(), { ...subject(), scenario: 's-2' }),
  ];
  expect(new Set([own, ...others]).size).toBe(others.length + 1);
});

test('a run that was changed on the way is not taken for the plain one, and builds do not replace each other', () => {
  const keyOf = (engine: string, changedAtS: readonly number[] = []) =>
    keyOfResult(state(), { ...subject(), changedAtS, summary: { engine, hash: 'aa' } } as unknown as RunRecord);
  const identity = identityOf(state(), subject());
  const keys = [keyOf('inertial 1 ts'), keyOf('inertial 1 simd'), keyOf('inertial 1 simd', [600])];
  expect(new Set(keys).size).toBe(3);
  expect(keys.map((key) => kindOfResult(key, identity))).toEqual(['plain', 'plain', 'changed']);
  expect(kindOfResult(keys[0], identityOf(state(), subject({}, 4)))).toBeUndefined();
});

test('a scenario with rasters of its own is always computed', () => {
  expect(readsRasters(scenarioOf())).toBe(false);
  expect(readsRasters(scenarioOf({ roughness: 0.03 }))).toBe(false);
  expect(readsRasters(scenarioOf({ roughness: 'n.tif' }))).toBe(true);
  expect(readsRasters(scenarioOf({ initial: [{ depthTif: 'd.tif' }] }))).toBe(true);
});
