import { type Checks, checkAttributes, finding, numberIn } from '../checks.ts';
import { checkConnections, components } from '../network.ts';
import { schema } from './schema.ts';

/** What is wrong with a water supply network: connections, pipes without size, parts that no source feeds. */
export const checks: Checks = (data) => {
  if (data.kind !== 'network') return [];
  const { nodes, links } = data;
  const unfed = components(nodes, links).filter(
    (group) => group.length > 1 && !group.some(({ kind }) => kind === 'reservoir' || kind === 'tank'),
  );
  return [
    ...checkAttributes(
      schema,
      nodes.map(({ id, properties, at }) => ({ id, properties, at })),
    ),
    ...checkAttributes(
      schema,
      links.map(({ id, properties, path }) => ({ id, properties, at: path[0] })),
    ),
    ...checkConnections(nodes, links),
    ...unfed.map((group) =>
      finding(
        'error',
        'no-source',
        group[0].id,
        `Cụm ${group.length} nút này không có nguồn nước.`,
        `No source feeds these ${group.length} connected nodes.`,
        group[0].at,
      ),
    ),
    ...links
      .filter(({ kind, properties }) => kind === 'pipe' && !((numberIn(properties, 'diameterM') ?? 0) > 0))
      .map(({ id, path }) =>
        finding('error', 'no-diameter', id, 'Ống không có đường kính.', 'The pipe has no diameter.', path[0]),
      ),
  ];
};
