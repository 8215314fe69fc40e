import type { MeasureOnGrid } from '../../workers/domain/measures/onGrid.ts';
import type { Measure } from '../scenario/index.ts';
import type { ToolId } from '../scenario/making/index.ts';

/** A point that was drawn. */
export interface SketchPoint {
  readonly lon: number;
  readonly lat: number;
  /** In the City's CRS. */
  readonly x: number;
  readonly y: number;
  /** NaN where unknown. */
  readonly groundM: number;
  /** Drain node that it was snapped to. */
  readonly node?: string;
}

export interface SketchOnGrid {
  readonly measure: Measure;
  readonly seen: MeasureOnGrid | undefined;
  /** Highest water of the shown run at the cells of its profile, m; NaN where it is dry. */
  readonly waterM: Float32Array | undefined;
}

/** Measures being drawn and edited. */
export interface SketchState {
  /** The palette of tools stands open. */
  readonly palette: boolean;
  readonly tool: ToolId | undefined;
  readonly points: readonly SketchPoint[];
  /** Id of the measure that is edited. */
  readonly selected: string | undefined;
  /** What the engine will see of the measure that is edited or drawn. */
  readonly onGrid: SketchOnGrid | undefined;
  /** Mean level of the ground under measures, m; where it has been asked for. */
  readonly grounds: ReadonlyMap<Measure, number>;
}
export const NO_SKETCH: SketchState = {
  palette: false,
  tool: undefined,
  points: [],
  selected: undefined,
  onGrid: undefined,
  grounds: new Map(),
};
