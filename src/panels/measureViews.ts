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

/** What the engine will see of the measure that is edited or drawn. */
export interface OnGridView {
  readonly cellSizeM: number;
  /** Cells. */
  readonly raised: number;
  readonly lowered: number;
  readonly covered: number;
  /** Along its line, m from its start; levels, m. Water is the highest of the shown run, NaN where it is dry. */
  readonly profile:
    | {
        readonly alongM: Float32Array;
        readonly groundM: Float32Array;
        readonly crestM: Float32Array;
        readonly waterM: Float32Array | undefined;
      }
    | undefined;
}

export interface MeasuresView {
  readonly rows: readonly MeasureRow[];
  readonly selected: string | undefined;
  readonly palette: boolean;
  /** What is being drawn. */
  readonly tool: Tool | undefined;
  readonly points: number;
  readonly onGrid: OnGridView | undefined;
  /** The City has drains that measures can change. */
  readonly hasDrains: boolean;
}
