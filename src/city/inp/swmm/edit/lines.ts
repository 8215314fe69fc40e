import { dataOf, type InpDocument, toDocument, WORD } from '../../tokens.ts';
import { type SectionName, sectionOf } from '../sectionNames.ts';

/** Changes of lines. All lines that are not named stay as they are, down to the byte. */

const rebuild = (document: InpDocument, lines: readonly string[], ends: readonly string[]): InpDocument =>
  toDocument(lines, ends, document.name, document.encoding);

/** @param line number in the file, from 1 */
export function replaceLine(document: InpDocument, line: number, text: string): InpDocument {
  return rebuild(document, document.lines.with(line - 1, text), document.ends);
}

export function removeLines(document: InpDocument, numbers: ReadonlySet<number>): InpDocument {
  if (numbers.size === 0) return document;
  const stays = (_: string, i: number): boolean => !numbers.has(i + 1);
  return rebuild(document, document.lines.filter(stays), document.ends.filter(stays));
}

/**
 * A line with some of its words replaced, blanks and comment kept; words past its end are appended before the comment.
 * @param whole the line has these words and no others
 */
export function replaceWords(line: string, words: readonly (string | undefined)[], whole = false): string {
  const found = [...dataOf(line).matchAll(WORD)];
  const all = found.map((match) => ({ start: match.index, end: match.index + match[0].length }));
  const spans = whole ? all.slice(0, words.length) : all;
  const last = spans.at(-1)?.end ?? 0;
  const added = words.slice(spans.length).map((word) => ` ${word ?? '*'}`);
  let text = line.slice(0, last) + added.join('') + line.slice(all.at(-1)?.end ?? 0);
  // From the end, so that the places of the words before stay true.
  for (let i = Math.min(spans.length, words.length) - 1; i >= 0; i--) {
    const word = words[i];
    if (word === undefined) continue;
    const { start, end } = spans[i];
    const blanks = /^ {2,}/.exec(text.slice(end))?.[0].length ?? 0;
    // Blanks give or take what the word grew or shrank by: columns stay under their headings.
    const gap = blanks === 0 ? 0 : Math.max(1, blanks + (end - start) - word.length);
    text = text.slice(0, start) + word + ' '.repeat(gap) + text.slice(end + blanks);
  }
  return text;
}

/** Rows at the end of a section, before the blank lines that part it from the next; a new section at the file's end. */
export function appendRows(
  document: InpDocument,
  section: SectionName,
  rows: readonly (readonly string[])[],
  heading: string,
): InpDocument {
  if (rows.length === 0) return document;
  const last = document.sections.findLast((each) => sectionOf(each) === section);
  if (!last) {
    const blank = document.lines.at(-1)?.trim() === '' ? [] : [''];
    const gap = document.lines.at(-2)?.trim() === '' ? [] : [''];
    const head = [...(blank.length > 0 ? blank : gap), `[${section}]`, ...(heading === '' ? [] : [`;;${heading}`])];
    return insert(document, document.lines.length, [...head, ...rows.map((words) => words.join(' '))]);
  }
  const row = last.rows.at(-1);
  let at = row?.line ?? last.line;
  // Behind the headings of an empty section.
  while (!row && at < document.lines.length && document.lines[at].trimStart().startsWith(';')) at++;
  const separator = row && document.lines[row.line - 1].includes('\t') ? '\t' : ' ';
  return insert(
    document,
    at,
    rows.map((words) => words.join(separator)),
  );
}

/** Lines behind the first `at` ones, ended as the file's others are. */
export function insert(document: InpDocument, at: number, added: readonly string[]): InpDocument {
  const { lines, ends } = document;
  const end = ends.find((each) => each !== '') ?? '\n';
  // The empty piece behind the file's last line end is no line: what is added stands before it.
  const place = at === lines.length && lines[at - 1] === '' ? at - 1 : at;
  const before = ends.slice(0, place);
  const closed = before.at(-1) === '' ? before.with(-1, end) : before;
  const isLast = place === lines.length;
  const newEnds = added.map((_, i) => (isLast && i === added.length - 1 ? '' : end));
  return rebuild(
    document,
    [...lines.slice(0, place), ...added, ...lines.slice(place)],
    [...closed, ...newEnds, ...ends.slice(place)],
  );
}
