/** What went wrong or is remarkable, for a person: where, what was expected, what was found, what to do. */
export interface CityNote {
  readonly code: string;
  readonly file: string;
  /** Feature id, line or key inside the file. */
  readonly place?: string;
  readonly message: { readonly vi: string; readonly en: string };
}
