import { featureChecks, finding, placeOf } from '../checks.ts';
import { overlappingPairs } from '../polygons.ts';
import { schema } from './schema.ts';

export const checks = featureChecks(schema, (features) => [
  ...features
    .filter(({ properties }) => properties.residents === undefined)
    .map(({ id, geometry }) =>
      finding(
        'warning',
        'no-residents',
        id,
        'Không có số dân: không tính được người bị ảnh hưởng.',
        'No residents: people affected cannot be counted.',
        placeOf(geometry),
      ),
    ),
  ...overlappingPairs(features, 1000).map(([a, b, at]) =>
    finding('warning', 'overlap', a.id, `Chồng lên phường "${b.id}".`, `It overlaps ward "${b.id}".`, at),
  ),
]);
