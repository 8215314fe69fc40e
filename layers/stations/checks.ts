import { featureChecks, finding, numberIn, placeOf } from '../checks.ts';
import { schema } from './schema.ts';

export const checks = featureChecks(schema, (features) =>
  features.flatMap(({ id, properties, geometry }) => {
    const alarms = ['alarm1M', 'alarm2M', 'alarm3M']
      .map((key) => numberIn(properties, key))
      .filter((level) => level !== undefined);
    const rising = alarms.every((level, i) => i === 0 || level > alarms[i - 1]);
    return rising
      ? []
      : [
          finding(
            'warning',
            'alarm-order',
            id,
            `Mức báo động không tăng dần: ${alarms.join(', ')} m.`,
            `Alarm levels do not rise: ${alarms.join(', ')} m.`,
            placeOf(geometry),
          ),
        ];
  }),
);
