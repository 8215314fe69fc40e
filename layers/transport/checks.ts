import { featureChecks, finding, numberIn, placeOf } from '../checks.ts';
import { schema } from './schema.ts';

export const checks = featureChecks(schema, (features) =>
  features.flatMap(({ id, properties, geometry }) => {
    const findings = [];
    const at = placeOf(geometry);
    if (properties.bridge === true && numberIn(properties, 'deckLevelM') === undefined) {
      findings.push(
        finding('warning', 'no-deck-level', id, 'Cầu không có cao độ mặt cầu.', 'The bridge has no deck level.', at),
      );
    }
    const width = numberIn(properties, 'widthM');
    const lanes = numberIn(properties, 'lanes');
    if (width !== undefined && lanes !== undefined && lanes * 2 > width) {
      findings.push(
        finding(
          'warning',
          'narrow-lanes',
          id,
          `${lanes} làn trong ${width} m.`,
          `${lanes} lanes do not fit into ${width} m.`,
          at,
        ),
      );
    }
    return findings;
  }),
);
