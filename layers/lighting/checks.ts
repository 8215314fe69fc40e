import { featureChecks, finding, placeOf } from '../checks.ts';
import { schema } from './schema.ts';

export const checks = featureChecks(schema, (features) => {
  const cabinets = new Set(features.filter(({ properties }) => properties.kind === 'cabinet').map(({ id }) => id));
  return features.flatMap(({ id, properties, geometry }) =>
    typeof properties.cabinet === 'string' && !cabinets.has(properties.cabinet)
      ? [
          finding(
            'warning',
            'unknown-cabinet',
            id,
            `Không có tủ "${properties.cabinet}".`,
            `There is no cabinet "${properties.cabinet}".`,
            placeOf(geometry),
          ),
        ]
      : [],
  );
});
