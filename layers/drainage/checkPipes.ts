import { type CheckedLink, finding, numberIn, numberWords } from '../checks.ts';
import type { Bilingual, Finding } from '../types.ts';
import { type DrainGraph, drawnLength } from './graph.ts';
import { fullAreaM2, hasTable, isOpen } from './sections.ts';
import { LEVEL_TOLERANCE_M } from './tolerances.ts';

/** A pipe may be this much smaller than the one above before it counts. */
const AREA_TOLERANCE = 0.02;
/** Stated and drawn length may differ by this factor, where they differ by more than {@link LENGTH_SLACK_M}. */
const LENGTH_FACTOR = 1.5;
const LENGTH_SLACK_M = 10;
/** m/m. */
const FLAT = 1e-4;
const STEEP = 0.2;
/** Manning n that something real can have. */
const ROUGHNESS = { pipe: [0.008, 0.035], channel: [0.008, 0.15] } as const;

type Say = (
  severity: Finding['severity'],
  code: string,
  vi: string,
  en: string,
  more?: { readonly mend?: Bilingual; readonly also?: readonly string[] },
) => Finding;

/** What is wrong with single conduits: slope, section, length, roughness. */
export const checkConduits = (graph: DrainGraph): Finding[] =>
  graph.links.flatMap((link) => {
    if (link.kind !== 'conduit') return [];
    const say: Say = (severity, code, vi, en, more) =>
      finding(severity, code, link.id, vi, en, link.path[0], { item: 'link', ...more });
    return [...checkSlope(link, say), ...checkSection(link, say), ...checkLength(link, say), ...checkRough(link, say)];
  });

function checkSlope({ properties }: CheckedLink, say: Say): Finding[] {
  const from = numberIn(properties, 'fromInvertM');
  const to = numberIn(properties, 'toInvertM');
  const lengthM = numberIn(properties, 'lengthM') ?? 0;
  if (from === undefined || to === undefined) return [];
  if (to > from + LEVEL_TOLERANCE_M) {
    const rise = numberWords(to - from);
    const top = numberWords(from);
    return [
      say(
        'warning',
        'adverse-slope',
        `Cống dốc ngược: đáy cuối cao hơn đáy đầu ${rise.vi} m.`,
        `It slopes the wrong way: its end lies ${rise.en} m above its start.`,
        {
          mend: {
            vi: `Hạ đáy cuối xuống không quá ${top.vi} m, hoặc đổi chiều cống nếu nhập ngược hai đầu.`,
            en: `Lower its end to ${top.en} m or less, or turn the conduit round if its ends were swapped.`,
          },
        },
      ),
    ];
  }
  if (!(lengthM > 0)) return [];
  const slope = (from - to) / lengthM;
  const percent = numberWords(100 * slope, 3);
  if (slope < FLAT) return [say('warning', 'flat-slope', `Độ dốc ${percent.vi} %.`, `Its slope is ${percent.en} %.`)];
  if (slope > STEEP) {
    const steep = numberWords(100 * slope, 0);
    return [say('warning', 'steep-slope', `Độ dốc ${steep.vi} %.`, `Its slope is ${steep.en} %.`)];
  }
  return [];
}

function checkSection(link: CheckedLink, say: Say): Finding[] {
  if (numberIn(link.properties, 'heightM') !== undefined || hasTable(link)) return [];
  return [say('error', 'no-section', 'Cống không có mặt cắt.', 'The conduit has no cross-section.')];
}

function checkLength({ properties, path }: CheckedLink, say: Say): Finding[] {
  const lengthM = numberIn(properties, 'lengthM') ?? 0;
  const drawnM = drawnLength(path);
  const drawn = numberWords(drawnM, 1);
  if (!(lengthM > 0)) {
    const mend =
      drawnM > 0
        ? { mend: { vi: `Nhập chiều dài vẽ: ${drawn.vi} m.`, en: `Enter the drawn length: ${drawn.en} m.` } }
        : {};
    return [say('error', 'no-length', 'Cống không có chiều dài.', 'The conduit has no length.', mend)];
  }
  const off = Math.max(lengthM / drawnM, drawnM / lengthM);
  if (!(drawnM > 0) || off <= LENGTH_FACTOR || Math.abs(lengthM - drawnM) <= LENGTH_SLACK_M) return [];
  const stated = numberWords(lengthM, 1);
  return [
    say(
      'warning',
      'odd-length',
      `Chiều dài ${stated.vi} m, vẽ dài ${drawn.vi} m.`,
      `Stated length ${stated.en} m, drawn ${drawn.en} m.`,
    ),
  ];
}

function checkRough(link: CheckedLink, say: Say): Finding[] {
  const n = numberIn(link.properties, 'manning');
  const [least, most] = ROUGHNESS[isOpen(link) || hasTable(link) ? 'channel' : 'pipe'];
  // A table brings its own roughness; what stands in the row is not used.
  if (n === undefined || hasTable(link) || (n >= least && n <= most)) return [];
  const found = numberWords(n, 4);
  return [say('warning', 'odd-roughness', `Hệ số nhám Manning ${found.vi}.`, `Manning n is ${found.en}.`)];
}

/**
 * Water that comes through a larger pipe than any that leads on backs up there.
 * @param odd links whose size means nothing
 */
export function checkNarrowing(graph: DrainGraph, odd: ReadonlySet<string>): Finding[] {
  return graph.nodes.flatMap((node, i) => {
    const out = graph.leaving[i];
    if (node.kind !== 'junction' || out.some((link) => graph.links[link].kind !== 'conduit')) return [];
    const above = largest(graph, graph.arriving[i], odd);
    const below = largest(graph, out, odd);
    if (!above || !below || below.areaM2 >= above.areaM2 * (1 - AREA_TOLERANCE)) return [];
    const [small, large] = [numberWords(below.areaM2), numberWords(above.areaM2)];
    return [
      finding(
        'warning',
        'diameter-drop',
        below.link.id,
        `Tiết diện ${small.vi} m², cống ${above.link.id} phía trên ${large.vi} m².`,
        `Its area is ${small.en} m², that of ${above.link.id} above it ${large.en} m².`,
        node.at,
        { item: 'link', also: [above.link.id, node.id] },
      ),
    ];
  });
}

/** The largest conduit of some links; undefined where one of them has no known area. */
function largest(
  graph: DrainGraph,
  links: readonly number[],
  odd: ReadonlySet<string>,
): { link: CheckedLink; areaM2: number } | undefined {
  let best: { link: CheckedLink; areaM2: number } | undefined;
  for (const index of links) {
    const link = graph.links[index];
    if (link.kind !== 'conduit') continue;
    const areaM2 = odd.has(link.id) ? undefined : fullAreaM2(link);
    if (areaM2 === undefined) return undefined;
    if (!best || areaM2 > best.areaM2) best = { link, areaM2 };
  }
  return best;
}
