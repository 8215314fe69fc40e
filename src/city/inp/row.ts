import { InputError } from '../errors.ts';
import type { InpDocument, InpRow } from './tokens.ts';

/** Reads the words of one row with messages that name file, line and section. */
export class RowReader {
  constructor(
    private readonly document: InpDocument,
    readonly section: string,
    private readonly row: InpRow,
  ) {}

  get count(): number {
    return this.row.words.length;
  }

  /** @throws InputError where the row has fewer words: `columns` names what was expected. */
  need(count: number, columns: string): this {
    if (this.row.words.length < count) throw this.wrong(columns, `${this.row.words.length} values`);
    return this;
  }

  word(index: number): string | undefined {
    return this.row.words[index];
  }

  text(index: number): string {
    return this.row.words[index] ?? '';
  }

  upper(index: number): string {
    return this.text(index).toUpperCase();
  }

  get line(): number {
    return this.row.line;
  }

  /** Whether there is a value: not past the row's end, not `*`, not empty quotes. */
  has(index: number): boolean {
    const word = this.row.words[index];
    return word !== undefined && word !== '*' && word !== '';
  }

  /** A number; `otherwise` where there is none. */
  number(index: number, what: string, otherwise?: number): number {
    const word = this.row.words[index];
    if (!this.has(index) && otherwise !== undefined) return otherwise;
    const value = word === '' ? Number.NaN : Number(word);
    if (word === undefined || !Number.isFinite(value))
      throw this.wrong(`a number (${what})`, word === undefined ? 'nothing' : `"${word}"`);
    return value;
  }

  wrong(expected: string, found: string): InputError {
    const place = `${this.document.name}, line ${this.row.line}, [${this.section}]`;
    return new InputError(
      'inp.wrong-row',
      `${place}: expected ${expected}, found ${found}.`,
      `${place.replace(', line ', ', dòng ')}: cần ${expected}, gặp ${found}.`,
    );
  }
}

/** One reader a row of the sections whose name begins with `prefix`. */
export function* readRows(document: InpDocument, prefix: string): Generator<RowReader> {
  for (const section of document.sections) {
    if (!section.name.startsWith(prefix)) continue;
    for (const row of section.rows) yield new RowReader(document, section.name, row);
  }
}
