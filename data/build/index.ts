/** `npm run data`: writes the sample city as a City folder. `tsx data/build/index.ts [outDir]` */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { makeBlocks } from './blocks.ts';
import { makeBuildings } from './buildings.ts';
import { siteBlocks } from './campus.ts';
import { carveStreets } from './carve.ts';
import { makeConstruction } from './construction.ts';
import { makeGround } from './ground.ts';
import { makeLand } from './land.ts';
import { makeLighting } from './lighting.ts';
import { writeManifest } from './manifest.ts';
import { writeNetworks } from './networks/index.ts';
import { writeScenarios } from './scenarios.ts';
import { makeFacilities, makeStations, makeWardLayer } from './services.ts';
import { makeStreets, planOf } from './streets.ts';
import { writeContext, writeTerrain } from './terrain.ts';
import { makeTransport } from './transport.ts';
import { makeTrees } from './trees.ts';
import { countResidents, makeWards, WardFinder } from './wards.ts';
import { receivingWaters } from './water.ts';

const out = resolve(process.argv[2] ?? 'data/danang');
mkdirSync(out, { recursive: true });
const startedAt = performance.now();
const layers: Record<string, string> = {};
let last = startedAt;
const step = <T>(name: string, work: () => T): T => {
  const result = work();
  const now = performance.now();
  console.log(`${name.padEnd(14)} ${((now - last) / 1000).toFixed(1)} s`);
  last = now;
  return result;
};

const base = step('ground', () => makeGround());
const streets = step('streets', () => makeStreets(base));
const ground = step('carve', () => carveStreets(base, streets.edges));
const sited = step('blocks', () => siteBlocks(makeBlocks(planOf(base), base)));
const buildings = step('buildings', () => makeBuildings(sited, streets.edges, ground, base));
const wards = makeWards(base.waters);
const finder = new WardFinder(wards);
const homes = step('wards', () => buildings.map(({ centre }) => finder.at(centre)));
const residents = countResidents(buildings, ({ centre }) => {
  const ward = finder.at(centre);
  return ward && finder.districtOf(ward, centre);
});

const save = (layer: string, file: { save(folder: string, name: string): number; count: number }) => {
  layers[layer] = `${layer}.geojson`;
  const bytes = file.save(out, layers[layer]);
  console.log(`  ${layer}: ${file.count} features, ${(bytes / 1e6).toFixed(1)} MB`);
};
step('terrain', () => writeTerrain(out, ground));
step('context', () => writeContext(out, ground));
step('land', () => save('land', makeLand(base.waters, sited, planOf(base).zones)));
step('construction', () => save('construction', makeConstruction(buildings, homes, residents)));
step('transport', () => save('transport', makeTransport(streets.edges, finder)));
step('lighting', () => save('lighting', makeLighting(streets.edges, ground)));
step('trees', () => save('trees', makeTrees(streets.edges, sited, planOf(base).zones, ground)));
const residentsOf = new Map<string, number>();
homes.forEach((ward, i) => {
  if (ward) residentsOf.set(ward.id, (residentsOf.get(ward.id) ?? 0) + residents[i]);
});
save('wards', makeWardLayer(wards, residentsOf));
save('stations', makeStations());
step('facilities', () => save('facilities', makeFacilities(buildings, streets.edges, ground, finder)));
const networks = step('networks', () => writeNetworks(out, ground, streets, receivingWaters(base.waters)));
console.log(`  ${networks.summary}`);
Object.assign(layers, networks.layers);
step('scenarios', () => writeScenarios(out, streets));
writeManifest(out, base.waters, layers, networks.coupling);
console.log(`${out}: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
