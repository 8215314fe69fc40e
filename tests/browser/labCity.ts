import { zipSync } from 'fflate';
import { writeGeoTiff } from '../../workers/raster/write.ts';

const text = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/**
 * A laboratory city as an area pack: a bowl of 64 × 48 cells of 5 m with two houses on its slope and a storm of
 * 60 mm/h for half an hour. Small enough that a run takes a second.
 * @param change other keys of the storm
 * @param drains text of a SWMM file for its drainage
 */
export function labCity(change: object = {}, drains?: string): Uint8Array {
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
      layers: { construction: 'construction.geojson', ...(drains === undefined ? {} : { drainage: 'drainage.inp' }) },
      scenarios: 'scenarios/',
      sources: [{ layer: 'terrain', title: 'A paraboloid', synthetic: true }],
    }),
    'terrain.tif': writeGeoTiff({ grid: { cols, rows, cellSizeM, xMin: 0, yMin: 0 }, values: ground, nodata: -9999 }),
    'construction.geojson': text({
      type: 'FeatureCollection',
      features: [house('N-1', 60, 100), house('N-2', 220, 140)],
    }),
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
