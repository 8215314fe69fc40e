import type { Position } from '../../src/city/types.ts';
import { SERVICES } from './facts/services.ts';
import type { SiteFact } from './facts/sites.ts';
import { RIVER_GAUGE, STATIONS } from './facts/stations.ts';
import { insideBounds, toCity } from './frame.ts';
import { code, LayerFile, round2 } from './geojson.ts';
import { areaOf } from './lines.ts';
import type { Building, Ground, StreetEdge } from './types.ts';
import type { Ward, WardFinder } from './wards.ts';

/** Rain gauges, flood towers and the river gauge: real names and places. */
export function makeStations(): LayerFile {
  const file = new LayerFile();
  for (const [id, kind, name, lon, lat] of STATIONS) file.point(toCity(lon, lat), { id, name, kind, synthetic: false });
  const { code: id, name, lon, lat, alarm1M, alarm3M } = RIVER_GAUGE;
  file.point(toCity(lon, lat), { id, name, kind: 'level', alarm1M, alarm3M, synthetic: false });
  return file;
}

/** Floor area that one person is given in a shelter, m²; assumed. */
const SHELTER_M2 = 6;

/** Hospitals, schools, shelters, pump stations, water works, transformers. */
export function makeFacilities(
  buildings: readonly Building[],
  edges: readonly StreetEdge[],
  ground: Ground,
  wards: WardFinder,
): LayerFile {
  const file = new LayerFile();
  const add = (prefix: string, at: Position, properties: Record<string, string | number | boolean | undefined>) =>
    file.point(at, { id: code(prefix, file.count + 1, 4), ...properties, ward: wards.at(at)?.name, synthetic: true });
  const campuses = new Map<SiteFact, Building[]>();
  for (const building of buildings) {
    if (!building.site) continue;
    const list = campuses.get(building.site);
    if (list) list.push(building);
    else campuses.set(building.site, [building]);
  }
  let school = 0;
  for (const [site, list] of campuses) {
    const { centre, floorLevelM, street } = list[0];
    const floorM2 = list.reduce((sum, b) => sum + b.areaM2 * b.floors, 0);
    if (site.use === 'hospital') add('BV', centre, { name: site.name, kind: 'hospital', beds: site.beds, floorLevelM });
    if (site.use !== 'school') continue;
    const name =
      site.name ||
      (street ? `Trường học, đường ${street}` : `Trường học, phường ${wards.at(centre)?.name ?? 'chưa rõ'}`);
    add('TH', centre, { name, kind: 'school', capacity: Math.round(floorM2 / 40) * 10, floorLevelM });
    if (school++ % 2 === 0) {
      add('ST', [centre[0] + 6, centre[1]], {
        name: `Điểm sơ tán – ${name}`,
        kind: 'shelter',
        capacity: Math.round(floorM2 / SHELTER_M2 / 10) * 10,
        floorLevelM,
      });
    }
  }
  for (const { kind, name, lon, lat } of SERVICES) {
    const at = toCity(lon, lat);
    add('KT', at, { name, kind, floorLevelM: round2(ground.levelM(at[0], at[1]) + 0.4) });
  }
  // One transformer a square of about 350 m, on the first wider street in it.
  const served = new Set<string>();
  for (const edge of edges) {
    if (edge.bridge || edge.class === 'lane') continue;
    const [x, y] = edge.path[Math.floor(edge.path.length / 2)];
    const key = `${Math.floor(x / 350)},${Math.floor(y / 350)}`;
    if (served.has(key)) continue;
    served.add(key);
    const at: Position = [x + edge.widthM / 2 + 1.4, y];
    if (!insideBounds(at, 2) || ground.waterAt(at[0], at[1])) continue;
    const name = `Trạm biến áp ${edge.name || `phường ${wards.at(at)?.name ?? ''}`}`.trim();
    add('TBA', at, { name, kind: 'transformer', floorLevelM: round2(ground.levelM(at[0], at[1]) + 0.35) });
  }
  return file;
}

/** Ward outlines with their people. */
export function makeWardLayer(wards: readonly Ward[], residentsOf: ReadonlyMap<string, number>): LayerFile {
  const file = new LayerFile();
  for (const { id, name, formerDistrict, polygons } of wards) {
    const areaM2 = polygons.reduce(
      (sum, rings) => sum + rings.reduce((part, ring, i) => part + (i === 0 ? 1 : -1) * Math.abs(areaOf(ring)), 0),
      0,
    );
    file.area(polygons, {
      id,
      name,
      formerDistrict,
      residents: residentsOf.get(id) ?? 0,
      areaKm2: Math.round(areaM2 / 1e4) / 100,
      synthetic: true,
    });
  }
  return file;
}
