import { type CheckContext, finding, numberIn, numberWords } from '../checks.ts';
import type { Finding } from '../types.ts';
import type { DrainGraph } from './graph.ts';
import { isOpen } from './sections.ts';
import { DATUM_TOLERANCE_M, USUAL_SIZE_M } from './tolerances.ts';

const FOOT_M = 0.3048;
const INCH_M = 0.0254;
/** No closed pipe is larger than this, m. */
const SINGLE_SIZE_M = 10;
/** Sizes from here on are millimetres; smaller ones that are too large for metres are inches. */
const MILLIMETRES_FROM = 150;
/** A conversion explains an offset where it leaves less than this share of it. */
const EXPLAINS = 0.15;

/** What unit checks found, and what is not worth a further word. */
export interface UnitFindings {
  readonly findings: readonly Finding[];
  /** Ids of links whose size is in another unit. */
  readonly oddSizes: ReadonlySet<string>;
  readonly levelsOff: boolean;
}

/** Units that were mixed up: sizes in millimetres or inches, levels in feet or of another datum. */
export function checkUnits(graph: DrainGraph, context: CheckContext): UnitFindings {
  const sizes = checkSizes(graph);
  const levels = checkDatum(graph, context);
  return {
    findings: [...levels, ...sizes],
    oddSizes: new Set(sizes.flatMap(({ feature, also = [] }) => [feature, ...also])),
    levelsOff: levels.length > 0,
  };
}

function checkSizes({ links }: DrainGraph): Finding[] {
  const sized = links.flatMap((link) => {
    const heightM = link.kind === 'conduit' ? numberIn(link.properties, 'heightM') : undefined;
    return heightM === undefined ? [] : [{ link, heightM }];
  });
  const middle = median(sized.map(({ heightM }) => heightM));
  if (middle > USUAL_SIZE_M) {
    const [first, ...rest] = sized;
    const unit = unitOf(middle);
    const found = numberWords(middle, 1);
    return [
      finding(
        'error',
        'unit-size',
        first.link.id,
        `Khẩu độ giữa của ${sized.length} cống là ${found.vi} m: có vẻ là ${unit.vi}.`,
        `The middle size of ${sized.length} conduits is ${found.en} m: they look like ${unit.en}.`,
        first.link.path[0],
        { item: 'link', also: rest.map(({ link }) => link.id) },
      ),
    ];
  }
  return sized
    .filter(({ link, heightM }) => heightM > SINGLE_SIZE_M && !isOpen(link))
    .map(({ link, heightM }) => {
      const found = numberWords(heightM, 0);
      const unit = unitOf(heightM);
      const right = numberWords(heightM * unit.m);
      return finding(
        'error',
        'unit-size',
        link.id,
        `Khẩu độ ${found.vi} m: có vẻ là ${unit.vi}.`,
        `Its size is ${found.en} m: it looks like ${unit.en}.`,
        link.path[0],
        { item: 'link', mend: { vi: `Đổi thành ${right.vi} m.`, en: `Make it ${right.en} m.` } },
      );
    });
}

const unitOf = (size: number): { readonly m: number; readonly vi: string; readonly en: string } =>
  size >= MILLIMETRES_FROM ? { m: 1e-3, vi: 'mm', en: 'mm' } : { m: INCH_M, vi: 'inch', en: 'inches' };

function checkDatum({ nodes }: DrainGraph, { groundM }: CheckContext): Finding[] {
  const pairs = nodes.flatMap(({ kind, at, properties }) => {
    const rimM = numberIn(properties, 'rimM');
    const ground = at && groundM?.(at[0], at[1]);
    return kind === 'outfall' || rimM === undefined || ground === undefined || Number.isNaN(ground)
      ? []
      : [{ rimM, ground }];
  });
  const offBy = (scale: number): number => median(pairs.map(({ rimM, ground }) => Math.abs(rimM * scale - ground)));
  const offM = offBy(1);
  if (!(offM > DATUM_TOLERANCE_M)) return [];
  const why =
    offBy(FOOT_M) < EXPLAINS * offM
      ? { vi: 'có vẻ cao độ bằng foot trong tệp hệ mét', en: 'levels in feet in a metric file, it seems' }
      : offBy(1 / FOOT_M) < EXPLAINS * offM
        ? { vi: 'có vẻ cao độ bằng mét trong tệp hệ Mỹ', en: 'levels in metres in an American file, it seems' }
        : { vi: 'có vẻ khác hệ cao độ', en: 'another vertical datum, it seems' };
  const off = numberWords(offM, 1);
  const first = nodes.find(({ at, kind }) => at && kind !== 'outfall');
  return [
    finding(
      'error',
      'unit-level',
      first?.id ?? '',
      `Miệng hố lệch mặt đất ${off.vi} m ở mức giữa của ${pairs.length} nút: ${why.vi}.`,
      `Rims are ${off.en} m off the ground in the middle of ${pairs.length} nodes: ${why.en}.`,
      first?.at,
      { item: 'node' },
    ),
  ];
}

/** Middle value; 0 of none. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
