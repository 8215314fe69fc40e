import { featureChecks, finding, numberIn } from '../checks.ts';
import { overlappingPairs } from '../polygons.ts';
import { schema } from './schema.ts';

/** Metres a storey may have before height and floors contradict each other. */
const STOREY_M: readonly [number, number] = [2, 12];

export const checks = featureChecks(schema, (features) => [
  ...features.flatMap(({ id, properties }) => {
    const height = numberIn(properties, 'heightM');
    const floors = numberIn(properties, 'floors');
    if (height === undefined || floors === undefined || floors === 0) return [];
    const storey = height / floors;
    if (storey >= STOREY_M[0] && storey <= STOREY_M[1]) return [];
    return [
      finding(
        'warning',
        'height-floors',
        id,
        `${floors} tầng mà cao ${height} m.`,
        `${floors} floors in ${height} m do not fit.`,
      ),
    ];
  }),
  ...overlappingPairs(features).map(([a, b, at]) =>
    finding('warning', 'overlap', a.id, `Chồng lên công trình "${b.id}".`, `It overlaps building "${b.id}".`, at),
  ),
]);
