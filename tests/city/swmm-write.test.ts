import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editSwmm, readModel, type SwmmModel, writeModel, writeSwmm } from '../../src/city/inp/swmm/index.ts';
import { parseInp, readInp, textOf } from '../../src/city/inp/tokens.ts';
import { models } from './swmmModels.ts';

const read = (text: string): SwmmModel => readModel(parseInp(text, 'model.inp'));
const SHARED = '../shared/data/drainage/inp';
const files = existsSync(SHARED) ? readdirSync(SHARED).filter((name) => name.endsWith('.inp')) : [];
if (files.length === 0) console.log(`${SHARED} is not here: the open cases are not read`);

describe.each(files)('%s', (name) => {
  const bytes = readFileSync(`${SHARED}/${name}`);
  const document = readInp(bytes, name);

  it('written without edits has the same bytes', () => {
    expect(Buffer.compare(writeSwmm(document), bytes)).toBe(0);
  });

  it('gives the same model when the model is written anew and read again', () => {
    const { unsupported: _, ...model } = readModel(document);
    const { unsupported, ...again } = read(writeModel(readModel(document)));
    expect(again).toStrictEqual(model);
    expect(unsupported).toEqual([]);
  });
});

/** The same file as another editor might have left it. Its title is not compared: it is free text. */
function scribble(text: string, seed: number): string {
  let state = seed;
  const dice = (sides: number): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * sides);
  };
  let section = '';
  const lines = text.split('\n').flatMap((line) => {
    if (line.startsWith('[')) {
      section = line;
      return [';; a section', dice(2) === 0 ? line.toLowerCase() : `${line}   `];
    }
    if (line === '' || line.startsWith(';') || section === '[TITLE]') return [line];
    const row = line.includes('"') ? line : line.replaceAll(' ', dice(2) === 0 ? '\t' : '   ');
    const noisy = `${dice(3) === 0 ? '  ' : ''}${row}${dice(3) === 0 ? ' ;note [1] "x' : ''}`;
    // A section may be left and taken up again.
    const split = dice(12) === 0 ? ['', '[LABELS]', '0 0 "some where"', section] : [];
    return [...(dice(4) === 0 ? ['', ';was: 1 2 3'] : []), noisy, ...split];
  });
  return lines.join('\r\n');
}

describe('any model', () => {
  it('in any units reads back as it was written', () => {
    fc.assert(
      fc.property(models, (model) => {
        expect(read(writeModel(model))).toEqual(model);
      }),
      { numRuns: 150 },
    );
  });

  it('is the same with Windows line ends, tabs, comments and scattered sections', () => {
    fc.assert(
      fc.property(models, fc.nat(), (model, seed) => {
        expect({ ...read(scribble(writeModel(model), seed)), title: [] }).toEqual({ ...model, title: [] });
      }),
      { numRuns: 80 },
    );
  });

  it('keeps its bytes when nothing is edited, whatever the file looks like', () => {
    fc.assert(
      fc.property(models, fc.nat(), (model, seed) => {
        const bytes = new TextEncoder().encode(scribble(writeModel(model), seed));
        expect(Buffer.compare(writeSwmm(readInp(bytes, 'm.inp')), bytes)).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it('changes in one value and one line when one value is edited', () => {
    fc.assert(
      fc.property(models, fc.nat(), fc.integer({ min: 1, max: 99999 }), (model, seed, digits) => {
        const conduit = model.links.find(({ kind }) => kind === 'conduit');
        fc.pre(conduit !== undefined);
        const lengthM = digits / 1000;
        const document = parseInp(scribble(writeModel(model), seed), 'm.inp');
        const edited = editSwmm(document, [
          { do: 'set', section: 'CONDUITS', id: conduit?.id ?? '', values: { lengthM } },
        ]);
        const changed = edited.lines.filter((line, i) => line !== document.lines[i]);
        expect(changed.length).toBeLessThanOrEqual(1);
        expect(edited.lines.length).toBe(document.lines.length);
        const found = readModel(edited).links.find(({ id }) => id === conduit?.id);
        expect(found?.kind === 'conduit' && found.lengthM).toBeCloseTo(lengthM, 12);
        const others = (all: SwmmModel) => ({
          ...all,
          title: [],
          links: all.links.filter(({ id }) => id !== conduit?.id),
        });
        expect(others(readModel(edited))).toEqual(others(model));
      }),
      { numRuns: 60 },
    );
  });
});

describe('bytes that are no UTF-8', () => {
  const latin = Uint8Array.from(
    '[OPTIONS]\r\nFLOW_UNITS LPS\r\n[JUNCTIONS]\r\nM\xe9 1 2 ;d\xe9j\xe0 \x81\r\nB 0 2',
    (letter) => letter.charCodeAt(0),
  );

  it('come back as they were, in edited files too', () => {
    const document = readInp(latin, 'old.inp');
    expect(Buffer.compare(writeSwmm(document), latin)).toBe(0);
    const edited = writeSwmm(document, [{ do: 'rim', node: 'Mé', levelM: 4 }]);
    expect(Buffer.from(edited).toString('latin1')).toBe(
      '[OPTIONS]\r\nFLOW_UNITS LPS\r\n[JUNCTIONS]\r\nM\xe9 1 3 ;d\xe9j\xe0 \x81\r\nB 0 2',
    );
  });

  it('refuse letters that they have no byte for', () => {
    const document = readInp(latin, 'old.inp');
    const node = {
      id: 'Đầm',
      kind: 'junction',
      invertM: 0,
      depthM: 1,
      initialDepthM: 0,
      surchargeDepthM: 0,
      pondedAreaM2: 0,
    } as const;
    expect(() => writeSwmm(document, [{ do: 'addNode', node }])).toThrow(
      /old\.inp: expected letters of Windows-1252.*found "Đ"/,
    );
  });

  it('and a byte order mark stay in their place', () => {
    const marked = new TextEncoder().encode('\uFEFF[JUNCTIONS]\nA 1 2\n');
    const document = readInp(marked, 'bom.inp');
    expect(readModel(document).nodes).toHaveLength(1);
    expect(Buffer.compare(writeSwmm(document), marked)).toBe(0);
    expect(textOf(document).charCodeAt(0)).toBe(0xfeff);
  });
});
