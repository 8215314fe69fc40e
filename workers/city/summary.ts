import { LAYERS } from '../../layers/index.ts';
import { LAYER_IDS } from '../../layers/types.ts';
import type { City } from '../../src/city/index.ts';
import type { Scenario } from '../../src/scenario/index.ts';
import type { Raster } from '../raster/types.ts';
import type { SceneCity } from '../scene/types.ts';
import type { LayerSummary, OpenedCity, SourceRow } from './types.ts';

/** The City in names and numbers, for the page. */
export function summarise(
  city: City,
  scene: SceneCity,
  ground: Raster,
  scenarios: readonly Scenario[],
): Omit<OpenedCity, 'fingerprint'> {
  const { manifest, crs } = city;
  const sources: SourceRow[] = manifest.sources.map(({ layer, title, titleEn, date, licence, synthetic }) => ({
    layer,
    title: { vi: title, en: titleEn ?? title },
    ...(date !== undefined && { date }),
    ...(licence !== undefined && { licence }),
    ...(synthetic !== undefined && { synthetic }),
  }));
  const { cols, rows, cellSizeM } = ground.grid;
  // A geographic terrain would have cells in degrees; a city never has one, importing projects it.
  const layers: LayerSummary[] = LAYER_IDS.filter((id) => city.layers.has(id)).map((id) => {
    const data = city.layers.get(id);
    const { schema, symbology } = LAYERS[id];
    const own = sources.filter((source) => source.layer === id);
    return {
      id,
      name: schema.name,
      features: data === undefined ? 0 : data.kind === 'features' ? data.features.length : data.links.length,
      synthetic: own.some((source) => source.synthetic),
      legend: symbology.classes.map(({ label, colour }) => ({ label, colour })),
      sources: own,
    };
  });
  return {
    name: manifest.name,
    crs: crs.code,
    crsName: crs.name,
    datum: manifest.verticalDatum?.name,
    boundsLonLat: scene.boundsLonLat,
    cellSizeM: manifest.cellSizeM ?? cellSizeM,
    widthM: cols * cellSizeM,
    heightM: rows * cellSizeM,
    synthetic: sources.some((source) => source.synthetic),
    scene,
    layers,
    sources,
    notes: city.notes,
    scenarios,
  };
}
