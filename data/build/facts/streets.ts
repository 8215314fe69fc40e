import type { Position } from '../../../src/city/types.ts';
import { latLonRun } from '../frame.ts';
import type { StreetClass } from '../types.ts';
import type { Source } from './types.ts';

export const STREET_SOURCE: Source = {
  source:
    'Street axes noted by hand to 1e-4 degrees, ends checked against public maps of the city; widths assumed by class',
  certainty: 'assumed',
};

export interface AxisFact {
  readonly name: string;
  readonly class: StreetClass;
  /** Carriageway, kerb to kerb, m. */
  readonly widthM: number;
  readonly line: readonly Position[];
}

const axis = (name: string, cls: StreetClass, widthM: number, run: string): AxisFact => ({
  name,
  class: cls,
  widthM,
  line: latLonRun(run),
});

/** Main streets, `.lat,.lon` with 16 and 108 dropped. */
export const AXES: readonly AxisFact[] = [
  // Bay and west
  axis(
    'Nguyễn Tất Thành',
    'arterial',
    22,
    '.0950,.1446 .0906,.1517 .0814,.1664 .0773,.1748 .0741,.1826 .0729,.1885 .0723,.1945 .0727,.1985 .0740,.2030 .0757,.2060 .0780,.2085 .0818,.2120 .0850,.2141 .0874,.2151 .0878,.2153',
  ),
  axis(
    'Tôn Đức Thắng',
    'arterial',
    21,
    '.0718,.1504 .0653,.1552 .0633,.1583 .0567,.1675 .0563,.1689 .0573,.1722 .0594,.1751 .0603,.1767 .0621,.1785',
  ),
  axis('Nguyễn Sinh Sắc', 'arterial', 20, '.0650,.1556 .0738,.1609 .0814,.1664'),
  axis('Hoàng Thị Loan', 'arterial', 20, '.0752,.1585 .0738,.1609 .0674,.1704 .0637,.1762 .0621,.1785'),
  axis('Hoàng Văn Thái', 'collector', 15, '.0476,.1420 .0514,.1511 .0540,.1590 .0567,.1675'),
  axis('Mẹ Suốt', 'collector', 9, '.0630,.1588 .0608,.1572 .0590,.1570 .0562,.1584 .0541,.1592'),
  axis('Kinh Dương Vương', 'collector', 11, '.0860,.1565 .0788,.1645 .0745,.1725'),
  axis(
    'Điện Biên Phủ',
    'arterial',
    24,
    '.0621,.1785 .0640,.1816 .0652,.1836 .0656,.1867 .0659,.1886 .0658,.1949 .0658,.2003 .0661,.2067',
  ),
  axis(
    'Trần Cao Vân',
    'collector',
    10,
    '.0640,.1816 .0669,.1824 .0688,.1870 .0701,.1930 .0720,.1985 .0736,.2040 .0729,.2090 .0722,.2131',
  ),
  axis('Hà Huy Tập', 'collector', 12, '.0659,.1936 .0702,.1934 .0724,.1938'),
  axis('Lê Độ', 'collector', 10, '.0658,.1992 .0722,.1992 .0729,.1995'),
  axis('Nguyễn Phước Nguyên', 'collector', 9, '.0655,.1856 .0615,.1872 .0572,.1889'),
  axis(
    'Trường Chinh',
    'arterial',
    26,
    '.0621,.1785 .0593,.1797 .0450,.1846 .0281,.1902 .0206,.1932 .0139,.1928 .0061,.1916 .0004,.1908',
  ),
  axis('Tôn Đản', 'collector', 9, '.0272,.1905 .0281,.1864 .0302,.1838 .0345,.1812 .0400,.1800 .0466,.1806'),
  axis('Trường Sơn', 'arterial', 18, '.0025,.1470 .0060,.1620 .0114,.1856 .0139,.1928'),
  // Centre
  axis('Nguyễn Văn Linh', 'arterial', 30, '.0581,.2037 .0588,.2060 .0600,.2111 .0607,.2171 .0611,.2231 .0611,.2243'),
  axis('Lê Duẩn', 'arterial', 18, '.0661,.2067 .0697,.2117 .0708,.2165 .0714,.2208 .0718,.2242 .0718,.2248'),
  axis(
    'Bạch Đằng',
    'promenade',
    15,
    '.0826,.2226 .0806,.2237 .0770,.2242 .0730,.2245 .0702,.2250 .0660,.2248 .0611,.2243 .0580,.2241 .0540,.2240',
  ),
  axis('Như Nguyệt', 'promenade', 12, '.0826,.2226 .0850,.2213 .0880,.2200 .0908,.2178 .0922,.2165'),
  axis('3 Tháng 2', 'collector', 16, '.0826,.2226 .0848,.2190 .0874,.2151'),
  axis('Trần Phú', 'arterial', 12, '.0826,.2226 .0790,.2230 .0766,.2234 .0720,.2239 .0665,.2236 .0611,.2231'),
  axis(
    '2 Tháng 9',
    'arterial',
    28,
    '.0611,.2231 .0564,.2225 .0528,.2222 .0470,.2225 .0400,.2234 .0329,.2241 .0290,.2230 .0262,.2211',
  ),
  axis('Hùng Vương', 'collector', 13, '.0686,.2249 .0690,.2185 .0681,.2162 .0662,.2070'),
  axis('Hoàng Diệu', 'collector', 12, '.0662,.2201 .0653,.2195 .0609,.2171 .0545,.2174 .0500,.2160'),
  axis('Hàm Nghi', 'arterial', 15, '.0675,.2085 .0664,.2103 .0632,.2099 .0598,.2094'),
  axis('Lý Thái Tổ', 'collector', 12, '.0661,.2067 .0664,.2103'),
  axis('Ông Ích Khiêm', 'collector', 12, '.0812,.2116 .0760,.2122 .0717,.2132 .0678,.2141 .0640,.2150 .0606,.2157'),
  axis('Phan Châu Trinh', 'collector', 11, '.0537,.2190 .0609,.2195 .0662,.2201 .0706,.2205'),
  axis('Lê Lợi', 'collector', 10, '.0811,.2191 .0755,.2198 .0706,.2205'),
  axis('Nguyễn Chí Thanh', 'collector', 10, '.0815,.2196 .0786,.2201 .0750,.2206 .0715,.2211 .0652,.2207 .0641,.2207'),
  axis('Quang Trung', 'collector', 12, '.0752,.2243 .0748,.2199 .0739,.2142 .0737,.2128'),
  axis('Đống Đa', 'collector', 13, '.0739,.2142 .0775,.2168 .0811,.2192 .0826,.2226'),
  axis('Hải Phòng', 'collector', 11, '.0727,.2209 .0722,.2155 .0714,.2133 .0709,.2096'),
  axis('Hải Hồ', 'collector', 8, '.0762,.2160 .0803,.2156 .0817,.2165 .0832,.2170 .0862,.2182'),
  axis('Trưng Nữ Vương', 'collector', 12, '.0628,.2247 .0600,.2217 .0565,.2193 .0537,.2180 .0494,.2142'),
  axis('Núi Thành', 'collector', 12, '.0545,.2198 .0464,.2211 .0405,.2213 .0327,.2207 .0256,.2200'),
  axis('Lê Đình Lý', 'collector', 13, '.0598,.2106 .0560,.2112 .0500,.2108'),
  axis('Nguyễn Tri Phương', 'arterial', 22, '.0657,.2026 .0588,.2060 .0565,.2072 .0512,.2090'),
  axis('Duy Tân', 'arterial', 18, '.0508,.2052 .0512,.2090 .0497,.2130 .0488,.2166 .0493,.2222 .0499,.2265'),
  axis('Tiểu La', 'collector', 14, '.0466,.2225 .0464,.2211 .0448,.2150 .0440,.2100'),
  axis('Lê Thanh Nghị', 'collector', 14, '.0452,.2166 .0402,.2182 .0367,.2186 .0324,.2180 .0250,.2184'),
  axis(
    'Nguyễn Hữu Thọ',
    'arterial',
    30,
    '.0512,.2090 .0440,.2100 .0380,.2093 .0314,.2086 .0254,.2090 .0203,.2110 .0183,.2120',
  ),
  axis('Xô Viết Nghệ Tĩnh', 'arterial', 22, '.0314,.2086 .0320,.2148 .0329,.2241 .0349,.2333'),
  axis('30 Tháng 4', 'arterial', 18, '.0386,.2094 .0398,.2137 .0408,.2213 .0400,.2234'),
  axis('Phan Đăng Lưu', 'collector', 14, '.0367,.2186 .0377,.2237 .0384,.2280 .0393,.2329'),
  axis(
    'Cách Mạng Tháng Tám',
    'arterial',
    24,
    '.0139,.1928 .0140,.1987 .0174,.2057 .0202,.2112 .0231,.2152 .0262,.2211 .0275,.2245',
  ),
  axis('Lê Đại Hành', 'arterial', 18, '.0206,.1932 .0213,.1990 .0228,.2021 .0254,.2090'),
  axis('Nguyễn Nhàn', 'local', 8, '.0139,.1950 .0105,.1945 .0075,.1960'),
  axis('Ông Ích Đường', 'collector', 12, '.0143,.1993 .0110,.2003 .0075,.2005'),
  // Sơn Trà and Ngũ Hành Sơn
  axis(
    'Ngô Quyền',
    'arterial',
    26,
    '.1015,.2476 .0938,.2442 .0887,.2416 .0839,.2378 .0790,.2332 .0739,.2306 .0685,.2323 .0613,.2343 .0533,.2367',
  ),
  axis('Ngũ Hành Sơn', 'arterial', 26, '.0533,.2367 .0448,.2398 .0401,.2422 .0383,.2431'),
  axis('Lê Văn Hiến', 'arterial', 26, '.0383,.2431 .0264,.2489 .0192,.2528 .0128,.2558'),
  axis(
    'Võ Nguyên Giáp',
    'arterial',
    24,
    '.0874,.2486 .0800,.2460 .0747,.2452 .0664,.2454 .0609,.2460 .0565,.2470 .0502,.2488 .0440,.2505 .0360,.2538',
  ),
  axis('Hoàng Sa', 'arterial', 20, '.1015,.2576 .0942,.2529 .0900,.2500 .0874,.2486'),
  axis('Phạm Văn Đồng', 'arterial', 26, '.0725,.2294 .0730,.2315 .0719,.2341 .0703,.2381 .0703,.2453'),
  axis('Võ Văn Kiệt', 'arterial', 30, '.0612,.2314 .0613,.2343 .0621,.2375 .0639,.2454'),
  axis('Nguyễn Văn Thoại', 'arterial', 20, '.0509,.2335 .0533,.2367 .0568,.2470'),
  axis('Hồ Xuân Hương', 'arterial', 20, '.0359,.2381 .0383,.2431 .0409,.2489 .0425,.2509'),
  axis(
    'Trần Hưng Đạo',
    'promenade',
    15,
    '.0893,.2276 .0868,.2287 .0820,.2290 .0770,.2291 .0725,.2294 .0660,.2303 .0612,.2309 .0575,.2312 .0540,.2312',
  ),
  axis(
    'Chương Dương',
    'promenade',
    11,
    '.0514,.2317 .0497,.2332 .0470,.2352 .0428,.2368 .0380,.2380 .0335,.2384 .0303,.2379',
  ),
  // Hòa Xuân
  axis('29 Tháng 3', 'arterial', 20, '.0030,.2130 .0074,.2193 .0125,.2248 .0184,.2301 .0248,.2347'),
  axis('Võ Chí Công', 'arterial', 24, '.0122,.2160 .0080,.2195 .0044,.2234'),
  axis('Nguyễn Phước Lan', 'collector', 14, '.0234,.2240 .0190,.2225 .0130,.2180 .0122,.2160'),
];

export interface BridgeFact {
  readonly name: string;
  readonly ends: readonly [Position, Position];
  readonly widthM: number;
  /** Carriageway level in the middle of the bridge, m above Hòn Dấu; assumed from clearances. */
  readonly deckLevelM: number;
  readonly year: number;
  readonly lanes: number;
}

const bridge = (
  name: string,
  run: string,
  widthM: number,
  deckLevelM: number,
  year: number,
  lanes: number,
): BridgeFact => {
  const [a, b] = latLonRun(run);
  return { name, ends: [a, b], widthM, deckLevelM, year, lanes };
};

/** Bridges over the Han and the Cẩm Lệ inside the extent; Cẩm Lệ and Cầu Đỏ bridges lie south of it. */
export const BRIDGES: readonly BridgeFact[] = [
  bridge('Cầu Thuận Phước', '.0878,.2153 .1008,.2315', 18, 32, 2009, 4),
  bridge('Cầu Sông Hàn', '.0718,.2248 .0725,.2294', 12, 9, 2000, 4),
  bridge('Cầu Rồng', '.0611,.2243 .0612,.2314', 36, 13, 2013, 6),
  bridge('Cầu Nguyễn Văn Trỗi', '.0508,.2262 .0514,.2317', 8, 7, 1965, 1),
  bridge('Cầu Trần Thị Lý', '.0499,.2265 .0509,.2335', 32, 12, 2013, 6),
  bridge('Cầu Tiên Sơn', '.0349,.2333 .0359,.2381', 24, 13, 2004, 6),
  bridge('Cầu Hòa Xuân', '.0262,.2211 .0234,.2240', 20, 8, 2006, 4),
  bridge('Cầu Nguyễn Tri Phương', '.0183,.2120 .0122,.2160', 22, 9, 2014, 6),
  // Across the Cổ Cò; its place is assumed.
  bridge('', '.0187,.2475 .0150,.2455', 10, 5, 2012, 2),
];
