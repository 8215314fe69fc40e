import { InputError } from '../city/errors.ts';
import { checked } from './check.ts';
import { scenarioSchema } from './schema.ts';
import type { Scenario } from './types.ts';

/**
 * A scenario from the text of its file, or from an object.
 * @param file as the person knows it; begins every message.
 * @throws InputError `scenario.not-json`, `scenario.unknown-key`, `scenario.missing-key`, `scenario.invalid`.
 */
export function parseScenario(source: string | object, file: string): Scenario {
  let value: unknown = source;
  if (typeof source === 'string') {
    try {
      value = JSON.parse(source.replace(/^\uFEFF/, ''));
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new InputError(
        'scenario.not-json',
        `${file}: expected a scenario as JSON, found text that is not JSON (${why}).`,
        `${file}: cần kịch bản dạng JSON, nội dung không phải JSON (${why}).`,
      );
    }
  }
  return checked(scenarioSchema, value, file, 'scenario');
}

/** The text of a scenario's file, lists of numbers on one line; `parseScenario` of it gives the same scenario. */
export const writeScenario = (scenario: Scenario): string =>
  `${JSON.stringify(scenario, null, 2).replace(/\[\s+(-?\d[^[\]{}"]*?)\s+\]/g, (_, numbers: string) => `[${numbers.replace(/\s+/g, ' ')}]`)}\n`;
