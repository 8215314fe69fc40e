import type { Source } from './types.ts';

/** Rain of a gauge between two hours, as published. */
export interface GaugeSum {
  readonly gauge: string;
  /** Longitude, latitude; places not published are assumed. */
  readonly at: readonly [lon: number, lat: number];
  readonly fromH: number;
  readonly toH: number;
  readonly depthMm: number;
}

export interface StormFacts extends Source {
  readonly date: string;
  readonly sums: readonly GaugeSum[];
  /** Published, but without a gauge or hour that a series could be built on. */
  readonly notUsed: string;
}

const DA_NANG_STATION = [108.2, 16.037] as const; // assumed: beside the airport
const CAM_LE = [108.2004, 16.0069] as const; // assumed: at Cẩm Lệ bridge
const SUOI_DA = [108.261667, 16.108611] as const;
const LINH_UNG = [108.279444, 16.1] as const;
const THAC_GIAN = [108.209119, 16.063836] as const;
const HOA_KHE = [108.1175, 16.056389] as const;

/** Hours count from 00:00 of the date. Gauge coordinates: the city's rain map, except where assumed. */
export const OCT_2022: StormFacts = {
  date: '2022-10-14',
  certainty: 'measured',
  source: 'phunusuckhoe.giadinhonline.vn c10a424038; e.vnexpress.net 4524051',
  sums: [
    { gauge: 'Đà Nẵng', at: DA_NANG_STATION, fromH: 15, toH: 18, depthMm: 149.4 },
    { gauge: 'Cẩm Lệ', at: CAM_LE, fromH: 15, toH: 18, depthMm: 108.6 },
    { gauge: 'Suối Đá', at: SUOI_DA, fromH: 15, toH: 18, depthMm: 106.6 },
    { gauge: 'Hồ Thạc Gián', at: THAC_GIAN, fromH: 15, toH: 18, depthMm: 95.2 },
  ],
  notUsed:
    'Hòa Bắc 75.4 and Hòa Phú 30.2 mm lie outside; up to 795 mm in all and about 500 mm in six hours name no gauge',
};

export const DEC_2018: StormFacts = {
  date: '2018-12-09',
  certainty: 'measured',
  source: 'infonet.vietnamnet.vn 251992; VnExpress, 9 December 2018',
  sums: [
    // Hours before midnight belong to the eighth.
    { gauge: 'Đồng bằng', at: DA_NANG_STATION, fromH: -1, toH: 4, depthMm: 95 },
    { gauge: 'Hải Châu', at: DA_NANG_STATION, fromH: 2, toH: 3, depthMm: 84.6 },
    // 100–160 mm on the coastal plain; the middle is taken.
    { gauge: 'Đồng bằng ven biển', at: DA_NANG_STATION, fromH: 4, toH: 6, depthMm: 130 },
  ],
  notUsed: 'coast 54 mm in an hour, Hòa Bắc 85 mm; at most 635 mm in 24 hours names no gauge',
};

export const OCT_2023: StormFacts = {
  date: '2023-10-14',
  certainty: 'measured',
  source: 'etime.danviet.vn; plo.vn 756430; thanhnien.vn 185231014102902428; sohuutritue.net.vn d188866',
  sums: [
    { gauge: 'Suối Đá', at: SUOI_DA, fromH: 3, toH: 6, depthMm: 132.4 },
    { gauge: 'Chùa Linh Ứng', at: LINH_UNG, fromH: 3, toH: 6, depthMm: 127.2 },
    { gauge: 'Hòa Khê', at: HOA_KHE, fromH: 3, toH: 6, depthMm: 95 },
    { gauge: 'Hồ Thạc Gián', at: THAC_GIAN, fromH: 3, toH: 6, depthMm: 94.2 },
  ],
  notUsed: '700–957 mm in all from the 12th to the 15th; sums of mountain gauges; Cẩm Lệ stage 0.87 m at 06 h',
};

/** Sea-level rise for the whole sea by 2100, m (upper of 0.56 and 0.77), and storm surge, m (0.4–1.4). */
export const SEA_LEVEL_2100_M = 0.77;
export const STORM_SURGE_M = 1;
