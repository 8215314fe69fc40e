import { InputError } from '../../src/city/errors.ts';
import { type Assumptions, costBenefit, expectedAnnualDamage, type YearlyEvent } from '../impact/index.ts';
import { fromCaller } from './arguments.ts';

/** A finished run of a storm of some return period. */
export interface StormRun {
  readonly returnPeriodY: number;
  readonly folder: string;
}

/** Reads `2=DIR,10=DIR`. @throws InputError naming the option and the part that cannot be read */
export function stormRuns(option: string, text: string): StormRun[] {
  return text.split(',').map((part) => {
    const [, years = '', folder = ''] = /^\s*([^=]*)=(.*)$/.exec(part) ?? [];
    const returnPeriodY = Number(years);
    if (years.trim() === '' || !(returnPeriodY >= 1) || folder.trim() === '')
      throw new InputError(
        'cli.argument',
        `--${option}: expected years and folders such as 2=DIR,10=DIR, found "${part}".`,
      );
    return { returnPeriodY, folder: fromCaller(folder.trim()) };
  });
}

/** Damage of a year with these storms, and against those without the measures what they cost and save. */
export function yearlyOf(
  events: readonly YearlyEvent[],
  before: readonly YearlyEvent[] | undefined,
  assumed: Assumptions,
  costVnd?: number,
) {
  const expectedVnd = expectedAnnualDamage(events);
  if (!before) return { events, expectedVnd };
  const beforeVnd = expectedAnnualDamage(before);
  const saved = { before, beforeVnd, avoidedVnd: beforeVnd - expectedVnd };
  return {
    events,
    expectedVnd,
    ...saved,
    ...(costVnd !== undefined && {
      benefit: { investmentVnd: costVnd, ...costBenefit(costVnd, saved.avoidedVnd, assumed) },
    }),
  };
}
