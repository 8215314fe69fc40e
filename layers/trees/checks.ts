import { featureChecks, finding, numberIn, placeOf } from '../checks.ts';
import { schema } from './schema.ts';

/** A crown may be wider than the tree is high (Delonix regia), but not by more than this. */
const CROWN_TO_HEIGHT = 3;

export const checks = featureChecks(schema, (features) =>
  features.flatMap(({ id, properties, geometry }) => {
    const height = numberIn(properties, 'heightM');
    const crown = numberIn(properties, 'crownM');
    if (height === undefined || crown === undefined || crown <= CROWN_TO_HEIGHT * height) return [];
    return [
      finding(
        'warning',
        'crown-height',
        id,
        `Tán ${crown} m trên cây cao ${height} m.`,
        `A crown of ${crown} m on a tree of ${height} m.`,
        placeOf(geometry),
      ),
    ];
  }),
);
