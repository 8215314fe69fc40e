/** A number with at most `digits` decimals; nothing where there is none. */
export const plain = (value: number, digits: number): string =>
  Number.isFinite(value) ? String(Number(value.toFixed(digits))) : '';

/** A word that may hold commas or quotes (RFC 4180). */
export const csvWord = (word: string): string => (/[",\n]/.test(word) ? `"${word.replaceAll('"', '""')}"` : word);
