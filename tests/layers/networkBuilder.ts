import type { CheckedLayer, CheckedLink, CheckedNode } from '../../layers/checks.ts';

type More = Readonly<Record<string, unknown>>;

/** Builds a pipe network that reads as the network it is: `network().manhole('M1', 0, …).pipe('C1', 'M1', 'O1', …)`. */
export function network() {
  const nodes: CheckedNode[] = [];
  const links: CheckedLink[] = [];
  const node = (kind: string, id: string, x: number, more: More): void => {
    nodes.push({ id, kind, at: [x, 0], properties: { id, kind, ...more } });
  };
  const builder = {
    manhole: (id: string, x: number, invertM: number, rimM: number) => {
      node('junction', id, x, { invertM, rimM });
      return builder;
    },
    outfall: (id: string, x: number, invertM: number) => {
      node('outfall', id, x, { invertM });
      return builder;
    },
    /** A water supply node. */
    tap: (id: string, x: number) => {
      node('junction', id, x, {});
      return builder;
    },
    source: (id: string, x: number) => {
      node('reservoir', id, x, {});
      return builder;
    },
    /** A drain from node to node at their inverts, 0.6 m wide unless said otherwise. */
    pipe: (
      id: string,
      from: string,
      to: string,
      { path, ...more }: More & { readonly path?: CheckedLink['path'] } = {},
    ) => {
      const invertOf = (end: string): unknown => nodes.find((one) => one.id === end)?.properties.invertM;
      const level = { fromInvertM: invertOf(from), toInvertM: invertOf(to) };
      const properties = { id, kind: 'conduit', shape: 'CIRCULAR', heightM: 0.6, lengthM: 50, ...level, ...more };
      links.push({ id, kind: 'conduit', from, to, path: path ?? [[0, 0]], properties });
      return builder;
    },
    main: (id: string, from: string, to: string, diameterM: number) => {
      links.push({ id, kind: 'pipe', from, to, path: [[0, 0]], properties: { id, kind: 'pipe', diameterM } });
      return builder;
    },
    built: (): CheckedLayer => ({ kind: 'network', nodes, links }),
  };
  return builder;
}
