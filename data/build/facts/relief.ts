import type { Source } from './types.ts';

export const RELIEF_SOURCE: Source = {
  source:
    'Ground levels by district and the places that flood, as told in the city and its alert towers; shapes assumed',
  certainty: 'assumed',
};

/** Ground that the surface passes near to, m above Hòn Dấu: longitude, latitude, level, reach in m. */
export const SPOT_LEVELS: readonly (readonly [lon: number, lat: number, levelM: number, reachM: number])[] = [
  // Hải Châu 2–6
  [108.2205, 16.0775, 4.0, 600],
  [108.2205, 16.0695, 4.6, 600],
  [108.2195, 16.0625, 4.4, 600],
  [108.2165, 16.072, 4.0, 500],
  [108.213, 16.069, 4.2, 500],
  [108.2195, 16.056, 4.0, 600],
  [108.214, 16.052, 4.6, 700],
  [108.213, 16.045, 5.0, 700],
  [108.2185, 16.042, 4.2, 700],
  [108.2165, 16.034, 3.8, 700],
  [108.2225, 16.0365, 3.2, 500],
  [108.226, 16.041, 2.6, 500],
  [108.2105, 16.0865, 3.0, 500],
  [108.217, 16.0865, 2.6, 500],
  // Thạc Gián and the west of Nguyễn Văn Linh
  [108.209, 16.0655, 3.5, 450],
  [108.2095, 16.0605, 3.4, 450],
  [108.2135, 16.0605, 4.0, 400],
  [108.2065, 16.061, 3.7, 400],
  // Thanh Khê 3–7
  [108.201, 16.0705, 5.2, 600],
  [108.194, 16.0695, 5.6, 600],
  [108.188, 16.0695, 5.4, 600],
  [108.1835, 16.0635, 4.6, 500],
  [108.178, 16.068, 3.6, 500],
  [108.1885, 16.062, 5.2, 600],
  [108.1985, 16.0668, 5.4, 500],
  [108.186, 16.055, 6.2, 700],
  // the airport and the rise around it
  [108.2, 16.056, 8.6, 500],
  [108.2, 16.05, 9.8, 700],
  [108.2, 16.043, 10.0, 800],
  [108.2, 16.035, 9.6, 800],
  [108.2, 16.028, 8.2, 600],
  [108.192, 16.045, 8.4, 600],
  [108.2075, 16.044, 7.4, 600],
  // Hòa An, Hòa Phát and Cẩm Lệ 2–6
  [108.18, 16.05, 6.6, 700],
  [108.183, 16.041, 7.0, 700],
  [108.186, 16.031, 5.6, 600],
  [108.19, 16.023, 5.0, 600],
  [108.196, 16.019, 4.4, 600],
  [108.203, 16.022, 4.6, 600],
  [108.21, 16.024, 4.0, 600],
  [108.21, 16.0305, 4.4, 600],
  [108.194, 16.011, 3.0, 500],
  [108.2, 16.012, 3.0, 600],
  [108.185, 16.014, 5.4, 600],
  [108.172, 16.01, 7.0, 900],
  // Hòa Xuân fill 2.5–3.5
  [108.222, 16.018, 3.0, 700],
  [108.228, 16.022, 3.1, 700],
  [108.217, 16.011, 2.9, 700],
  [108.226, 16.012, 2.7, 700],
  // Liên Chiểu 3–10, Mẹ Suốt 3–4.5
  [108.1545, 16.0585, 4.4, 500],
  [108.16, 16.057, 4.6, 500],
  [108.163, 16.067, 4.6, 700],
  [108.157, 16.073, 6.0, 700],
  [108.155, 16.083, 5.4, 700],
  [108.166, 16.0745, 4.6, 600],
  [108.153, 16.064, 6.4, 600],
  [108.168, 16.053, 7.2, 700],
  [108.158, 16.049, 11, 700],
  [108.17, 16.058, 5.2, 500],
  [108.165, 16.062, 4.4, 400],
  // Sơn Trà 2–5, Nại Hiên Đông 1.8–2.5
  [108.231, 16.084, 2.4, 700],
  [108.2335, 16.0895, 2.6, 600],
  [108.2365, 16.079, 3.4, 700],
  [108.236, 16.07, 3.6, 700],
  [108.2405, 16.085, 4.2, 700],
  [108.2445, 16.09, 4.6, 600],
  [108.243, 16.074, 4.6, 600],
  [108.242, 16.0665, 4.6, 600],
  [108.2375, 16.0625, 3.6, 700],
  [108.2345, 16.056, 3.2, 700],
  [108.242, 16.057, 4.8, 700],
  // Ngũ Hành Sơn 2–8
  [108.2415, 16.048, 4.6, 700],
  [108.239, 16.041, 3.4, 600],
  [108.244, 16.035, 4.4, 700],
  [108.249, 16.029, 5.6, 700],
  [108.242, 16.028, 3.0, 600],
  [108.246, 16.022, 3.6, 600],
  [108.245, 16.01, 2.6, 900],
];

/** Old dune behind the east beach: crest above the ground around it and distance from the shore, m. */
export const DUNE = { crestM: 3.2, fromShoreM: 210, widthM: 130, southOfLat: 16.0615 } as const;

/** Places that flood: hollows in the ground, `dropM` below their surroundings within about `reachM`. */
export interface Hollow {
  readonly id: string;
  readonly name: string;
  readonly at: readonly [lon: number, lat: number];
  readonly dropM: number;
  readonly reachM: number;
}

export const HOLLOWS: readonly Hollow[] = [
  { id: 'me-suot', name: 'Mẹ Suốt – Đa Cô', at: [108.1546, 16.0584], dropM: 1.2, reachM: 260 },
  { id: 'khe-can', name: 'Khe Cạn – Bàu Trảng', at: [108.1795, 16.0652], dropM: 1.2, reachM: 270 },
  { id: 'ham-nghi', name: 'Nguyễn Văn Linh – Hàm Nghi – Phan Thanh', at: [108.2095, 16.0603], dropM: 1.1, reachM: 230 },
  { id: 'thac-gian', name: 'Thạc Gián', at: [108.2084, 16.0654], dropM: 1.35, reachM: 200 },
  { id: 'quang-trung', name: 'Quang Trung – Đống Đa', at: [108.2142, 16.0739], dropM: 1.1, reachM: 200 },
  { id: 'hai-phong', name: 'Hải Phòng – Ông Ích Khiêm', at: [108.2132, 16.0714], dropM: 0.9, reachM: 170 },
  { id: 'nguyen-nhan', name: 'Nguyễn Nhàn', at: [108.1944, 16.0106], dropM: 1.1, reachM: 240 },
  { id: 'ton-dan', name: 'Tôn Đản', at: [108.1864, 16.0281], dropM: 1.1, reachM: 220 },
  { id: 'trung-nu-vuong', name: 'Trưng Nữ Vương', at: [108.2186, 16.0561], dropM: 1.0, reachM: 210 },
  { id: 'hai-ho', name: 'Hải Hồ', at: [108.2163, 16.0815], dropM: 1.35, reachM: 200 },
];

/** Hills and mountains, m: summit, height, radii. Sơn Trà 696 m and Ngũ Hành Sơn 106 m measured; shapes and the rest assumed. */
export const HILLS: readonly {
  name: string;
  at: readonly [number, number];
  heightM: number;
  radiiM: readonly [number, number];
  turnDeg: number;
}[] = [
  { name: 'Sơn Trà', at: [108.2867, 16.1197], heightM: 696, radiiM: [5600, 2500], turnDeg: 85 },
  { name: 'Sơn Trà bắc', at: [108.285, 16.1385], heightM: 470, radiiM: [4300, 1750], turnDeg: 88 },
  { name: 'Hòn Nghê, Sơn Trà tây', at: [108.245, 16.133], heightM: 390, radiiM: [3000, 1900], turnDeg: 60 },
  { name: 'Ngũ Hành Sơn', at: [108.263, 16.004], heightM: 106, radiiM: [230, 150], turnDeg: 40 },
  { name: 'Kim Sơn', at: [108.259, 16.0015], heightM: 62, radiiM: [150, 110], turnDeg: 0 },
  { name: 'Phước Tường', at: [108.1645, 16.029], heightM: 305, radiiM: [1750, 950], turnDeg: 118 },
  { name: 'Đà Sơn', at: [108.13, 16.05], heightM: 290, radiiM: [1500, 1000], turnDeg: 80 },
  { name: 'Hòa Khánh', at: [108.124, 16.07], heightM: 190, radiiM: [900, 700], turnDeg: 0 },
  { name: 'Núi Chúa', at: [108.1, 16.0], heightM: 460, radiiM: [2600, 2000], turnDeg: 70 },
  { name: 'Hải Vân', at: [108.12, 16.19], heightM: 1170, radiiM: [7000, 3000], turnDeg: 80 },
  { name: 'Phước Sơn', at: [108.05, 16.1], heightM: 700, radiiM: [4200, 3200], turnDeg: 20 },
];
