import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CRS_TABLE, crsOfWkt, resolveCrs, utmCodeAt } from '../../src/crs/index.ts';

/** Bridges and crossroads of Đà Nẵng in VN-2000 / TM-3 107°45′, computed with the official seven parameters. */
const CHECK_POINTS: readonly (readonly [place: string, lon: number, lat: number, e: number, n: number])[] = [
  ['Dragon bridge', 108.2279, 16.06115, 550937.033, 1776404.395],
  ['Thuận Phước', 108.222, 16.0949, 550297.248, 1780137.433],
  ['Cầu Đỏ', 108.191, 15.9993, 547003.508, 1769551.899],
  ['Ngã ba Huế', 108.1785, 16.062, 545651.347, 1776486.881],
];

describe('VN-2000 / TM-3 107°45′', () => {
  const crs = resolveCrs('EPSG:5899');
  it.each(CHECK_POINTS)('puts %s within 1 mm', (_, lon, lat, easting, northing) => {
    const [x, y] = crs.fromLonLat([lon, lat]);
    expect(Math.abs(x - easting)).toBeLessThan(0.001);
    expect(Math.abs(y - northing)).toBeLessThan(0.001);
  });
  it.each(CHECK_POINTS)('and brings %s back', (_, lon, lat, easting, northing) => {
    const [backLon, backLat] = crs.toLonLat([easting, northing]);
    expect(Math.abs(backLon - lon)).toBeLessThan(1e-8);
    expect(Math.abs(backLat - lat)).toBeLessThan(1e-8);
  });
  it('differs from the same projection without datum shift by the known trap', () => {
    const plain = resolveCrs('+proj=tmerc +lat_0=0 +lon_0=107.75 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +units=m');
    const [x, y] = crs.fromLonLat([108.2279, 16.06115]);
    const [px, py] = plain.fromLonLat([108.2279, 16.06115]);
    expect(px - x).toBeCloseTo(194.5, 0);
    expect(py - y).toBeCloseTo(-113.0, 0);
  });
});

describe('every system of the table', () => {
  it('brings a point back to where it was, anywhere near its meridian', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(CRS_TABLE)),
        fc.double({ min: -2.5, max: 2.5, noNaN: true }),
        fc.double({ min: 1, max: 60, noNaN: true }),
        (code, east, lat) => {
          const crs = resolveCrs(code);
          const south = crs.name.endsWith('S');
          const place: [number, number] = [(crs.meridianDeg ?? 108) + east, south ? -lat : lat];
          const [lon, back] = crs.toLonLat(crs.fromLonLat(place));
          // 2 cm: the seven-parameter shift is linearised both ways. One turn of the Earth is the same place.
          expect(Math.abs(((lon - place[0] + 540) % 360) - 180)).toBeLessThan(2e-7);
          expect(Math.abs(back - place[1])).toBeLessThan(2e-7);
        },
      ),
    );
  });
  it('holds VN-2000, WGS 84 and the British grid', () => {
    for (const code of ['EPSG:4326', 'EPSG:3857', 'EPSG:32649', 'EPSG:32749', 'EPSG:5897', 'EPSG:9218', 'EPSG:27700'])
      expect(CRS_TABLE).toHaveProperty([code]);
  });
  it('refuses another code by name, with what is accepted', () => {
    expect(() => resolveCrs('EPSG:2154')).toThrow(/EPSG:2154.*proj4 string.*local/);
  });
});

describe('a .prj file', () => {
  const britishGrid =
    'PROJCS["British_National_Grid",GEOGCS["GCS_OSGB_1936",DATUM["D_OSGB_1936",SPHEROID["Airy_1830",6377563.396,299.3249646]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",400000.0],PARAMETER["False_Northing",-100000.0],PARAMETER["Central_Meridian",-2.0],PARAMETER["Scale_Factor",0.9996012717],PARAMETER["Latitude_Of_Origin",49.0],UNIT["Meter",1.0]]';
  it.each([
    ['the British grid of ESRI', britishGrid, 'EPSG:27700'],
    [
      'a Vietnamese TM-3 zone under any name',
      'PROJCS["VN2000_DaNang",GEOGCS["GCS_VN_2000",DATUM["D_Vietnam_2000",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",107.75],PARAMETER["Scale_Factor",0.9999],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]',
      'EPSG:5899',
    ],
    [
      'a UTM zone of the southern hemisphere',
      'PROJCS["WGS_1984_UTM_Zone_49S",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",10000000.0],PARAMETER["Central_Meridian",111.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]',
      'EPSG:32749',
    ],
    [
      'longitude and latitude',
      'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]',
      'EPSG:4326',
    ],
    [
      'WKT 2 with its number',
      'PROJCRS["VN-2000 / TM-3 107-45",BASEGEOGCRS["VN-2000",DATUM["Vietnam 2000",ELLIPSOID["WGS 84",6378137,298.257223563]]],CONVERSION["x",METHOD["Transverse Mercator",ID["EPSG",9807]]],ID["EPSG",5899]]',
      'EPSG:5899',
    ],
  ])('is recognised: %s', (_, wkt, code) => {
    expect(crsOfWkt(wkt).code).toBe(code);
  });
  it('is not mistaken for a neighbour when one parameter differs', () => {
    expect(crsOfWkt(britishGrid.replace('"Scale_Factor",0.9996012717', '"Scale_Factor",0.9996')).code).toBeUndefined();
    expect(crsOfWkt(britishGrid.replace('D_OSGB_1936', 'D_WGS_1984')).code).toBeUndefined();
  });
  it('is named when it is not in the table', () => {
    const answer = crsOfWkt('PROJCS["RGF93 / Lambert-93",GEOGCS["RGF93"],AUTHORITY["EPSG","2154"]]');
    expect(answer).toEqual({ code: undefined, found: 'RGF93 / Lambert-93 (EPSG:2154)' });
  });
});

it('UTM zones follow the place', () => {
  expect(utmCodeAt([108.2, 16.06])).toBe('EPSG:32649');
  expect(utmCodeAt([-58.4, -34.6])).toBe('EPSG:32721');
  expect(utmCodeAt([180, 10])).toBe('EPSG:32660');
});
