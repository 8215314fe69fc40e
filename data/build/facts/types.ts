/** How sure a fact is: read from an instrument or record, worked out from such, or a stated guess. */
export type Certainty = 'measured' | 'derived' | 'assumed';

/** Where a fact comes from. */
export interface Source {
  readonly source: string;
  readonly certainty: Certainty;
}
