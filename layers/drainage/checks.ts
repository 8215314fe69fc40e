import { type Checks, checkAttributes } from '../checks.ts';
import { checkConnections } from '../network.ts';
import type { Finding } from '../types.ts';
import { checkFlow } from './checkFlow.ts';
import { checkLevels } from './checkLevels.ts';
import { checkConduits, checkNarrowing } from './checkPipes.ts';
import { checkIds, checkPlaces } from './checkPlaces.ts';
import { checkUnits } from './checkUnits.ts';
import { type DrainGraph, graphOf } from './graph.ts';
import { FINDING_KINDS } from './kinds.ts';
import { schema } from './schema.ts';

/** Length and roughness have checks of their own, which know the pipe around them. */
const ROW_SCHEMA = {
  ...schema,
  attributes: schema.attributes.filter(({ key }) => key !== 'lengthM' && key !== 'manning'),
};

/**
 * What is wrong with a storm drain network: units, connections, ways out, circles, slopes, sizes, levels against the
 * ground. Where a whole file is in another unit that is said once, not for every pipe and manhole.
 */
export const checks: Checks = (data, context = {}) => {
  if (data.kind !== 'network') return [];
  const graph = graphOf(data.nodes, data.links);
  const units = checkUnits(graph, context);
  return [
    ...units.findings,
    ...checkRows(graph).filter(({ code, feature }) => !(code === 'wrong-value' && units.oddSizes.has(feature))),
    ...checkIds(graph),
    ...checkConnections(graph.nodes, graph.links),
    ...checkPlaces(graph),
    ...checkFlow(graph),
    ...checkConduits(graph),
    ...checkNarrowing(graph, units.oddSizes),
    ...(units.levelsOff ? [] : checkLevels(graph, units.oddSizes, context)),
  ].map(dressed);
};

function checkRows({ nodes, links }: DrainGraph): Finding[] {
  const rows = [
    ...nodes.map(({ id, properties, at }) => ({ id, properties, at, item: 'node' as const })),
    ...links.map(({ id, properties, path }) => ({ id, properties, at: path[0], item: 'link' as const })),
  ];
  return rows.flatMap(({ item, ...row }) =>
    checkAttributes(ROW_SCHEMA, [row]).map((finding): Finding => ({ ...finding, item })),
  );
}

/** What is right and what mends it, where the finding does not say it more exactly. */
function dressed(finding: Finding): Finding {
  const kind = FINDING_KINDS[finding.code];
  return kind ? { expected: kind.expected, mend: kind.mend, ...finding } : finding;
}
