import { lonLatRun } from '../frame.ts';

/** Large uses that the street grid leaves free; outlines assumed after the city's plan. */
export const AIRPORT = lonLatRun(`
  108.1937,16.0640 108.2012,16.0647 108.2035,16.0608 108.2046,16.0570 108.2064,16.0545 108.2078,16.0500 108.2080,16.0380 108.2076,16.0285
  108.2062,16.0252 108.1960,16.0216 108.1930,16.0230 108.1896,16.0318 108.1962,16.0352 108.1893,16.0527 108.1912,16.0600`);

/** Two runways, about 3 km each, nearly north–south; the western one first. */
export const RUNWAYS = [
  lonLatRun('108.1975,16.0585 108.2003,16.0310'),
  lonLatRun('108.1996,16.0583 108.2024,16.0308'),
] as const;
export const RUNWAY_WIDTH_M = 45;

/** Where the built-up ground meets the mountain of Phước Tường. */
export const FOREST = lonLatRun(`
  108.1440,16.0425 108.1560,16.0430 108.1620,16.0442 108.1660,16.0412 108.1690,16.0370 108.1735,16.0340 108.1790,16.0302 108.1775,16.0268
  108.1730,16.0255 108.1690,16.0215 108.1650,16.0185 108.1600,16.0150 108.1540,16.0160 108.1440,16.0200`);

/** Rice and vegetable land that is left in Hòa Xuân and Hòa Quý. */
export const FARMLAND = [
  lonLatRun('108.2110,16.0085 108.2150,16.0062 108.2190,16.0040 108.2080,16.0030 108.2065,16.0060'),
  lonLatRun('108.2340,16.0100 108.2420,16.0140 108.2470,16.0120 108.2490,16.0040 108.2345,16.0040'),
] as const;

export interface ParkFact {
  readonly name: string;
  readonly ring: ReturnType<typeof lonLatRun>;
}

export const PARKS: readonly ParkFact[] = [
  {
    name: 'Công viên 29 Tháng 3',
    ring: lonLatRun(
      '108.2015,16.0655 108.2042,16.0656 108.2068,16.0650 108.2072,16.0618 108.2056,16.0605 108.2036,16.0612',
    ),
  },
  {
    name: 'Công viên Châu Á',
    ring: lonLatRun('108.2246,16.0440 108.2300,16.0452 108.2316,16.0425 108.2320,16.0398 108.2246,16.0404'),
  },
  {
    name: 'Công viên Biển Đông',
    ring: lonLatRun('108.2440,16.0712 108.2464,16.0712 108.2464,16.0694 108.2440,16.0694'),
  },
  {
    name: 'Cung thể thao Tiên Sơn',
    ring: lonLatRun('108.2246,16.0366 108.2292,16.0371 108.2296,16.0344 108.2248,16.0338'),
  },
  {
    name: 'Công viên Thanh niên',
    ring: lonLatRun('108.2125,16.0285 108.2180,16.0290 108.2182,16.0252 108.2135,16.0245'),
  },
];

/** Larger buildings of the airport, east of the runways; places and sizes assumed after aerial views. */
export const AIRPORT_BUILDINGS = [
  {
    name: 'Nhà ga quốc nội T1',
    use: 'public',
    at: [108.2042, 16.0532],
    lengthM: 330,
    widthM: 74,
    floors: 3,
    heightM: 22,
    year: 2011,
  },
  {
    name: 'Nhà ga quốc tế T2',
    use: 'public',
    at: [108.2034, 16.0566],
    lengthM: 240,
    widthM: 82,
    floors: 3,
    heightM: 26,
    year: 2017,
  },
  {
    name: 'Đài kiểm soát không lưu',
    use: 'public',
    at: [108.2052, 16.0495],
    lengthM: 16,
    widthM: 16,
    floors: 10,
    heightM: 47,
    year: 2011,
  },
  {
    name: 'Nhà để máy bay',
    use: 'industrial',
    at: [108.2055, 16.0455],
    lengthM: 130,
    widthM: 70,
    floors: 2,
    heightM: 21,
    year: 1998,
  },
  {
    name: 'Kho hàng hóa',
    use: 'industrial',
    at: [108.206, 16.0425],
    lengthM: 150,
    widthM: 48,
    floors: 1,
    heightM: 12,
    year: 2005,
  },
] as const;
