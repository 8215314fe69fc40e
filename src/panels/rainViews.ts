import type { Moving, Rarity, RiverFlood } from '../scenario/index.ts';

/** A river that flows in, as its row. */
export interface RiverRow extends RiverFlood {
  readonly id: string;
  readonly lon: number | undefined;
  readonly lat: number | undefined;
}

/** What the panel about rain and rivers is given. */
export interface RainView {
  /** The series as a person types it: a line for each step, minutes and mm/h. */
  readonly text: string;
  readonly rarity: readonly Rarity[];
  /** Nobody has put other IDF coefficients in place of those that came along, which are not verified. */
  readonly unverified: boolean;
  readonly moving: Moving | undefined;
  /** Share of the pores that is full at the start, 0–1; undefined: the scenario has another model of losses. */
  readonly wetness: number | undefined;
  /** Rain zones beside the one that is edited. */
  readonly zones: number;
  readonly rivers: readonly RiverRow[];
  /** Where a river would be put: the clicked place. */
  readonly place: { readonly lon: number; readonly lat: number; readonly name: string | undefined } | undefined;
}
