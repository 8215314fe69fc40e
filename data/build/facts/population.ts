import type { Source } from './types.ts';

export const CENSUS_SOURCE: Source = {
  source: 'Population and housing census of 1 April 2019, by district',
  certainty: 'measured',
};

/** People of the former districts at the 2019 census, and the share of them that lives inside the extent. */
export const DISTRICTS: Readonly<Record<string, { people: number; shareInside: number; areaKm2: number }>> = {
  // Shares are assumed from the built-up ground inside the extent.
  'Hải Châu': { people: 201_522, shareInside: 1, areaKm2: 23 },
  'Thanh Khê': { people: 185_064, shareInside: 1, areaKm2: 9.5 },
  'Sơn Trà': { people: 157_415, shareInside: 0.82, areaKm2: 60 },
  'Ngũ Hành Sơn': { people: 90_352, shareInside: 0.45, areaKm2: 37 },
  'Liên Chiểu': { people: 194_913, shareInside: 0.4, areaKm2: 75 },
  'Cẩm Lệ': { people: 159_295, shareInside: 0.82, areaKm2: 36 },
};
