import { featureChecks, finding, placeOf } from '../checks.ts';
import { outerRings, ringArea } from '../polygons.ts';
import { schema } from './schema.ts';

/** Overlaps are no mistake here: later features lie over earlier ones. */
export const checks = featureChecks(schema, (features) =>
  features.flatMap((feature) =>
    outerRings(feature).some((ring) => ringArea(ring) < 1)
      ? [
          finding(
            'warning',
            'sliver',
            feature.id,
            'Diện tích dưới 1 m².',
            'It covers less than 1 m².',
            placeOf(feature.geometry),
          ),
        ]
      : [],
  ),
);
