/** HTML by hand, for a document that stands alone: every text that is put in is escaped. */
export class Markup {
  constructor(readonly text: string) {}
}

type Piece = string | number | Markup | undefined | readonly Piece[];

const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

const written = (piece: Piece): string =>
  piece === undefined
    ? ''
    : piece instanceof Markup
      ? piece.text
      : Array.isArray(piece)
        ? piece.map(written).join('')
        : escaped(String(piece));

/** A template whose values are escaped unless they are markup themselves. */
export const markup = (parts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup =>
  new Markup(parts.reduce((all, part, i) => all + written(pieces[i - 1]) + part));

/** A number as it reads, with the number itself beside it. */
export const figure = (value: number, text: string): Markup => markup`<data value="${value}">${text}</data>`;
