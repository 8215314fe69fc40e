import type { Bilingual } from '../../../layers/types.ts';

/** Rain classes of the Vietnamese hydro-meteorological service: lowest depth in 24 h and in 12 h, mm. */
export interface RainClass {
  readonly id: 'small' | 'rain' | 'moderate' | 'heavy' | 'veryHeavy';
  readonly name: Bilingual;
  readonly above24hMm: number;
  readonly above12hMm: number;
  /** The bound itself belongs to this class (it belongs to the one below for `heavy` and `veryHeavy`). */
  readonly boundIncluded: boolean;
}

export const RAIN_CLASSES: readonly RainClass[] = [
  { id: 'small', name: { vi: 'Mưa nhỏ', en: 'Small rain' }, above24hMm: 0, above12hMm: 0, boundIncluded: true },
  { id: 'rain', name: { vi: 'Mưa', en: 'Rain' }, above24hMm: 6, above12hMm: 3, boundIncluded: true },
  { id: 'moderate', name: { vi: 'Mưa vừa', en: 'Moderate rain' }, above24hMm: 16, above12hMm: 8, boundIncluded: true },
  { id: 'heavy', name: { vi: 'Mưa to', en: 'Heavy rain' }, above24hMm: 50, above12hMm: 25, boundIncluded: false },
  {
    id: 'veryHeavy',
    name: { vi: 'Mưa rất to', en: 'Very heavy rain' },
    above24hMm: 100,
    above12hMm: 50,
    boundIncluded: false,
  },
];

/** The class of a depth fallen in 24 or in 12 hours. */
export function rainClass(fallenMm: number, hours: 24 | 12): RainClass {
  const reached = RAIN_CLASSES.filter((entry) => {
    const bound = hours === 24 ? entry.above24hMm : entry.above12hMm;
    return entry.boundIncluded ? fallenMm >= bound : fallenMm > bound;
  });
  return reached[reached.length - 1] ?? RAIN_CLASSES[0];
}
