import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseScenario, readParents, resolveScenario, type Scenario } from '../../src/scenario/index.ts';

const make = (id: string, rest: object = {}): Scenario =>
  parseScenario({ format: 'twin-scenario/1', id, durationS: 60, ...rest }, id);
const among =
  (...all: readonly Scenario[]) =>
  (id: string) =>
    all.find((scenario) => scenario.id === id);
const gate = (id: string, link: string) => ({ id, kind: 'gate', link, flap: true });

describe('inheritance', () => {
  it('fills in the defaults of the contract', () => {
    expect(resolveScenario(make('a'), among())).toMatchObject({
      rain: [],
      edges: 'closed',
      roughness: 'land',
      infiltration: 'land',
      drainage: true,
      buildings: 'block',
      solver: 'auto',
      outputEveryS: 300,
      gauges: [],
      measures: [],
      cellSizeM: undefined,
    });
  });

  it('replaces a present key whole and takes an absent one from the parent', () => {
    const parent = make('p', { rain: [{ timesS: [0], intensityMmH: [5] }], edges: 'open', drainage: false });
    const child = make('c', { parent: 'p', rain: [] });
    const resolved = resolveScenario(child, among(parent));
    expect(resolved.rain).toEqual([]);
    expect(resolved.edges).toBe('open');
    expect(resolved.drainage).toBe(false);
    expect(resolved.givenBy).toMatchObject({ rain: 'c', edges: 'p' });
  });

  it('merges measures by id, replaces in place and removes', () => {
    const parent = make('p', { measures: [gate('m1', 'A'), gate('m2', 'B'), gate('m3', 'C')] });
    const child = make('c', { parent: 'p', measures: [gate('m4', 'D'), gate('m2', 'X'), { id: 'm1', remove: true }] });
    const links = resolveScenario(child, among(parent)).measures.map((m) => [m.id, 'link' in m && m.link]);
    expect(links).toEqual([
      ['m2', 'X'],
      ['m3', 'C'],
      ['m4', 'D'],
    ]);
  });

  it('refuses a circle and a parent that is nowhere', () => {
    const [a, b] = [make('a', { parent: 'b' }), make('b', { parent: 'a' })];
    expect(() => resolveScenario(a, among(a, b))).toThrow(/circle \(a → b → a\)/);
    expect(() => resolveScenario(make('c', { parent: 'gone' }), among())).toThrow(/found "gone", which is in neither/);
  });

  it('takes the duration from a parent, and says so if nobody gives it', () => {
    const child = parseScenario({ format: 'twin-scenario/1', id: 'c', parent: 'p' }, 'c');
    expect(resolveScenario(child, among(make('p'))).durationS).toBe(60);
    const orphan = parseScenario({ format: 'twin-scenario/1', id: 'p', parent: 'q' }, 'p');
    const empty = { ...orphan, id: 'q', parent: null };
    expect(() => resolveScenario(orphan, among(empty))).toThrow(/durationS: missing key, and no parent/);
  });

  it('can read the parents one by one first', async () => {
    const [a, b, c] = [make('a', { parent: 'b' }), make('b', { parent: 'c' }), make('c', { edges: 'open' })];
    const parents = await readParents(a, async (id) => among(b, c)(id));
    expect(resolveScenario(a, (id) => parents.get(id)).edges).toBe('open');
  });

  it('gives the nearest ancestor’s value, whatever the length of the line (law)', () => {
    const value = fc.option(fc.constantFrom('open', 'closed'), { nil: undefined });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 8 }), (edges) => {
        const line = edges.map((edge, i) =>
          make(`s${i}`, { ...(i > 0 ? { parent: `s${i - 1}` } : {}), ...(edge ? { edges: edge } : {}) }),
        );
        const expected = edges.filter((edge) => edge !== undefined).at(-1) ?? 'closed';
        expect(resolveScenario(line[line.length - 1], among(...line)).edges).toBe(expected);
      }),
    );
  });

  it('is a fold of the measures from the eldest on (law)', () => {
    const edit = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      link: fc.option(fc.constantFrom('L1', 'L2'), { nil: undefined }),
    });
    const edits = fc.uniqueArray(edit, { selector: (e) => e.id, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(edits, { minLength: 1, maxLength: 5 }), (generations) => {
        const line = generations.map((list, i) =>
          make(`s${i}`, {
            ...(i > 0 ? { parent: `s${i - 1}` } : {}),
            measures: list.map(({ id, link }) => (link ? gate(id, link) : { id, remove: true })),
          }),
        );
        const expected: Record<string, string> = {};
        for (const { id, link } of generations.flat()) {
          if (link) expected[id] = link;
          else delete expected[id];
        }
        const found = resolveScenario(line[line.length - 1], among(...line)).measures;
        expect(Object.fromEntries(found.map((m) => [m.id, 'link' in m ? m.link : '']))).toEqual(expected);
      }),
    );
  });
});
