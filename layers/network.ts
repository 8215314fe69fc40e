import { type CheckedLink, type CheckedNode, finding } from './checks.ts';
import type { Finding } from './types.ts';

/** Links whose ends do not exist, nodes without links, nodes without a place: the same for every pipe network. */
export function checkConnections(nodes: readonly CheckedNode[], links: readonly CheckedLink[]): Finding[] {
  const findings: Finding[] = [];
  const known = new Set(nodes.map((node) => node.id));
  const used = new Set<string>();
  for (const link of links) {
    for (const end of [link.from, link.to]) {
      used.add(end);
      if (!known.has(end)) {
        findings.push(
          finding(
            'error',
            'unknown-node',
            link.id,
            `Nối tới nút "${end}" không tồn tại.`,
            `It ends at node "${end}", which does not exist.`,
            link.path[0],
            { item: 'link', also: [end] },
          ),
        );
      }
    }
    if (link.from === link.to) {
      findings.push(
        finding(
          'error',
          'loop-link',
          link.id,
          'Hai đầu là cùng một nút.',
          'Both ends are the same node.',
          link.path[0],
          { item: 'link' },
        ),
      );
    }
  }
  for (const node of nodes) {
    if (!used.has(node.id)) {
      findings.push(
        finding(
          'warning',
          'orphan-node',
          node.id,
          'Nút không nối với tuyến nào.',
          'No link is connected to this node.',
          node.at,
          { item: 'node' },
        ),
      );
    }
    if (!node.at) {
      findings.push(
        finding(
          'warning',
          'no-place',
          node.id,
          'Nút không có tọa độ nên không vẽ được.',
          'The node has no coordinates, so it cannot be drawn.',
          undefined,
          { item: 'node' },
        ),
      );
    }
  }
  return findings;
}

/** Sets of connected nodes, by walking the links in either direction. */
export function components(nodes: readonly CheckedNode[], links: readonly CheckedLink[]): CheckedNode[][] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const next = new Map<string, string[]>();
  const connect = (a: string, b: string): void => {
    const list = next.get(a);
    if (list) list.push(b);
    else next.set(a, [b]);
  };
  for (const { from, to } of links) {
    connect(from, to);
    connect(to, from);
  }
  const seen = new Set<string>();
  const groups: CheckedNode[][] = [];
  for (const start of nodes) {
    if (seen.has(start.id)) continue;
    seen.add(start.id);
    const group: CheckedNode[] = [];
    const queue = [start.id];
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      const node = byId.get(id);
      if (node) group.push(node);
      for (const other of next.get(id) ?? []) {
        if (seen.has(other)) continue;
        seen.add(other);
        queue.push(other);
      }
    }
    groups.push(group);
  }
  return groups;
}
