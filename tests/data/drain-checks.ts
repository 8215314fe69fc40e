import type { DrainModel } from '../../data/build/networks/swmm.ts';

/** Nodes from which no outfall can be reached along conduits and pumps. */
export function stranded(model: DrainModel): string[] {
  const up = new Map<string, string[]>();
  for (const link of [...model.conduits, ...model.pumps]) {
    const list = up.get(link.to);
    if (list) list.push(link.from);
    else up.set(link.to, [link.from]);
  }
  const reached = new Set<string>();
  const queue = model.nodes.filter((node) => node.kind === 'outfall').map((node) => node.id);
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    queue.push(...(up.get(id) ?? []));
  }
  return model.nodes.map((node) => node.id).filter((id) => !reached.has(id));
}

/** Conduits that rise in the direction of their flow. */
export const adverse = (model: DrainModel): string[] =>
  model.conduits.filter((conduit) => conduit.fromInvertM <= conduit.toInvertM).map((conduit) => conduit.id);

/** Least distance from a crown to the street at a manhole or wet well, m; lake chambers have sills instead. */
export function leastCoverM(model: DrainModel): number {
  const nodes = new Map(model.nodes.map((node) => [node.id, node]));
  let least = Number.POSITIVE_INFINITY;
  for (const conduit of model.conduits) {
    for (const [id, invertM] of [
      [conduit.from, conduit.fromInvertM],
      [conduit.to, conduit.toInvertM],
    ] as const) {
      const node = nodes.get(id);
      if (!node || node.kind === 'outfall' || id.startsWith('HO-')) continue;
      least = Math.min(least, node.rimM - invertM - conduit.section.heightM);
    }
  }
  return least;
}

/** Nodes whose invert does not lie below their rim. */
export const aboveGround = (model: DrainModel): string[] =>
  model.nodes.filter((node) => node.kind !== 'outfall' && node.invertM >= node.rimM).map((node) => node.id);
