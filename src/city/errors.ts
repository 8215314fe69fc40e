/** Bad input: one plain sentence that names file, place and what was expected, with a code for tests. */
export class InputError extends Error {
  override readonly name = 'InputError';
  constructor(
    /** Stable code for tests and for the UI: `city.missing-key`, `tiff.truncated` … */
    readonly code: string,
    /** One sentence in English: file, place, expected, found. */
    message: string,
    /** The same in Vietnamese where the UI shows it. */
    readonly vi: string = message,
    /** What the person can do now. */
    readonly advice?: { readonly vi: string; readonly en: string },
  ) {
    super(message);
  }
}
