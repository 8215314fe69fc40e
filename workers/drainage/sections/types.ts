/** Cross-sections by name, metres. */
export type Section =
  | { readonly shape: 'circular'; readonly heightM: number }
  | { readonly shape: 'filledCircular'; readonly heightM: number; readonly fillM: number }
  | { readonly shape: 'rectClosed' | 'ellipse' | 'arch'; readonly heightM: number; readonly widthM: number }
  | {
      readonly shape: 'rectOpen';
      readonly heightM: number;
      readonly widthM: number;
      /** Side walls without friction, 0–2. */
      readonly smoothSides?: number;
    }
  | {
      readonly shape: 'trapezoidal';
      readonly heightM: number;
      readonly widthM: number;
      readonly leftSlope: number;
      readonly rightSlope: number;
    }
  /** Top width; width grows with depth^(1/power): 1 triangle, 2 parabola. */
  | { readonly shape: 'power'; readonly heightM: number; readonly widthM: number; readonly power: number }
  /** A rectangle over a triangle that is `bottomM` high. */
  | { readonly shape: 'rectTriangular'; readonly heightM: number; readonly widthM: number; readonly bottomM: number }
  /** A rectangle over a circular invert of that radius. */
  | { readonly shape: 'rectRound'; readonly heightM: number; readonly widthM: number; readonly radiusM: number }
  /** A rectangle under a circular crown of that radius. */
  | { readonly shape: 'basketRect'; readonly heightM: number; readonly widthM: number; readonly radiusM: number }
  | { readonly shape: RoundedName; readonly heightM: number }
  /** A closed shape by its width over depth, both relative to the height. */
  | {
      readonly shape: 'custom';
      readonly heightM: number;
      readonly depths: ArrayLike<number>;
      readonly widths: ArrayLike<number>;
    }
  /** An open bed: stations across, levels, and Manning's n of each stretch between two stations. */
  | {
      readonly shape: 'irregular';
      readonly stationsM: ArrayLike<number>;
      readonly levelsM: ArrayLike<number>;
      readonly manning: ArrayLike<number>;
      /** The n that the conduit states: conveyance is expressed with it. */
      readonly referenceManning: number;
    };

export type RoundedName =
  | 'egg'
  | 'horseshoe'
  | 'gothic'
  | 'catenary'
  | 'semiElliptical'
  | 'basketHandle'
  | 'semiCircular';

/** A shape in functions of depth, per barrel. */
export interface Shape {
  readonly heightM: number;
  readonly open: boolean;
  readonly areaM2: (depthM: number) => number;
  readonly widthM: (depthM: number) => number;
  /** Hydraulic radius. */
  readonly radiusM: (depthM: number) => number;
}
