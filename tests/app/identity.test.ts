import { expect, test } from 'vitest';
import { identityOf, identityOfResult, isResultOf, readsRasters } from '../../src/app/identity.ts';
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
const subject = (change: object = {}, cellSizeM = 8) => ({
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
    identityOf(state(), subject({ solver: 'inertial' })),
    identityOf(state(), subject({ outputEveryS: 60 })),
    identityOf(state(), subject({ rain: [{ timesS: [0], intensityMmH: [1] }] })),
    identityOf(state(), subject(), 'simd'),
    identityOf(state(), { ...subject(), scenario: 's-2' }),
  ];
  expect(new Set([own, ...others]).size).toBe(others.length + 1);
});

test('a run that was changed on the way is not taken for the plain one', () => {
  const record = { ...subject(), changedAtS: [], summary: { engine: 'inertial 1.0.0 ts', hash: 'aa' } };
  const plain = identityOfResult(state(), record as unknown as RunRecord);
  const changed = identityOfResult(state(), { ...record, changedAtS: [600] } as unknown as RunRecord);
  expect(plain).toBe(identityOf(state(), subject()));
  expect(changed).not.toBe(plain);
  expect([isResultOf(plain, plain), isResultOf(changed, plain), isResultOf(changed, `${plain}0`)]).toEqual([
    true,
    true,
    false,
  ]);
});

test('a scenario with rasters of its own is always computed', () => {
  expect(readsRasters(scenarioOf())).toBe(false);
  expect(readsRasters(scenarioOf({ roughness: 0.03 }))).toBe(false);
  expect(readsRasters(scenarioOf({ roughness: 'n.tif' }))).toBe(true);
  expect(readsRasters(scenarioOf({ initial: [{ depthTif: 'd.tif' }] }))).toBe(true);
});
