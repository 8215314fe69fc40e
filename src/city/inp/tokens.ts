import { InputError } from '../errors.ts';

/** One line of data: its number in the file and its words, comment and quotes taken off. */
export interface InpRow {
  readonly line: number;
  readonly words: readonly string[];
}

export interface InpSection {
  /** As written, upper case, without brackets. */
  readonly name: string;
  readonly line: number;
  readonly rows: readonly InpRow[];
}

/**
 * An INP file of SWMM or EPANET cut into sections and words. Every line of the file stays in `lines`, in order and with
 * its comments, so that a writer can put back what it did not change.
 */
export interface InpDocument {
  /** Name of the file, for messages. */
  readonly name: string;
  readonly lines: readonly string[];
  readonly sections: readonly InpSection[];
  /** Rows of every section whose name begins so, as the engines themselves match names: `JUNC`, `COORD`. */
  rows(prefix: string): readonly InpRow[];
}

/** Text of a file that may be older than UTF-8: bytes that are not valid UTF-8 are read as Windows-1252. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** @throws InputError where the text has no section at all, or data before the first one */
export function parseInp(text: string, name: string): InpDocument {
  const lines = text.split(/\r\n|\n|\r/);
  const sections: { name: string; line: number; rows: InpRow[] }[] = [];
  let current: { name: string; line: number; rows: InpRow[] } | undefined;
  for (let i = 0; i < lines.length; i++) {
    const words = wordsOf(lines[i]);
    if (words.length === 0) continue;
    if (words[0].startsWith('[')) {
      current = { name: words[0].replace(/[[\]]/g, '').toUpperCase(), line: i + 1, rows: [] };
      sections.push(current);
    } else if (current) current.rows.push({ line: i + 1, words });
    else {
      throw new InputError(
        'inp.no-section',
        `${name}, line ${i + 1}: expected a section such as [JUNCTIONS], found "${lines[i].trim().slice(0, 40)}"; this is not an INP file.`,
        `${name}, dòng ${i + 1}: cần một mục như [JUNCTIONS], gặp "${lines[i].trim().slice(0, 40)}"; đây không phải tệp INP.`,
      );
    }
  }
  if (sections.length === 0) {
    throw new InputError(
      'inp.empty',
      `${name}: expected an INP file with sections such as [JUNCTIONS], found none.`,
      `${name}: cần tệp INP có các mục như [JUNCTIONS], không thấy mục nào.`,
    );
  }
  return {
    name,
    lines,
    sections,
    rows: (prefix) => sections.filter((section) => section.name.startsWith(prefix)).flatMap(({ rows }) => rows),
  };
}

function wordsOf(line: string): readonly string[] {
  const end = line.indexOf(';');
  const text = (end < 0 ? line : line.slice(0, end)).trim();
  if (text === '') return [];
  if (!text.includes('"')) return text.split(/\s+/);
  return (text.match(/"[^"]*"|[^\s"]+/g) ?? []).map((word) => (word.startsWith('"') ? word.slice(1, -1) : word));
}

/** Reads the words of one row with messages that name file, line and section. */
export class RowReader {
  constructor(
    private readonly document: InpDocument,
    private readonly section: string,
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

  /** A number; `otherwise` where the row ends before it or holds `*`. */
  number(index: number, what: string, otherwise?: number): number {
    const word = this.row.words[index];
    if ((word === undefined || word === '*') && otherwise !== undefined) return otherwise;
    const value = Number(word);
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
