import type { MeasureOf } from '../../../src/scenario/types.ts';
import type { Section } from '../../drainage/index.ts';

type Sized = Pick<MeasureOf<'pipe'>, 'shape' | 'diameterM' | 'heightM' | 'widthM'>;

/** Banks of a trapezoidal channel where nothing is said: 1 up, 1.5 out. */
const BANKS = 1.5;
/** Sediment of a filled pipe that was not one before, share of its height. */
const FILL_SHARE = 0.1;

/**
 * The section that a measure states; what it leaves out is as it was, a width in the old proportion. Undefined where a
 * size is missing.
 */
export function sectionGiven(given: Sized, before?: Section): Section | undefined {
  const shape = given.shape ?? before?.shape ?? (given.widthM === undefined ? 'circular' : 'rectClosed');
  const oldHeightM = before && 'heightM' in before ? before.heightM : undefined;
  const heightM = given.diameterM ?? given.heightM ?? oldHeightM;
  if (heightM === undefined) return before;
  const oldWidthM = before && 'widthM' in before ? before.widthM : undefined;
  const grown = oldWidthM !== undefined && oldHeightM ? (oldWidthM * heightM) / oldHeightM : undefined;
  const widthM = given.widthM ?? (given.heightM === undefined ? grown : oldWidthM);
  switch (shape) {
    case 'circular':
    case 'forceMain':
      return { shape: 'circular', heightM };
    case 'filledCircular':
      return {
        shape: 'filledCircular',
        heightM,
        fillM: before?.shape === 'filledCircular' ? before.fillM : FILL_SHARE * heightM,
      };
    case 'egg':
    case 'horseshoe':
      return { shape, heightM };
    case 'trapezoidal': {
      if (widthM === undefined) return undefined;
      const banks = before?.shape === 'trapezoidal' ? before : { leftSlope: BANKS, rightSlope: BANKS };
      return { shape, heightM, widthM, leftSlope: banks.leftSlope, rightSlope: banks.rightSlope };
    }
    case 'rectClosed':
    case 'rectOpen':
    case 'arch':
      return widthM === undefined ? undefined : { shape, heightM, widthM };
    default:
      // Shapes that a measure cannot name keep all but their size.
      if (!before || oldHeightM === undefined) return before;
      return { ...before, heightM, ...(widthM !== undefined && 'widthM' in before && { widthM }) } as Section;
  }
}
