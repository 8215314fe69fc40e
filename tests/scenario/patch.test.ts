import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyPatch, type Measure, parseScenario, type ScenarioPatch } from '../../src/scenario/index.ts';

const scenario = parseScenario(
  {
    format: 'twin-scenario/1',
    id: 'a',
    durationS: 60,
    edges: 'open',
    measures: ['m1', 'm2', 'm3'].map((id) => ({ id, kind: 'gate', link: id, flap: true })),
  },
  'a',
);
const gate = (id: string): Measure => ({ id, kind: 'gate', link: 'new', flap: false });

describe('an edit', () => {
  it('changes a key and can be taken back', () => {
    const { scenario: edited, inverse } = applyPatch(scenario, { set: { durationS: 120, edges: undefined } });
    expect(edited.durationS).toBe(120);
    expect('edges' in edited).toBe(false);
    expect(scenario.edges).toBe('open');
    expect(applyPatch(edited, inverse).scenario).toEqual(scenario);
  });

  it('puts a deleted measure back in its place', () => {
    const { scenario: edited, inverse } = applyPatch(scenario, { measures: [{ id: 'm2', value: undefined }] });
    expect(edited.measures?.map((m) => m.id)).toEqual(['m1', 'm3']);
    expect(applyPatch(edited, inverse).scenario).toEqual(scenario);
  });

  it('is undone by its inverse, and redone by the inverse of that (law)', () => {
    const measure = fc
      .record({
        id: fc.constantFrom('m1', 'm2', 'm3', 'm4', 'm5'),
        value: fc.boolean(),
      })
      .map(({ id, value }) => ({ id, value: value ? gate(id) : undefined }));
    const patches: fc.Arbitrary<ScenarioPatch> = fc.record({
      set: fc.record(
        { durationS: fc.integer({ min: 1, max: 9 }), edges: fc.constantFrom('open', undefined) },
        { requiredKeys: [] },
      ),
      measures: fc.array(measure, { maxLength: 6 }),
    });
    fc.assert(
      fc.property(patches, (patch) => {
        const done = applyPatch(scenario, patch);
        const undone = applyPatch(done.scenario, done.inverse);
        expect(undone.scenario).toEqual(scenario);
        expect(applyPatch(undone.scenario, undone.inverse).scenario).toEqual(done.scenario);
      }),
    );
  });
});
