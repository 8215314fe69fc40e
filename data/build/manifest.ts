import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Position } from '../../src/city/types.ts';
import { DRAIN_CAPACITY_MM_H } from './facts/drains.ts';
import { LAKES } from './facts/water.ts';
import { BOUNDS, CRS_CODE } from './frame.ts';
import { overlap, type Rings, type Waters } from './water.ts';

const closed = (rings: Rings) =>
  rings.map((ring) => [...ring, ring[0]].map(([x, y]: Position) => [Math.round(x * 10) / 10, Math.round(y * 10) / 10]));
const geometryOf = (polygons: readonly Rings[]) =>
  polygons.length === 1
    ? { type: 'Polygon', coordinates: closed(polygons[0]) }
    : { type: 'MultiPolygon', coordinates: polygons.map(closed) };

const NAMES_EN: Readonly<Record<string, string>> = {
  sea: 'Đà Nẵng bay and East Sea',
  han: 'Hàn river',
  'cam-le': 'Cẩm Lệ river',
  'vinh-dien': 'Vĩnh Điện river',
  'co-co': 'Cổ Cò river',
  'phu-loc': 'Phú Lộc canal',
  'thac-gian': 'Thạc Gián lake',
  'vinh-trung': 'Vĩnh Trung lake',
  'cong-vien-29-3': '29 March park lake',
  'dam-rong': 'Đầm Rong lake',
  'do-xu': 'Đò Xu lake',
};

/** Where rivers come in over the southern edge: strips on which a scenario may hold a level. */
function upstreamEnds(waters: Waters) {
  const [west, south, east] = BOUNDS;
  const strip: Rings = [
    [
      [west, south],
      [east, south],
      [east, south + 60],
      [west, south + 60],
    ],
  ];
  return waters.bodies
    .filter(({ kind }) => kind === 'river')
    .flatMap((body) => {
      const ends = overlap(body.polygons, [strip]);
      return ends.length === 0
        ? []
        : [
            {
              id: `${body.id}-upstream`,
              kind: 'level',
              name: { vi: `${body.name}, thượng lưu`, en: `${NAMES_EN[body.id]}, upstream` },
              geometry: geometryOf(ends),
            },
          ];
    });
}

const SOURCES = [
  [
    'terrain',
    'Mặt đất tổng hợp từ cao độ theo quận, bờ biển, sông hồ và các điểm ngập đã nêu trong data/build/facts',
    'Made ground from levels by district, the coast, rivers, lakes and flood spots stated in data/build/facts',
  ],
  [
    'land',
    'Lớp phủ đất tổng hợp theo lưới đường, mặt nước và các khu chức năng',
    'Made land cover from streets, water and known land uses',
  ],
  [
    'construction',
    'Nhà tổng hợp theo mật độ từng khu; công trình có tên đặt theo tọa độ đã biết; dân số suy ra từ Tổng điều tra 2019',
    'Made buildings by the density of each quarter; named ones at known places; residents from the census of 2019',
  ],
  [
    'transport',
    'Trục đường và cầu chính theo tọa độ đã biết; mạng đường nhỏ tổng hợp',
    'Main streets and bridges at known places; small streets are made',
  ],
  [
    'drainage',
    'Mạng thoát nước tổng hợp theo đường phố, tính theo phương pháp cường độ giới hạn',
    'Made storm drains along streets, sized by the rational method',
  ],
  ['water-supply', 'Mạng cấp nước tổng hợp từ các nhà máy nước có tên', 'Made water mains from the named waterworks'],
  ['lighting', 'Đèn đường tổng hợp dọc theo đường phố', 'Made street lights along streets'],
  ['trees', 'Cây xanh tổng hợp dọc theo đường phố và công viên', 'Made trees along streets and in parks'],
  [
    'wards',
    'Tên phường từ 1/7/2025; ranh giới vẽ theo đường và sông, không phải ranh giới chính thức',
    'Ward names of 1 July 2025; borders drawn along streets and rivers, not the official ones',
  ],
  [
    'stations',
    'Tên và tọa độ trạm đo theo cổng thông tin mưa ngập của thành phố',
    'Names and places of gauges from the city’s rain and flood site',
  ],
  [
    'facilities',
    'Cơ sở có tên theo tọa độ đã biết; số còn lại tổng hợp',
    'Named facilities at known places; the others are made',
  ],
] as const;

/** city.json: what there is, where its water may be held, and where everything comes from. */
export function writeManifest(
  folder: string,
  waters: Waters,
  layers: Readonly<Record<string, string>>,
  coupling: object = {},
): void {
  const water = waters.bodies.map((body) => {
    const lake = LAKES.find(({ id }) => id === body.id);
    return {
      id: body.id,
      kind: body.kind === 'sea' ? 'level' : body.kind,
      name: { vi: body.name, en: NAMES_EN[body.id] ?? body.name },
      ...(lake ? { levelM: lake.levelM, bedLevelM: Math.round((lake.levelM - lake.depthM) * 100) / 100 } : {}),
      geometry: geometryOf(body.polygons),
    };
  });
  const manifest = {
    format: 'twin-city/1',
    name: { vi: 'Đà Nẵng', en: 'Da Nang' },
    crs: CRS_CODE,
    verticalDatum: {
      name: 'Hòn Dấu 1972',
      ellipsoidOffsetM: 0,
      source: 'Quy ước của bộ số liệu mẫu: độ cao ellipsoid lấy bằng cao độ Hòn Dấu; chưa có mô hình geoid đi kèm',
    },
    bounds: BOUNDS,
    cellSizeM: 8,
    drainCapacityMmH: DRAIN_CAPACITY_MM_H,
    terrain: { file: 'terrain.tif', kind: 'dtm' },
    context: { terrain: 'context.tif' },
    layers,
    water: [...water, ...upstreamEnds(waters)],
    coupling: {
      default: { openingM2: 1, perimeterM: 3.5, weirC: 0.54, submergedWeirC: 0.056, orificeC: 0.167 },
      ...coupling,
    },
    scenarios: 'scenarios/',
    sources: SOURCES.filter(([layer]) => layer === 'terrain' || layer in layers).map(([layer, title, titleEn]) => ({
      layer,
      title,
      titleEn,
      date: '2025-07-01',
      licence: 'Apache-2.0',
      synthetic: true,
    })),
  };
  writeFileSync(join(folder, 'city.json'), `${JSON.stringify(manifest, null, 1)}\n`);
}
