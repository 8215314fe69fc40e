import type { NetworkHydraulics } from '../hydraulics.ts';

/** Coupling coefficients after Rubinato et al. (2017), Journal of Hydrology 552; the shaft is SWMM's default of 12.566 ft². */
export const hydraulics: NetworkHydraulics = {
  contributes: 'network',
  coupling: { openingM2: 1, perimeterM: 3.5, weirC: 0.54, submergedWeirC: 0.056, orificeC: 0.167 },
  // A cast-iron grate of 0.96 m × 0.53 m along the kerb, 45 % of it open, water from three sides; a pair, one at each kerb.
  gully: { openingM2: 0.23, perimeterM: 2.02, count: 2 },
  shaftAreaM2: 1.167,
};
