/** A value over time, linear between times. */
export interface Series {
  readonly timesS: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

/** A relation, linear between points; x ascends. */
export interface Curve {
  readonly x: readonly number[];
  readonly y: readonly number[];
}
