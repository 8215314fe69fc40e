import type { Curve } from '../relations.ts';
import type { Street } from '../sections/street.ts';

export type GrateKind =
  | 'pBar50'
  | 'pBar50x100'
  | 'pBar30'
  | 'curvedVane'
  | 'tiltBar45'
  | 'tiltBar30'
  | 'reticuline'
  | 'generic';

export interface Grate {
  readonly kind: GrateKind;
  readonly lengthM: number;
  readonly widthM: number;
  /** Of a generic grate. */
  readonly openShare?: number;
  /** Of a generic grate; none: it never splashes over. */
  readonly splashMS?: number;
}

export interface CurbOpening {
  readonly lengthM: number;
  readonly heightM: number;
  readonly throat: 'horizontal' | 'inclined' | 'vertical';
}

/** What an inlet is made of; grate and curb together are a combination (the part of the curb before the grate sweeps). */
export interface InletDesign {
  readonly grate?: Grate;
  readonly curb?: CurbOpening;
  readonly slotted?: { readonly lengthM: number; readonly widthM: number };
  /** Captured flow over approach flow, m³/s. */
  readonly byFlow?: Curve;
  /** Captured flow, m³/s, over depth, m. */
  readonly byDepth?: Curve;
  /** Lies in a channel, not in a street's gutter. */
  readonly inChannel?: boolean;
}

/** Inlets along a conduit that hand what they capture to a node of the sewer. */
export interface InletUse {
  readonly conduit: string;
  readonly node: string;
  readonly design: InletDesign;
  /** On each side of the street. */
  readonly count: number;
  readonly cloggedShare: number;
  /** Of one inlet; 0: not limited. */
  readonly mostFlowM3s: number;
  readonly depressionM: number;
  readonly depressionWidthM: number;
  readonly placing: 'automatic' | 'onGrade' | 'inSag';
  /** Of the conduit, where it is a street. */
  readonly street?: Street;
}
