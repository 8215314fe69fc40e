import { featureChecks, finding, placeOf } from '../checks.ts';
import { schema } from './schema.ts';

/** What a facility must know to be counted in an emergency. */
const NEEDED: Readonly<Record<string, string>> = { hospital: 'beds', shelter: 'capacity' };

export const checks = featureChecks(schema, (features) =>
  features.flatMap(({ id, properties, geometry }) => {
    const key = NEEDED[String(properties.kind)];
    return key !== undefined && properties[key] === undefined
      ? [finding('warning', 'no-capacity', id, `Thiếu "${key}".`, `"${key}" is missing.`, placeOf(geometry))]
      : [];
  }),
);
