import {
  type CheckContext,
  type CheckedLink,
  type CheckedNode,
  type Checks,
  checkAttributes,
  finding,
  numberIn,
} from '../checks.ts';
import { checkConnections, components } from '../network.ts';
import type { Finding } from '../types.ts';
import { schema } from './schema.ts';

/** Levels from surveys and drawings agree to about this, m. */
const LEVEL_TOLERANCE_M = 0.01;
/** Further than this, rim and ground are not of one survey, m. */
const RIM_TOLERANCE_M = 1;

/** What is wrong with a storm drain network: connections, slopes, levels against the ground, outlets, narrowing pipes. */
export const checks: Checks = (data, context = {}) => {
  if (data.kind !== 'network') return [];
  const { nodes, links } = data;
  return [
    ...checkAttributes(
      schema,
      [...nodes, ...links].map((item) => ({
        id: item.id,
        properties: item.properties,
        at: 'at' in item ? item.at : item.path[0],
      })),
    ).filter(({ code }) => code !== 'duplicate-id'),
    ...checkDuplicates(nodes),
    ...checkDuplicates(links),
    ...checkConnections(nodes, links),
    ...checkOutfalls(nodes, links),
    ...links.flatMap((link) => checkConduit(link)),
    ...checkNarrowing(nodes, links),
    ...checkLevels(nodes, links, context),
  ];
};

/** A node and a link may share an id, as in SWMM; two nodes may not. */
function checkDuplicates(items: readonly { readonly id: string }[]): Finding[] {
  const seen = new Set<string>();
  return items.flatMap(({ id }) => {
    if (seen.has(id))
      return [finding('error', 'duplicate-id', id, `Mã "${id}" bị trùng.`, `The id "${id}" is used twice.`)];
    seen.add(id);
    return [];
  });
}

function checkOutfalls(nodes: readonly CheckedNode[], links: readonly CheckedLink[]): Finding[] {
  return components(nodes, links)
    .filter((group) => group.length > 1 && !group.some(({ kind }) => kind === 'outfall' || kind === 'storage'))
    .map((group) =>
      finding(
        'error',
        'no-outfall',
        group[0].id,
        `Cụm ${group.length} nút này không có cửa xả: nước không có lối ra.`,
        `These ${group.length} connected nodes have no outfall: water has no way out.`,
        group[0].at,
      ),
    );
}

function checkConduit(link: CheckedLink): Finding[] {
  if (link.kind !== 'conduit') return [];
  const findings: Finding[] = [];
  const at = link.path[0];
  const from = numberIn(link.properties, 'fromInvertM');
  const to = numberIn(link.properties, 'toInvertM');
  if (from !== undefined && to !== undefined && to > from + LEVEL_TOLERANCE_M) {
    const rise = (to - from).toFixed(2);
    findings.push(
      finding(
        'warning',
        'adverse-slope',
        link.id,
        `Cống dốc ngược: đáy cuối cao hơn đáy đầu ${rise} m.`,
        `It slopes the wrong way: its end lies ${rise} m above its start.`,
        at,
      ),
    );
  }
  if (
    numberIn(link.properties, 'heightM') === undefined &&
    link.properties.shape !== 'IRREGULAR' &&
    link.properties.shape !== 'STREET'
  ) {
    findings.push(
      finding('error', 'no-section', link.id, 'Cống không có mặt cắt.', 'The conduit has no cross-section.', at),
    );
  }
  if (!((numberIn(link.properties, 'lengthM') ?? 0) > 0)) {
    findings.push(finding('error', 'no-length', link.id, 'Cống không có chiều dài.', 'The conduit has no length.', at));
  }
  return findings;
}

/** Water that comes in through a larger pipe than any that leads on will back up there. */
function checkNarrowing(nodes: readonly CheckedNode[], links: readonly CheckedLink[]): Finding[] {
  const arriving = new Map<string, number>();
  const leaving = new Map<string, number>();
  for (const link of links) {
    const height = numberIn(link.properties, 'heightM');
    if (link.kind !== 'conduit') leaving.set(link.from, Infinity);
    if (link.kind !== 'conduit' || height === undefined) continue;
    arriving.set(link.to, Math.max(arriving.get(link.to) ?? 0, height));
    leaving.set(link.from, Math.max(leaving.get(link.from) ?? 0, height));
  }
  return nodes.flatMap(({ id, kind, at }) => {
    const large = arriving.get(id);
    const small = leaving.get(id);
    if (kind !== 'junction' || large === undefined || small === undefined || small >= large - LEVEL_TOLERANCE_M)
      return [];
    return [
      finding(
        'warning',
        'diameter-drop',
        id,
        `Cống ra (${small} m) nhỏ hơn cống vào (${large} m).`,
        `The pipe that leads on (${small} m) is smaller than the one that comes in (${large} m).`,
        at,
      ),
    ];
  });
}

function checkLevels(
  nodes: readonly CheckedNode[],
  links: readonly CheckedLink[],
  { groundM }: CheckContext,
): Finding[] {
  const findings: Finding[] = [];
  const rims = new Map<string, number>();
  for (const { id, kind, at, properties } of nodes) {
    const invert = numberIn(properties, 'invertM');
    const rim = numberIn(properties, 'rimM');
    const ground = at && groundM?.(at[0], at[1]);
    if (invert !== undefined && rim !== undefined && rim < invert) {
      findings.push(
        finding('error', 'rim-below-invert', id, 'Miệng hố thấp hơn đáy.', 'The rim lies below the invert.', at),
      );
    }
    if (rim !== undefined && kind !== 'outfall') rims.set(id, rim);
    // An outfall may hang in a bank or lie on a river's bed.
    if (ground === undefined || Number.isNaN(ground) || kind === 'outfall') continue;
    if (invert !== undefined && invert > ground + LEVEL_TOLERANCE_M) {
      const above = (invert - ground).toFixed(2);
      findings.push(
        finding(
          'error',
          'invert-above-ground',
          id,
          `Đáy cao hơn mặt đất ${above} m.`,
          `Its invert lies ${above} m above the ground.`,
          at,
        ),
      );
    } else if (rim !== undefined && Math.abs(rim - ground) > RIM_TOLERANCE_M) {
      const off = (rim - ground).toFixed(2);
      findings.push(
        finding(
          'warning',
          'rim-off-ground',
          id,
          `Miệng hố lệch mặt đất ${off} m.`,
          `Its rim is ${off} m off the ground.`,
          at,
        ),
      );
    }
  }
  for (const link of links) {
    const height = numberIn(link.properties, 'heightM');
    if (link.kind !== 'conduit' || height === undefined) continue;
    for (const [end, key] of [
      [link.from, 'fromInvertM'],
      [link.to, 'toInvertM'],
    ] as const) {
      const invert = numberIn(link.properties, key);
      const rim = rims.get(end);
      if (invert === undefined || rim === undefined || invert + height <= rim + LEVEL_TOLERANCE_M) continue;
      const above = (invert + height - rim).toFixed(2);
      findings.push(
        finding(
          'warning',
          'crown-above-rim',
          link.id,
          `Đỉnh cống ở nút "${end}" cao hơn miệng hố ${above} m.`,
          `At node "${end}" its crown lies ${above} m above the rim.`,
          link.path[0],
        ),
      );
    }
  }
  return findings;
}
