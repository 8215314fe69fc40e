/** One row of the CRS table. */
export interface CrsEntry {
  readonly name: string;
  readonly proj4: string;
}

/** Seven parameters WGS 84 from VN-2000, Circular 05/2011/TT-BTNMT, in proj4's (position vector) signs. */
const VN2000_TOWGS84 =
  '+towgs84=-191.90441429,-39.30318279,-111.45032835,-0.00928836,0.01975479,-0.00427372,0.252906278';

const tm3 = (lon: number): string =>
  `+proj=tmerc +lat_0=0 +lon_0=${lon} +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 ${VN2000_TOWGS84} +units=m +no_defs`;
const vnUtm = (lon: number): string =>
  `+proj=tmerc +lat_0=0 +lon_0=${lon} +k=0.9996 +x_0=500000 +y_0=0 +ellps=WGS84 ${VN2000_TOWGS84} +units=m +no_defs`;

/** EPSG code of each VN-2000 / TM-3 zone, with its central meridian in degrees. */
const TM3_ZONES: readonly (readonly [epsg: number, meridian: number])[] = [
  [5896, 102],
  [9205, 103],
  [9206, 104],
  [9207, 104.5],
  [9208, 104.75],
  [5897, 105],
  [9209, 105.5],
  [9210, 105.75],
  [9211, 106],
  [9212, 106.25],
  [9213, 106.5],
  [9214, 107],
  [9215, 107.25],
  [9216, 107.5],
  [5899, 107.75],
  [5898, 108],
  [9217, 108.25],
  [9218, 108.5],
];

const table: Record<string, CrsEntry> = {
  'EPSG:4326': { name: 'WGS 84', proj4: '+proj=longlat +datum=WGS84 +no_defs' },
  'EPSG:3857': {
    name: 'WGS 84 / Pseudo-Mercator',
    proj4:
      '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +wktext +no_defs',
  },
  'EPSG:4756': { name: 'VN-2000', proj4: `+proj=longlat +ellps=WGS84 ${VN2000_TOWGS84} +no_defs` },
  'EPSG:3405': { name: 'VN-2000 / UTM zone 48N', proj4: vnUtm(105) },
  'EPSG:3406': { name: 'VN-2000 / UTM zone 49N', proj4: vnUtm(111) },
  'EPSG:27700': {
    name: 'OSGB36 / British National Grid',
    proj4:
      '+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy +towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489 +units=m +no_defs',
  },
};
for (const [epsg, meridian] of TM3_ZONES) {
  const degrees = Math.floor(meridian);
  const minutes = Math.round((meridian - degrees) * 60);
  table[`EPSG:${epsg}`] = {
    name: `VN-2000 / TM-3 ${degrees}-${String(minutes).padStart(2, '0')}`,
    proj4: tm3(meridian),
  };
}
for (let zone = 1; zone <= 60; zone++) {
  table[`EPSG:${32600 + zone}`] = {
    name: `WGS 84 / UTM zone ${zone}N`,
    proj4: `+proj=utm +zone=${zone} +datum=WGS84 +units=m +no_defs`,
  };
  table[`EPSG:${32700 + zone}`] = {
    name: `WGS 84 / UTM zone ${zone}S`,
    proj4: `+proj=utm +zone=${zone} +south +datum=WGS84 +units=m +no_defs`,
  };
}

/** Every CRS that a City may name by code: VN-2000 (all zones), WGS 84 (geographic, web, UTM), British grid. */
export const CRS_TABLE: Readonly<Record<string, CrsEntry>> = table;
