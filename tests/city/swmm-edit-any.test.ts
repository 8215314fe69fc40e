import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/city/errors.ts';
import { editSwmm, readModel, type SwmmEdit, type SwmmLink, writeModel } from '../../src/city/inp/swmm/index.ts';
import { type InpDocument, parseInp, textOf } from '../../src/city/inp/tokens.ts';
import { models } from './swmmModels.ts';

/** The edited document, or undefined where the edit is refused because something still needs what would go. */
function tryEdit(document: InpDocument, edit: SwmmEdit): InpDocument | undefined {
  try {
    return editSwmm(document, [edit]);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).code).toBe('inp.edit-in-use');
    return undefined;
  }
}
const written = models.map((model) => ({ model, document: parseInp(writeModel(model), 'm.inp') }));

describe('in any model', () => {
  it('a node goes with all that hangs on it, or stays: no reference is left without its thing', () => {
    fc.assert(
      fc.property(written, fc.nat(), ({ model, document }, pick) => {
        const { id } = model.nodes[pick % model.nodes.length];
        const edited = tryEdit(document, { do: 'removeNode', id });
        if (!edited) return;
        const left = readModel(edited);
        expect(left.nodes.map((node) => node.id)).toEqual(
          model.nodes.flatMap((node) => (node.id === id ? [] : [node.id])),
        );
        expect(left.links.some(({ from, to }) => from === id || to === id)).toBe(false);
        expect(left.subcatchments).toEqual(model.subcatchments);
      }),
      { numRuns: 100 },
    );
  });

  it('a link goes with its rows, or stays', () => {
    fc.assert(
      fc.property(written, fc.nat(), ({ model, document }, pick) => {
        fc.pre(model.links.length > 0);
        const { id } = model.links[pick % model.links.length];
        const edited = tryEdit(document, { do: 'removeLink', id });
        if (!edited) return;
        expect(readModel(edited).links).toEqual(model.links.filter((link) => link.id !== id));
      }),
      { numRuns: 100 },
    );
  });

  it('a link that comes is there as it was meant, and gone again the file is as before', () => {
    fc.assert(
      fc.property(written, fc.nat(), ({ model, document }, pick) => {
        fc.pre(model.links.length > 0);
        const link: SwmmLink = { ...model.links[pick % model.links.length], id: 'a new one' };
        const points = [[1.5, 2] as const];
        const added = editSwmm(document, [{ do: 'addLink', link, points }]);
        expect(readModel(added).links.find(({ id }) => id === link.id)).toEqual(link);
        const back = textOf(editSwmm(added, [{ do: 'removeLink', id: link.id }]));
        // A section that came with the link stays, empty.
        expect(back.startsWith(textOf(document))).toBe(true);
        expect(back.slice(textOf(document).length)).toMatch(/^(\n\[(LOSSES|VERTICES)\]\n;;.*\n)*$/);
      }),
      { numRuns: 100 },
    );
  });
});
