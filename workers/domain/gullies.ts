import type { NetworkLayer, NetworkLink, Position } from '../../src/city/types.ts';
import type { Measure } from '../../src/scenario/types.ts';
import type { EditedNetwork } from './pipework/index.ts';

/** As much of a network as gullies ask for. */
export interface Drawn {
  readonly nodes: readonly Pick<NetworkLayer['nodes'][number], 'id' | 'kind'>[];
  readonly links: readonly NetworkLink[];
}

/** Where water leaves the street between two manholes, and the manhole that it drains to. */
export interface Gully {
  readonly node: string;
  readonly at: Position;
}

/**
 * Gullies along the closed conduits of a network: evenly between the manholes at both ends, no farther apart than
 * `spacingM`, each draining to the nearer manhole. None along open channels, and none to outfalls and storages.
 */
export function gulliesAlong(layer: Drawn, spacingM: number): Gully[] {
  const manholes = new Set(layer.nodes.flatMap(({ id, kind }) => (kind === 'junction' ? [id] : [])));
  return layer.links.flatMap((link) => {
    if (link.kind !== 'conduit' || link.path.length < 2 || isOpen(link)) return [];
    const along = lengthsAlong(link.path);
    const lengthM = along[along.length - 1];
    const stretches = Math.ceil(lengthM / spacingM);
    const gullies: Gully[] = [];
    for (let g = 1; g < stretches; g++) {
      const ends = 2 * g <= stretches ? [link.from, link.to] : [link.to, link.from];
      const node = ends.find((id) => manholes.has(id));
      if (node) gullies.push({ node, at: pointAt(link.path, along, (g * lengthM) / stretches) });
    }
    return gullies;
  });
}

/** The network as drawn, with the pipes that measures add: along their line, or straight from node to node. */
export function withNewPipes(layer: Drawn, edited: EditedNetwork, measures: readonly Measure[]): Drawn {
  const known = new Set(layer.links.map(({ id }) => id));
  const lines = new Map(
    measures.flatMap((measure) => (measure.kind === 'pipe' ? [[measure.id, measure.geometry]] : [])),
  );
  const added = [...edited.links.values()].flatMap((link): NetworkLink[] => {
    if (link.kind !== 'conduit' || known.has(link.id)) return [];
    const { id, kind, from, to, section } = link;
    const line = lines.get(id);
    const ends = [edited.places.get(from), edited.places.get(to)];
    const path = line?.type === 'LineString' ? line.coordinates : ends.filter((end) => end !== undefined);
    return [{ id, kind, from, to, path, properties: { shape: section.shape } }];
  });
  return added.length > 0 ? { nodes: [...edited.nodes.values()], links: [...layer.links, ...added] } : layer;
}

const isOpen = ({ properties: { shape } }: NetworkLink): boolean =>
  typeof shape === 'string' && /OPEN|TRAPEZOIDAL|TRIANGULAR|PARABOLIC|POWER|IRREGULAR|STREET/i.test(shape);

function lengthsAlong(path: readonly Position[]): number[] {
  const along = [0];
  for (let i = 1; i < path.length; i++)
    along.push(along[i - 1] + Math.hypot(path[i][0] - path[i - 1][0], path[i][1] - path[i - 1][1]));
  return along;
}

function pointAt(path: readonly Position[], along: readonly number[], distanceM: number): Position {
  const last = Math.max(
    1,
    along.findIndex((length) => length >= distanceM),
  );
  const [a, b] = [path[last - 1], path[last]];
  const share = (distanceM - along[last - 1]) / (along[last] - along[last - 1] || 1);
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
}
