import { lonLatRun } from '../frame.ts';
import type { Source } from './types.ts';

/**
 * Coasts and rivers. Coast and centreline control points: derived from public ward boundaries (river wards meet
 * mid-channel), 1e-4 degrees. Bank lines and widths: assumed from bridge ends and quay streets, ± 40 m.
 */
export const WATER_SOURCE: Source = {
  source:
    'Control points derived from public ward boundaries of 2025; banks assumed between bridge ends and quay streets',
  certainty: 'derived',
};

/** Bay shore from the western edge of the sample to the Han mouth (Thuận Phước). */
export const BAY_COAST = lonLatRun(`
  108.1440,16.0978 108.1475,16.0950 108.1544,16.0895 108.1603,16.0854 108.1690,16.0805 108.1785,16.0762 108.1859,16.0742
  108.1944,16.0731 108.1975,16.0732 108.2013,16.0741 108.2053,16.0790 108.2073,16.0840 108.2071,16.0889 108.2103,16.0894
  108.2130,16.0913 108.2149,16.0963`);

/** East shore, Mân Thái to Mỹ An. */
export const EAST_COAST = lonLatRun(`
  108.2625,16.1010 108.2550,16.0945 108.2502,16.0870 108.2476,16.0800 108.2466,16.0700 108.2470,16.0609 108.2488,16.0530
  108.2518,16.0432 108.2560,16.0340 108.2602,16.0248 108.2673,16.0087`);

/** West bank of the Han from its mouth to the meeting with the Cẩm Lệ. */
export const HAN_WEST_BANK = lonLatRun(`
  108.2149,16.0963 108.2174,16.0936 108.2187,16.0912 108.2209,16.0883 108.2224,16.0853 108.2240,16.0810 108.2245,16.0776
  108.2250,16.0735 108.2254,16.0700 108.2252,16.0660 108.2247,16.0620 108.2245,16.0580 108.2248,16.0533 108.2270,16.0511
  108.2290,16.0493 108.2312,16.0470 108.2327,16.0440 108.2338,16.0400 108.2343,16.0360 108.2335,16.0322 108.2318,16.0306
  108.2300,16.0292`);

/** East bank of the Han from its mouth to the meeting with the Vĩnh Điện. */
export const HAN_EAST_BANK = lonLatRun(`
  108.2236,16.0975 108.2245,16.0917 108.2264,16.0893 108.2282,16.0868 108.2285,16.0820 108.2286,16.0770 108.2291,16.0710
  108.2298,16.0660 108.2304,16.0615 108.2307,16.0575 108.2308,16.0533 108.2312,16.0513 108.2328,16.0493 108.2347,16.0468
  108.2363,16.0428 108.2374,16.0380 108.2378,16.0335 108.2374,16.0303 108.2377,16.0280 108.2386,16.0248`);

export interface RiverFact {
  readonly id: string;
  readonly name: string;
  readonly kind: 'river' | 'canal';
  readonly centre: readonly (readonly [number, number])[];
  /** Half of the width between banks at each point, m. */
  readonly halfWidthM: readonly number[];
  /** Deepest bed level, m above Hòn Dấu; assumed. */
  readonly bedM: number;
}

export const RIVERS: readonly RiverFact[] = [
  {
    id: 'cam-le',
    name: 'Sông Cẩm Lệ',
    kind: 'river',
    centre: lonLatRun(
      '108.2362,16.0296 108.2324,16.0286 108.2285,16.0276 108.2238,16.0253 108.2190,16.0208 108.2148,16.0170 108.2104,16.0115 108.2044,16.0063 108.2003,16.0033 108.1976,16.0017',
    ),
    halfWidthM: [110, 120, 115, 98, 100, 102, 105, 100, 95, 90],
    bedM: -4.5,
  },
  {
    id: 'vinh-dien',
    name: 'Sông Vĩnh Điện',
    kind: 'river',
    centre: lonLatRun(
      '108.2330,16.0300 108.2345,16.0275 108.2384,16.0231 108.2391,16.0205 108.2380,16.0180 108.2343,16.0140 108.2329,16.0115 108.2325,16.0088 108.2324,16.0058 108.2298,16.0023 108.2291,16.0000',
    ),
    halfWidthM: [150, 250, 150, 98, 70, 62, 58, 55, 55, 55, 55],
    bedM: -4,
  },
  {
    id: 'co-co',
    name: 'Sông Cổ Cò',
    kind: 'river',
    centre: lonLatRun(
      '108.2386,16.0195 108.2425,16.0189 108.2470,16.0170 108.2490,16.0140 108.2500,16.0105 108.2512,16.0060 108.2518,16.0020',
    ),
    halfWidthM: [45, 40, 38, 36, 36, 36, 36],
    bedM: -2.2,
  },
  {
    id: 'phu-loc',
    name: 'Sông Phú Lộc',
    kind: 'canal',
    centre: lonLatRun(
      '108.1629,16.0602 108.1665,16.0625 108.1700,16.0660 108.1728,16.0695 108.1739,16.0722 108.1752,16.0736 108.1768,16.0746 108.1781,16.0757 108.1788,16.0772',
    ),
    halfWidthM: [9, 11, 13, 15, 20, 62, 58, 26, 32],
    bedM: -1.2,
  },
];

export interface LakeFact {
  readonly id: string;
  readonly name: string;
  readonly centre: readonly [lon: number, lat: number];
  /** Half axes and direction of the longer one, degrees east of north. */
  readonly radiiM: readonly [number, number];
  readonly turnDeg: number;
  /** Water level that the lake is kept at, m above Hòn Dấu, and its depth at that level. Assumed except where noted. */
  readonly levelM: number;
  readonly depthM: number;
}

/** Areas: Thạc Gián–Vĩnh Trung 29,000 m², 1.4–1.8 m deep; park lake ≈ 10 ha; Đầm Rong 5–7 ha; Đò Xu ≈ 10 ha. */
export const LAKES: readonly LakeFact[] = [
  {
    id: 'thac-gian',
    name: 'Hồ Thạc Gián',
    centre: [108.2092, 16.0637],
    radiiM: [112, 56],
    turnDeg: -8,
    levelM: 1.3,
    depthM: 1.7,
  },
  {
    id: 'vinh-trung',
    name: 'Hồ Vĩnh Trung',
    centre: [108.2079, 16.0645],
    radiiM: [62, 47],
    turnDeg: 10,
    levelM: 1.3,
    depthM: 1.5,
  },
  {
    id: 'cong-vien-29-3',
    name: 'Hồ công viên 29 Tháng 3',
    centre: [108.2042, 16.0632],
    radiiM: [265, 118],
    turnDeg: -18,
    levelM: 1.6,
    depthM: 2,
  },
  {
    id: 'dam-rong',
    name: 'Hồ Đầm Rong',
    centre: [108.214, 16.083],
    radiiM: [168, 118],
    turnDeg: 35,
    levelM: 0.7,
    depthM: 1.6,
  },
  {
    id: 'do-xu',
    name: 'Hồ Đò Xu',
    centre: [108.2152, 16.0268],
    radiiM: [225, 140],
    turnDeg: 20,
    levelM: 0.9,
    depthM: 1.8,
  },
];
