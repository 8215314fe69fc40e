import type { Section } from './types.ts';

/** A street's cross-section as SWMM 5.2 describes it ([STREETS]), metres. */
export interface Street {
  /** From kerb to crown. */
  readonly crownWidthM: number;
  readonly kerbHeightM: number;
  /** Cross slope, m/m. */
  readonly crossSlope: number;
  readonly manning: number;
  readonly gutterDepressionM: number;
  readonly gutterWidthM: number;
  readonly sides: 1 | 2;
  readonly backWidthM: number;
  /** m/m */
  readonly backSlope: number;
  readonly backManning: number;
}

/** The bed of a street: backing, kerb, gutter, carriageway to the crown; mirrored where both sides drain. */
export function streetBed(street: Street): Extract<Section, { shape: 'irregular' }> {
  const { crownWidthM, kerbHeightM, crossSlope, gutterDepressionM, gutterWidthM, backWidthM, backSlope } = street;
  const points: [station: number, level: number][] = [];
  const rough: number[] = [];
  const back = backWidthM > 0;
  // Levels over the bottom of the kerb; the depressed gutter lies lower by its depression at the kerb.
  const gutterM = -gutterDepressionM;
  const topM = kerbHeightM;
  if (back) points.push([-backWidthM, topM + backSlope * backWidthM]);
  points.push([0, topM], [0, gutterM]);
  if (gutterWidthM > 0 && gutterDepressionM > 0) points.push([gutterWidthM, gutterWidthM * crossSlope]);
  points.push([crownWidthM, crownWidthM * crossSlope]);
  for (let i = 0; i + 1 < points.length; i++) rough.push(back && i === 0 ? street.backManning : street.manning);
  if (street.sides === 2) {
    const mirrored = points.slice(0, -1).reverse();
    points.push(...mirrored.map(([x, z]): [number, number] => [2 * crownWidthM - x, z]));
    rough.push(...[...rough].reverse());
  } else {
    // A wall without friction at the crown would be no wall: the street is as high there as at its kerb.
    points.push([crownWidthM, Math.max(topM, crownWidthM * crossSlope)]);
    rough.push(street.manning);
  }
  return {
    shape: 'irregular',
    stationsM: points.map(([x]) => x),
    levelsM: points.map(([, z]) => z),
    manning: rough,
    referenceManning: street.manning,
  };
}
