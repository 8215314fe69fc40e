import type { Conduit, DrainLink, DrainNode, Network, Section } from '../../workers/drainage/index.ts';

/** A junction whose street lies `depthM` over its invert. */
export const junction = (id: string, invertM: number, depthM = 3): DrainNode => ({
  kind: 'junction',
  id,
  invertM,
  rimM: invertM + depthM,
});

export const outfall = (id: string, invertM: number, levelM?: number): DrainNode => ({
  kind: 'outfall',
  id,
  invertM,
  boundary: levelM === undefined ? { kind: 'free' } : { kind: 'fixed', levelM },
});

export const tank = (id: string, invertM: number, areaM2: number, initialDepthM = 0, depthM = 5): DrainNode => ({
  kind: 'storage',
  id,
  invertM,
  rimM: invertM + depthM,
  initialDepthM,
  shape: { kind: 'formula', constantM2: areaM2, coefficient: 0, exponent: 0 },
});

export const circular = (heightM: number): Section => ({ shape: 'circular', heightM });

export const pipe = (
  id: string,
  from: string,
  to: string,
  levels: readonly [number, number],
  more: Partial<Conduit> = {},
): Conduit => ({
  kind: 'conduit',
  id,
  from,
  to,
  lengthM: 100,
  manning: 0.013,
  section: circular(1),
  fromLevelM: levels[0],
  toLevelM: levels[1],
  ...more,
});

/** A flow that rises to its height within a minute and stays. */
export const steady = (node: string, flowM3s: number) => ({ node, baselineM3s: flowM3s });

/** A chain of pipes of one slope down to a free outfall: nodes N0, N1 …, links P0, P1 … */
export function chain(pipes: number, fallM: number, more: Partial<Conduit> = {}, inflowM3s = 0): Network {
  const nodes: DrainNode[] = [];
  const links: DrainLink[] = [];
  for (let i = 0; i <= pipes; i++) {
    const invertM = (pipes - i) * fallM;
    nodes.push(i < pipes ? junction(`N${i}`, invertM) : outfall(`N${i}`, invertM));
    if (i > 0) links.push(pipe(`P${i - 1}`, `N${i - 1}`, `N${i}`, [(pipes - i + 1) * fallM, invertM], more));
  }
  return { nodes, links, inflows: inflowM3s > 0 ? [steady('N0', inflowM3s)] : [] };
}
