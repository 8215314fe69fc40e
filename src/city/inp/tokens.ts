import { InputError } from '../errors.ts';

/** One line of data: its number in the file and its words, comment and quotes taken off. */
export interface InpRow {
  readonly line: number;
  readonly words: readonly string[];
}

export type Encoding = 'utf-8' | 'windows-1252';

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
  /** What ended each line; nothing after the last one where the file ends without a line end. */
  readonly ends: readonly string[];
  readonly encoding: Encoding;
  readonly sections: readonly InpSection[];
}

/** Text of a file that may be older than UTF-8: bytes that are not valid UTF-8 are read as Windows-1252. */
export const decodeText = (bytes: Uint8Array): string => decode(bytes, false).text;

function decode(bytes: Uint8Array, ignoreBOM: boolean): { readonly text: string; readonly encoding: Encoding } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
  }
}

/**
 * The file as it is, so that `encodeInp` gives the same bytes back; a byte order mark counts as a blank.
 * @throws InputError as `parseInp` does
 */
export function readInp(bytes: Uint8Array, name: string): InpDocument {
  const { text, encoding } = decode(bytes, true);
  return parseInp(text, name, encoding);
}

/** @throws InputError where a letter was added that the file's old encoding has no byte for */
export function encodeInp(document: InpDocument): Uint8Array {
  const text = textOf(document);
  if (document.encoding === 'utf-8') return new TextEncoder().encode(text);
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decodeByte(byte), byte] as const));
  return Uint8Array.from(text, (letter) => {
    const byte = bytes.get(letter);
    if (byte !== undefined) return byte;
    throw new InputError(
      'inp.not-in-encoding',
      `${document.name}: expected letters of Windows-1252, in which this file is written, found "${letter}"; save the file as UTF-8 or use another name.`,
      `${document.name}: cần chữ thuộc Windows-1252 là mã của tệp, gặp "${letter}"; lưu tệp theo UTF-8 hoặc dùng tên khác.`,
    );
  });
}

const decodeByte = (byte: number): string => new TextDecoder('windows-1252').decode(Uint8Array.of(byte));

/** The text of a document, line ends as they were. */
export const textOf = ({ lines, ends }: InpDocument): string => lines.map((line, i) => line + ends[i]).join('');

/** @throws InputError where the text has no section at all, or data before the first one */
export function parseInp(text: string, name: string, encoding: Encoding = 'utf-8'): InpDocument {
  const pieces = text.split(/(\r\n|\n|\r)/);
  return toDocument(
    pieces.filter((_, i) => i % 2 === 0),
    [...pieces.filter((_, i) => i % 2 === 1), ''],
    name,
    encoding,
  );
}

/** A document of lines and what ends them. @throws InputError as `parseInp` does */
export function toDocument(
  lines: readonly string[],
  ends: readonly string[],
  name: string,
  encoding: Encoding,
): InpDocument {
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
  return { name, lines, ends, encoding, sections };
}

/** The part of a line before its comment. */
export const dataOf = (line: string): string => {
  const end = line.indexOf(';');
  return end < 0 ? line : line.slice(0, end);
};

/** A word with its quotes, or one without. */
export const WORD = /"[^"]*"|[^\s"]+/g;

function wordsOf(line: string): readonly string[] {
  const text = dataOf(line).trim();
  if (text === '') return [];
  if (!text.includes('"')) return text.split(/\s+/);
  return (text.match(WORD) ?? []).map((word) => (word.startsWith('"') ? word.slice(1, -1) : word));
}
