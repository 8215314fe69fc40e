import { expect, test } from 'vitest';
import { flatten, resolveScenario, type Scenario } from '../../src/scenario/index.ts';

const wall = (id: string, heightM: number) => ({
  id,
  kind: 'wall' as const,
  heightM,
  geometry: {
    type: 'LineString' as const,
    coordinates: [
      [0, 0],
      [10, 0],
    ] as const,
  },
});

test('a line of scenarios as one says the same under the eldest’s parent', () => {
  const shipped = {
    format: 'twin-scenario/1',
    id: 's',
    durationS: 600,
    edges: 'open',
    measures: [wall('a', 1), wall('b', 1)],
  } as unknown as Scenario;
  const line = [
    { format: 'twin-scenario/1', id: 'c', parent: 's', edges: 'closed', measures: [wall('a', 2), wall('c', 3)] },
    {
      format: 'twin-scenario/1',
      id: 'd',
      parent: 'c',
      measures: [{ id: 'b', remove: true }, { id: 'c', remove: true }, wall('e', 4)],
    },
  ] as unknown as Scenario[];
  const one = flatten(line);
  expect(one).toMatchObject({ id: 'd', parent: 's', edges: 'closed' });
  const all = new Map([shipped, ...line].map((each) => [each.id, each]));
  const { givenBy: _a, parent: _p, ...told } = resolveScenario(one, (id) => all.get(id));
  const { givenBy: _b, parent: _q, ...meant } = resolveScenario(line[1], (id) => all.get(id));
  expect(told).toEqual(meant);
  expect(told.measures.map(({ id }) => id)).toEqual(['a', 'e']);
});
