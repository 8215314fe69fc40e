import type { Source } from './types.ts';

export const SITE_SOURCE: Source = {
  source:
    'Places as the city knows them; coordinates to about 1e-3 degrees; buildings, floors and beds of unnamed years assumed',
  certainty: 'assumed',
};

export type SiteUse =
  | 'hospital'
  | 'school'
  | 'market'
  | 'public'
  | 'office'
  | 'worship'
  | 'hotel'
  | 'apartment'
  | 'shop'
  | 'industrial';

/** A named place that takes a plot of its own. */
export interface SiteFact {
  readonly name: string;
  readonly use: SiteUse;
  readonly at: readonly [lon: number, lat: number];
  readonly floors: number;
  readonly heightM?: number;
  readonly year?: number;
  readonly beds?: number;
  /** Round tower instead of rectangular wings. */
  readonly round?: boolean;
}

const site = (
  use: SiteUse,
  name: string,
  lat: number,
  lon: number,
  floors: number,
  more: Partial<SiteFact> = {},
): SiteFact => ({
  name,
  use,
  at: [lon, lat],
  floors,
  ...more,
});

export const SITES: readonly SiteFact[] = [
  site('public', 'Trung tâm Hành chính thành phố Đà Nẵng', 16.0772, 108.2222, 37, {
    heightM: 167,
    year: 2014,
    round: true,
  }),
  site('hospital', 'Bệnh viện Đà Nẵng', 16.0726, 108.2155, 7, { beds: 1100 }),
  site('hospital', 'Bệnh viện C Đà Nẵng', 16.0735, 108.2172, 6, { beds: 800 }),
  site('hospital', 'Bệnh viện Hoàn Mỹ', 16.0605, 108.2103, 9, { beds: 220 }),
  site('hospital', 'Bệnh viện Gia Đình', 16.05, 108.2115, 8, { beds: 150 }),
  site('hospital', 'Bệnh viện Quân y 17', 16.04, 108.2105, 6, { beds: 500 }),
  site('hospital', 'Bệnh viện 199', 16.067, 108.239, 6, { beds: 350 }),
  site('hospital', 'Bệnh viện Phụ sản – Nhi', 16.019, 108.2515, 7, { beds: 1000 }),
  site('market', 'Chợ Hàn', 16.0681, 108.2243, 2, { year: 1989 }),
  site('market', 'Chợ Cồn', 16.0676, 108.2143, 3, { year: 1984 }),
  site('market', 'Chợ Đống Đa', 16.0805, 108.2185, 2),
  site('market', 'Siêu thị Big C – GO!', 16.0667, 108.2131, 5, { year: 2007 }),
  site('market', 'Vincom Plaza Ngô Quyền', 16.0716, 108.2308, 5, { year: 2015 }),
  site('market', 'Lotte Mart', 16.0351, 108.2288, 5, { year: 2012 }),
  site('school', 'THPT Phan Châu Trinh', 16.0738, 108.2192, 4, { year: 1952 }),
  site('school', 'THPT Trần Phú', 16.0653, 108.2225, 4),
  site('school', 'THPT chuyên Lê Quý Đôn', 16.0816, 108.233, 4),
  site('school', 'THPT Nguyễn Hiền', 16.0376, 108.2206, 4),
  site('school', 'THPT Thái Phiên', 16.0665, 108.191, 4),
  site('school', 'THPT Hòa Vang', 16.0122, 108.1996, 4),
  site('school', 'Đại học Kinh tế', 16.0479, 108.2388, 6),
  site('school', 'Đại học Duy Tân', 16.0595, 108.2088, 9),
  site('school', 'Đại học Sư phạm', 16.062, 108.1585, 6),
  site('public', 'Ga Đà Nẵng', 16.0715, 108.2092, 2),
  site('public', 'Bảo tàng Điêu khắc Chăm', 16.0603, 108.2234, 2, { year: 1919 }),
  site('public', 'Bảo tàng Đà Nẵng – Thành Điện Hải', 16.0757, 108.2212, 3, { year: 2011 }),
  site('public', 'Trung tâm Hội chợ Triển lãm', 16.0365, 108.2262, 3),
  site('worship', 'Nhà thờ Chính tòa (Con Gà)', 16.0667, 108.2231, 3, { heightM: 27, year: 1923 }),
  site('worship', 'Chùa Pháp Lâm', 16.0644, 108.2144, 2, { year: 1936 }),
  site('hotel', 'Novotel Danang Premier Han River', 16.0786, 108.2232, 37, { heightM: 150, year: 2013 }),
  site('hotel', 'Hilton Da Nang', 16.0713, 108.2241, 28, { heightM: 108, year: 2018 }),
  site('hotel', 'Mường Thanh Luxury', 16.0561, 108.2466, 40, { heightM: 140, year: 2014 }),
  site('hotel', 'Four Points', 16.0795, 108.2453, 36, { heightM: 130, year: 2018 }),
  site('hotel', 'À La Carte', 16.0691, 108.2447, 25, { heightM: 90, year: 2014 }),
  site('apartment', 'Azura', 16.0722, 108.2301, 33, { heightM: 119, year: 2012 }),
  site('apartment', 'Monarchy', 16.0583, 108.2322, 24, { heightM: 84, year: 2018 }),
  site('office', 'Indochina Riverside Towers', 16.0703, 108.2243, 24, { heightM: 92, year: 2009 }),
  site('office', 'Vĩnh Trung Plaza', 16.0662, 108.212, 16, { heightM: 62, year: 2007 }),
];
