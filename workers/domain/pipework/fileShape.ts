import type { SwmmEdit } from '../../../src/city/inp/swmm/index.ts';
import type { Section } from '../../drainage/index.ts';

export type Shaped = Extract<SwmmEdit, { do: 'section' }>['values'];

/** Sizes and shape of a section in SWMM's words; a shape that stays is not named, so that its own kind stays. */
export function shapeValues(section: Section, before?: Section): Shaped {
  const same = section.shape === before?.shape;
  if (!('heightM' in section)) return {};
  const { heightM } = section;
  const widthM = 'widthM' in section ? section.widthM : undefined;
  switch (section.shape) {
    case 'circular':
      return { ...(!same && { shape: 'CIRCULAR' as const }), heightM };
    case 'filledCircular':
      return { ...(!same && { shape: 'FILLED_CIRCULAR' as const }), heightM, fillM: section.fillM };
    case 'rectClosed':
      return { ...(!same && { shape: 'RECT_CLOSED' as const }), heightM, widthM: section.widthM };
    case 'rectOpen':
      return same
        ? { heightM, widthM: section.widthM }
        : { shape: 'RECT_OPEN', heightM, widthM: section.widthM, sidesIgnored: 0 };
    case 'trapezoidal':
      return {
        ...(!same && { shape: 'TRAPEZOIDAL' as const }),
        heightM,
        bottomWidthM: section.widthM,
        leftSlope: section.leftSlope,
        rightSlope: section.rightSlope,
      };
    case 'egg':
      return { ...(!same && { shape: 'EGG' as const }), heightM };
    case 'horseshoe':
      return { ...(!same && { shape: 'HORSESHOE' as const }), heightM };
    case 'arch':
      return { ...(!same && { shape: 'ARCH' as const }), heightM, widthM: section.widthM, sizeCode: 0 };
    case 'ellipse':
      return { heightM, widthM: section.widthM, sizeCode: 0 };
    default:
      return widthM === undefined ? { heightM } : ({ heightM, widthM } as Shaped);
  }
}
