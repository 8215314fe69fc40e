import { latLonRun } from '../frame.ts';
import type { Source } from './types.ts';

export const WARD_SOURCE: Source = {
  source: 'Ward names in force since 1 July 2025; outlines drawn along streets and water, not official boundaries',
  certainty: 'assumed',
};

/**
 * Wards inside the extent, drawn one after the other: each takes what earlier ones left. `.lat,.lon` with 16 and 108
 * dropped; lines run along street axes and river middles and may pass far outside the extent.
 */
export const WARDS: readonly {
  id: string;
  name: string;
  formerDistrict: string;
  ring: ReturnType<typeof latLonRun>;
}[] = [
  {
    id: 'hai-chau',
    name: 'Hải Châu',
    formerDistrict: 'Hải Châu',
    ring: latLonRun(
      '.1050,.2190 .0955,.2205 .0872,.2250 .0787,.2264 .0658,.2271 .0568,.2269 .0560,.2231 .0560,.2195 .0553,.2174 .0560,.2126 .0605,.2157 .0678,.2141 .0717,.2132 .0760,.2122 .0790,.2053 .0900,.1990 .1050,.2050',
    ),
  },
  {
    id: 'thanh-khe',
    name: 'Thanh Khê',
    formerDistrict: 'Thanh Khê',
    ring: latLonRun(
      '.0900,.1990 .0790,.2053 .0760,.2122 .0717,.2132 .0678,.2141 .0605,.2157 .0560,.2126 .0530,.2088 .0600,.2048 .0650,.2016 .0640,.1930 .0655,.1856 .0640,.1816 .0621,.1785 .0660,.1700 .0695,.1728 .0722,.1739 .0746,.1768 .0772,.1788 .0900,.1800',
    ),
  },
  {
    id: 'an-hai',
    name: 'An Hải',
    formerDistrict: 'Sơn Trà',
    ring: latLonRun(
      '.0790,.2264 .0658,.2271 .0568,.2269 .0512,.2290 .0512,.2335 .0533,.2367 .0568,.2470 .0580,.2700 .0800,.2700 .0800,.2465 .0815,.2400 .0845,.2383 .0790,.2332 .0790,.2290',
    ),
  },
  {
    id: 'son-tra',
    name: 'Sơn Trà',
    formerDistrict: 'Sơn Trà',
    ring: latLonRun('.1050,.2190 .0955,.2205 .0872,.2250 .0787,.2264 .0787,.2700 .1050,.2700'),
  },
  {
    id: 'hoa-cuong',
    name: 'Hòa Cường',
    formerDistrict: 'Hải Châu',
    ring: latLonRun(
      '.0568,.2269 .0511,.2288 .0461,.2330 .0368,.2358 .0302,.2345 .0290,.2310 .0276,.2285 .0253,.2238 .0254,.2195 .0290,.2160 .0330,.2130 .0360,.2085 .0250,.2066 .0218,.1960 .0230,.1930 .0318,.1896 .0352,.1962 .0527,.1893 .0600,.1912 .0640,.1937 .0650,.2016 .0600,.2048 .0530,.2088 .0560,.2126 .0553,.2174 .0560,.2195 .0560,.2231',
    ),
  },
  {
    id: 'hoa-xuan',
    name: 'Hòa Xuân',
    formerDistrict: 'Cẩm Lệ',
    ring: latLonRun(
      '.0290,.2320 .0276,.2285 .0253,.2238 .0170,.2148 .0115,.2104 .0063,.2044 .0017,.1976 .9900,.1900 .9900,.2290 .0088,.2325 .0140,.2343 .0205,.2391 .0231,.2384',
    ),
  },
  {
    id: 'ngu-hanh-son',
    name: 'Ngũ Hành Sơn',
    formerDistrict: 'Ngũ Hành Sơn',
    ring: latLonRun(
      '.0580,.2700 .0568,.2470 .0533,.2367 .0512,.2335 .0512,.2290 .0461,.2330 .0368,.2358 .0302,.2345 .0231,.2384 .0205,.2391 .0140,.2343 .0088,.2325 .9900,.2290 .9900,.2700',
    ),
  },
  {
    id: 'cam-le',
    name: 'Cẩm Lệ',
    formerDistrict: 'Cẩm Lệ',
    ring: latLonRun(
      '.0360,.2085 .0330,.2130 .0290,.2160 .0254,.2195 .0253,.2238 .0170,.2148 .0115,.2104 .0063,.2044 .9900,.1900 .9900,.1560 .0120,.1560 .0260,.1640 .0290,.1700 .0240,.1800 .0285,.1902 .0230,.1930 .0218,.1960 .0250,.2066',
    ),
  },
  {
    id: 'an-khe',
    name: 'An Khê',
    formerDistrict: 'Thanh Khê, Cẩm Lệ',
    ring: latLonRun(
      '.0655,.1856 .0640,.1937 .0600,.1912 .0527,.1893 .0352,.1962 .0318,.1896 .0285,.1902 .0240,.1800 .0290,.1700 .0380,.1640 .0430,.1700 .0500,.1715 .0565,.1730 .0594,.1751 .0621,.1785 .0640,.1816',
    ),
  },
  {
    id: 'hai-van',
    name: 'Hải Vân',
    formerDistrict: 'Liên Chiểu',
    ring: latLonRun('.1100,.1400 .1100,.1580 .0893,.1548 .0865,.1532 .0840,.1400'),
  },
  {
    id: 'lien-chieu',
    name: 'Liên Chiểu',
    formerDistrict: 'Liên Chiểu',
    ring: latLonRun('.0840,.1400 .0810,.1535 .0718,.1558 .0665,.1500 .0640,.1400'),
  },
  {
    id: 'hoa-khanh',
    name: 'Hòa Khánh',
    formerDistrict: 'Liên Chiểu',
    ring: latLonRun('.1100,.1400 .1100,.1900 .0500,.1900 .0100,.1700 .9900,.1400'),
  },
];

/** North of this latitude An Khê was Thanh Khê, south of it Cẩm Lệ (Hòa An, Hòa Phát). */
export const AN_KHE_SPLIT_LAT = 16.0525;
