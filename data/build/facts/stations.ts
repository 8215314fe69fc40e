import type { Source } from './types.ts';

export const STATION_SOURCE: Source = {
  source:
    'Rain gauges and flood towers named on the public rain and flood portal of the city (muangap.danang.gov.vn); name, kind and coordinates',
  certainty: 'measured',
};

/** Gauges inside the extent: code, kind, name, longitude, latitude. */
export const STATIONS: readonly (readonly [
  code: string,
  kind: 'rain' | 'level',
  name: string,
  lon: number,
  lat: number,
])[] = [
  ['430018', 'rain', 'Hồ Thạc Gián', 108.209119, 16.063836],
  ['430007', 'rain', 'Khe Cạn', 108.177778, 16.066667],
  ['306474', 'rain', 'Kênh Nguyễn Đình Tựu', 108.188345, 16.054174],
  ['430013', 'rain', 'Hòa Cường Nam', 108.22, 16.027778],
  ['430001', 'rain', 'Hòa Phát', 108.183313, 16.041387],
  ['431032', 'level', 'NSHCĐ KDC số 1, An Khê', 108.178533, 16.060552],
  ['430059', 'level', 'Đà Sơn 2 (tổ 15)', 108.153333, 16.058889],
  ['431029', 'level', 'Tổ 113 Hòa Minh', 108.167152, 16.049194],
  ['431074', 'level', 'Trần Phú – Hoàng Văn Thụ', 108.22324, 16.062681],
  ['430064', 'level', 'Tổ 26 Thanh Khê Tây', 108.175386, 16.068106],
  ['431075', 'level', 'Chu Văn An – Phan Châu Trinh', 108.218789, 16.057077],
  ['431034', 'level', 'Nguyễn Đôn Tiết – Hải Hồ', 108.215559, 16.080332],
  ['431064', 'level', 'K1120/65 Trường Chinh', 108.189444, 16.021667],
  ['431072', 'level', 'Trần Quý Cáp – Đống Đa', 108.219167, 16.081111],
  ['431036', 'level', 'NVH Hòa Thuận Tây', 108.20699, 16.044715],
  ['431144', 'level', 'K161 Mẹ Suốt (tổ 37)', 108.159156, 16.056239],
  ['431020', 'level', 'K127 Mẹ Suốt (tổ 32)', 108.157314, 16.059076],
  ['431027', 'level', 'H3/K112 Mẹ Suốt (tổ 42)', 108.154615, 16.05844],
  ['431073', 'level', 'Quang Trung – Đống Đa', 108.214167, 16.073889],
  ['431017', 'level', 'K264 Trần Cao Vân', 108.204488, 16.074101],
  ['431069', 'level', 'UBND Hòa Thọ Đông cũ (Nguyễn Nhàn)', 108.194444, 16.010556],
  ['431018', 'level', 'Bàu Trảng 6 (tổ 8 Thanh Khê Tây)', 108.180974, 16.064337],
  ['431015', 'level', 'K251 Thái Thị Bôi', 108.193793, 16.067716],
  ['431013', 'level', 'K08 Trần Xuân Lê', 108.185972, 16.061209],
  ['431065', 'level', 'Nguyễn Phước Tần', 108.2, 16.015],
  ['431033', 'level', '27 Lương Ngọc Quyến – Hải Hồ', 108.21645, 16.081673],
  ['431030', 'level', '144 Nguyễn Xuân Hữu', 108.199659, 16.009668],
  ['431062', 'level', 'Tôn Đản (nhà thờ tộc Thái)', 108.186389, 16.028056],
  ['431016', 'level', 'K25 Hà Huy Tập', 108.193295, 16.068595],
  ['431070', 'level', 'Phan Đăng Lưu – Lê Thanh Nghị', 108.218611, 16.036667],
  ['431067', 'level', 'Đinh Liệt – Tú Mỡ', 108.173611, 16.052778],
  ['431014', 'level', 'Mai Xuân Thưởng – Đoàn Nhữ Hài', 108.192169, 16.063152],
  ['431012', 'level', 'Cù Chính Lan – An Xuân 2', 108.181284, 16.062891],
  ['431035', 'level', 'Lê Anh Xuân – Nguyễn Hanh', 108.225568, 16.031117],
  ['431011', 'level', 'Mẹ Nhu – Trần Cao Vân', 108.182402, 16.066995],
  ['431019', 'level', 'Cầu Đa Cô (tổ 98 Hòa Minh)', 108.16293, 16.060241],
  ['431031', 'level', 'K904/35 Trường Chinh', 108.187112, 16.032327],
  ['431143', 'level', 'Hồ Thạc Gián (Tản Đà)', 108.209231, 16.0637],
  ['431066', 'level', 'Yên Thế (chợ Hòa An)', 108.175556, 16.058889],
  ['431071', 'level', 'Núi Thành – Tiểu La', 108.221111, 16.046389],
  ['431076', 'level', 'Hải Hồ – Ngô Chi Lan', 108.217021, 16.083187],
];

/** River gauge at the Cẩm Lệ bridge. Alarms 1 and 3 follow from flood bulletins; alarm 2 is not certain and is left out. */
export const RIVER_GAUGE = {
  code: 'CAM-LE',
  name: 'Cẩm Lệ (sông Hàn)',
  lon: 108.2032,
  lat: 16.0064,
  alarm1M: 1.0,
  alarm3M: 2.5,
} as const;
