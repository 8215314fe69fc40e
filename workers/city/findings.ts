import { LAYERS } from '../../layers/index.ts';
import type { Finding, LayerId } from '../../layers/types.ts';
import type { City, LayerData } from '../../src/city/index.ts';
import type { LayerFinding } from './types.ts';

/** What is wrong with some layers, with the place of each thing in the scene. */
export function findingsOf(
  city: City,
  layers: readonly LayerId[],
  groundM: (x: number, y: number) => number,
): LayerFinding[] {
  return layers.flatMap((layer) => {
    const data = city.layers.get(layer);
    if (!data) return [];
    const findings = LAYERS[layer].checks(data, { groundM });
    if (findings.length === 0) return [];
    const find = finder(data);
    return findings.map((finding): LayerFinding => {
      const index = find(finding);
      if (index === undefined || !finding.at) return { ...finding, layer };
      const [lon, lat] = city.crs.toLonLat([finding.at[0], finding.at[1]]);
      return { ...finding, layer, place: { index, lon, lat } };
    });
  });
}

/** Index of what a finding names, as the scene counts: links before nodes. */
function finder(data: LayerData): (finding: Finding) => number | undefined {
  if (data.kind === 'features') {
    const at = new Map(data.features.map(({ id }, i) => [id, i]));
    return ({ feature }) => at.get(feature);
  }
  const links = new Map(data.links.map(({ id }, i) => [id, i]));
  const nodes = new Map(data.nodes.map(({ id }, i) => [id, data.links.length + i]));
  return ({ feature, item }) =>
    item === 'node'
      ? nodes.get(feature)
      : item === 'link'
        ? links.get(feature)
        : (links.get(feature) ?? nodes.get(feature));
}
