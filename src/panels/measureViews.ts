import type { Bilingual } from '../../layers/types.ts';
import type { Field, Tool } from '../scenario/making/index.ts';

/** A measure of the shown scenario. */
export interface MeasureRow {
  readonly id: string;
  readonly tool: Tool;
  readonly name: Bilingual;
  /** A parent gives it. */
  readonly inherited: boolean;
  readonly areaM2: number | undefined;
  readonly lengthM: number | undefined;
  /** The pipe or manhole that it changes. */
  readonly on: string | undefined;
  readonly fields: readonly { readonly field: Field; readonly value: number | readonly number[] | undefined }[];
  /** Of what its price is of. */
  readonly quantity: number;
  readonly costVnd: number;
  /** The cost is stated; it does not follow from quantity and unit price. */
  readonly costStated: boolean;
}

export interface MeasuresView {
  readonly rows: readonly MeasureRow[];
  readonly selected: string | undefined;
  readonly palette: boolean;
  /** What is being drawn. */
  readonly tool: Tool | undefined;
  readonly points: number;
  /** The City has drains that measures can change. */
  readonly hasDrains: boolean;
}
