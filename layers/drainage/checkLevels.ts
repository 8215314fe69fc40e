import { type CheckContext, type CheckedNode, finding, numberIn, numberWords, signedWords } from '../checks.ts';
import type { Finding } from '../types.ts';
import type { DrainGraph } from './graph.ts';
import { isOpen } from './sections.ts';
import { LEVEL_TOLERANCE_M, RIM_TOLERANCE_M } from './tolerances.ts';

/**
 * Levels of manholes and crowns against rims and the ground.
 * @param odd links whose size means nothing
 */
export const checkLevels = (graph: DrainGraph, odd: ReadonlySet<string>, context: CheckContext): Finding[] => [
  ...graph.nodes.flatMap((node) => checkNode(node, context)),
  ...checkCrowns(graph, odd, context),
];

function groundAt(node: CheckedNode, { groundM }: CheckContext): number | undefined {
  const level = node.at && groundM?.(node.at[0], node.at[1]);
  return level === undefined || Number.isNaN(level) ? undefined : level;
}

function checkNode(node: CheckedNode, context: CheckContext): Finding[] {
  const { id, kind, at, properties } = node;
  const invert = numberIn(properties, 'invertM');
  const rim = numberIn(properties, 'rimM');
  if (invert !== undefined && rim !== undefined && rim < invert)
    return [
      finding('error', 'rim-below-invert', id, 'Miệng hố thấp hơn đáy.', 'The rim lies below the invert.', at, {
        item: 'node',
      }),
    ];
  const ground = groundAt(node, context);
  // An outfall may hang in a bank or lie on a river's bed.
  if (ground === undefined || kind === 'outfall') return [];
  if (invert !== undefined && invert > ground + LEVEL_TOLERANCE_M) {
    const above = numberWords(invert - ground);
    return [
      finding(
        'error',
        'invert-above-ground',
        id,
        `Đáy cao hơn mặt đất ${above.vi} m.`,
        `Its invert lies ${above.en} m above the ground.`,
        at,
        { item: 'node' },
      ),
    ];
  }
  if (rim === undefined || Math.abs(rim - ground) <= RIM_TOLERANCE_M) return [];
  const off = signedWords(rim - ground);
  const here = signedWords(ground);
  return [
    finding(
      'warning',
      'rim-off-ground',
      id,
      `Miệng hố lệch mặt đất ${off.vi} m.`,
      `Its rim is ${off.en} m off the ground.`,
      at,
      {
        item: 'node',
        mend: {
          vi: `Mặt đất ở đây ${here.vi} m: kiểm tra độ sâu hố ga và nguồn cao độ.`,
          en: `The ground is ${here.en} m here: check the manhole's depth and the source of its levels.`,
        },
      },
    ),
  ];
}

/** A crown above its manhole's rim, else one out of the ground; once a conduit, at its worse end. */
function checkCrowns(graph: DrainGraph, odd: ReadonlySet<string>, context: CheckContext): Finding[] {
  return graph.links.flatMap((link, k) => {
    const height = numberIn(link.properties, 'heightM');
    if (link.kind !== 'conduit' || height === undefined || isOpen(link) || odd.has(link.id)) return [];
    let worst: Finding | undefined;
    let mostM = LEVEL_TOLERANCE_M;
    for (const [end, key] of [
      [graph.from[k], 'fromInvertM'],
      [graph.to[k], 'toInvertM'],
    ] as const) {
      const node = graph.nodes[end];
      const invert = numberIn(link.properties, key);
      if (!node || node.kind === 'outfall' || invert === undefined) continue;
      const rim = numberIn(node.properties, 'rimM');
      const top = rim ?? groundAt(node, context);
      const aboveM = top === undefined ? 0 : invert + height - top;
      if (aboveM <= mostM) continue;
      mostM = aboveM;
      const above = numberWords(aboveM);
      worst = finding(
        'warning',
        rim === undefined ? 'no-cover' : 'crown-above-rim',
        link.id,
        `Đỉnh cống ở nút "${node.id}" cao hơn ${rim === undefined ? 'mặt đất' : 'miệng hố'} ${above.vi} m.`,
        `At node "${node.id}" its crown lies ${above.en} m above the ${rim === undefined ? 'ground' : 'rim'}.`,
        node.at,
        { item: 'link', also: [node.id] },
      );
    }
    return worst ? [worst] : [];
  });
}
