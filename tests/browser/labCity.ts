import { zipSync } from 'fflate';
import { writeGeoTiff } from '../../workers/raster/write.ts';

const text = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/**
 * A laboratory city as an area pack: a bowl of 64 × 48 cells of 5 m with two houses on its slope and a storm of
 * 60 mm/h for half an hour. Small enough that a run takes a second.
 * @param change other keys of the storm
 * @param drains text of a SWMM file for its drainage
 * @param town with two wards, a street through the bowl and a school and a house at its bottom
 */
export function labCity(change: object = {}, drains?: string, town = false): Uint8Array {
  const cols = 64;
  const rows = 48;
  const cellSizeM = 5;
  const ground = new Float32Array(cols * rows);
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) {
      ground[row * cols + col] = 2 + ((col - 32) ** 2 + (row - 24) ** 2) * 0.002;
    }
  }
  const house = (id: string, x: number, y: number) => ({
    type: 'Feature',
    id,
    properties: { id, use: 'tubeHouse', heightM: 12, floors: 3, residents: 4 },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [x, y],
          [x + 20, y],
          [x + 20, y + 15],
          [x, y + 15],
          [x, y],
        ],
      ],
    },
  });
  return zipSync({
    'city.json': text({
      format: 'twin-city/1',
      name: { vi: 'Phòng thí nghiệm', en: 'Laboratory' },
      crs: 'local',
      cellSizeM,
      terrain: { file: 'terrain.tif', kind: 'dtm' },
      layers: {
        construction: 'construction.geojson',
        ...(town ? { wards: 'wards.geojson', transport: 'transport.geojson', facilities: 'facilities.geojson' } : {}),
        ...(drains === undefined ? {} : { drainage: 'drainage.inp' }),
      },
      scenarios: 'scenarios/',
      sources: [{ layer: 'terrain', title: 'A paraboloid', synthetic: true }],
    }),
    'terrain.tif': writeGeoTiff({ grid: { cols, rows, cellSizeM, xMin: 0, yMin: 0 }, values: ground, nodata: -9999 }),
    'construction.geojson': text({
      type: 'FeatureCollection',
      features: [house('N-1', 60, 100), house('N-2', 220, 140), ...(town ? [house('N-3', 165, 125)] : [])],
    }),
    ...(town ? townFiles() : {}),
    ...(drains === undefined ? {} : { 'drainage.inp': new TextEncoder().encode(drains) }),
    'scenarios/storm.json': text({
      format: 'twin-scenario/1',
      id: 'storm',
      name: { vi: 'Mưa 30 phút', en: 'Half an hour of rain' },
      durationS: 3600,
      outputEveryS: 300,
      cellSizeM,
      rain: [{ area: 'all', timesS: [0, 1800], intensityMmH: [60, 0] }],
      gauges: [{ id: 'P1', x: 162.5, y: 117.5 }],
      ...change,
    }),
  });
}

const townFiles = (): Record<string, Uint8Array> => {
  const collection = (...features: readonly object[]): Uint8Array => text({ type: 'FeatureCollection', features });
  const feature = (id: string, type: string, coordinates: unknown, properties: object): object => ({
    type: 'Feature',
    id,
    properties: { id, ...properties },
    geometry: { type, coordinates },
  });
  const half = (x0: number, x1: number): unknown => [
    [
      [x0, 0],
      [x1, 0],
      [x1, 240],
      [x0, 240],
      [x0, 0],
    ],
  ];
  return {
    'wards.geojson': collection(
      feature('west', 'Polygon', half(0, 160), { name: 'Tây Hồ', residents: 120 }),
      feature('east', 'Polygon', half(160, 320), { name: 'Đông Hồ', residents: 80 }),
    ),
    'transport.geojson': collection(
      feature(
        'D1',
        'LineString',
        [
          [10, 118],
          [310, 118],
        ],
        { name: 'Đường Lòng Chảo', class: 'local', widthM: 7, lengthM: 300 },
      ),
    ),
    'facilities.geojson': collection(
      feature('T1', 'Point', [150, 118], { name: 'Trường Đáy Chảo', kind: 'school', floorLevelM: 2 }),
    ),
  };
};
