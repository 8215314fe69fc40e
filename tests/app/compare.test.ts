import { describe, expect, it } from 'vitest';
import { differencesOf } from '../../src/app/compareViews.ts';
import { wordsOf } from '../../src/i18n/words.ts';
import { resolveScenario, type Scenario } from '../../src/scenario/index.ts';

const base: Scenario = {
  format: 'twin-scenario/1',
  id: 'a',
  durationS: 7200,
  rain: [{ area: 'all', timesS: [0, 3600], intensityMmH: [40, 0] }],
  measures: [
    {
      id: 'w',
      kind: 'wall',
      line: [
        [0, 0],
        [9, 0],
      ],
      heightM: 1,
    },
    {
      id: 'v',
      kind: 'wall',
      line: [
        [0, 5],
        [9, 5],
      ],
      heightM: 1,
    },
  ],
} as unknown as Scenario;
const child = (change: object): Scenario =>
  ({ format: 'twin-scenario/1', id: 'b', parent: 'a', ...change }) as Scenario;
const resolve = (scenario: Scenario) => resolveScenario(scenario, (id) => (id === 'a' ? base : undefined));
const between = (change: object) => differencesOf(resolve(base), resolve(child(change)), wordsOf('en'));

describe('in what two scenarios differ', () => {
  it('is nothing for a copy', () => {
    expect(between({})).toEqual({ differences: [], same: ['rain', 'level', 'measures'] });
  });
  it('names rain with its sum, and measures that came, went or changed', () => {
    const rain = [{ area: 'all', timesS: [0, 3600], intensityMmH: [60, 0] }];
    const measures = [
      {
        id: 'w',
        kind: 'wall',
        line: [
          [0, 0],
          [9, 0],
        ],
        heightM: 2,
      },
      {
        id: 'x',
        kind: 'wall',
        line: [
          [0, 8],
          [9, 8],
        ],
        heightM: 1,
        name: { vi: 'Kè mới', en: 'New dyke' },
      },
    ];
    const { differences, same } = between({ rain, measures });
    expect(same).toEqual(['level']);
    expect(differences).toContainEqual({ kind: 'rain', from: '40 mm in 1 h', to: '60 mm in 1 h' });
    expect(differences.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['changed', 'added']));
    expect(differences).toContainEqual({ kind: 'added', name: { vi: 'Kè mới', en: 'New dyke' } });
  });
});
