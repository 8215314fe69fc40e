import type { NetworkLayer, NetworkLink, Position } from '../../src/city/types.ts';

/** Where water leaves the street between two manholes, and the manhole that it drains to. */
export interface Gully {
  readonly node: string;
  readonly at: Position;
}

/**
 * Gullies along the closed conduits of a network: evenly between the manholes at both ends, no farther apart than
 * `spacingM`, each draining to the nearer manhole. None along open channels, and none to outfalls and storages.
 */
export function gulliesAlong(layer: NetworkLayer, spacingM: number): Gully[] {
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
