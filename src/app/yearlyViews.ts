import { costBenefit, expectedAnnualDamage } from '../../workers/impact/index.ts';
import type { YearlyResultView, YearlyView } from '../panels/impactViews.ts';
import { entryOf, resolvedOf } from './book.ts';
import { cellChoices, pipesS } from './estimate.ts';
import { measuresView } from './measureViews.ts';
import type { AppState } from './state.ts';
import { lastOf, mainRain } from './views.ts';
import { RETURN_PERIODS_Y, withoutMeasures, yearlyKey } from './yearly.ts';

/** Sizes are offered up to so long for all runs together, s; the finest that ends within ten minutes is proposed. */
const MOST_S = 5400;
const PROPOSED_S = 600;

/** What the panel about a year's damage is given. */
const yearlyView = lastOf(
  (
    city: AppState['city'],
    book: AppState['book'],
    yearly: AppState['yearly'],
    assumed: AppState['assumed'],
    pace: AppState['pace'],
    sketch: AppState['sketch'],
  ): YearlyView | undefined => {
    const scenario = resolvedOf(book, book.selected);
    if (!city || !scenario) return undefined;
    const before = withoutMeasures(book, scenario);
    const runs = RETURN_PERIODS_Y.length * (before ? 2 : 1);
    const beside = pipesS(city, scenario, 'rough', pace);
    const all = cellChoices(city, scenario.durationS, pace.cells, beside).map(({ cellSizeM, estimateS }) => ({
      cellSizeM,
      estimateS: estimateS * runs,
    }));
    const choices = all.filter(({ estimateS }, k) => k === 0 || estimateS <= MOST_S);
    const proposed = choices.findLast(({ estimateS }) => estimateS <= PROPOSED_S) ?? choices[0];
    const chosen = choices.find(({ cellSizeM }) => cellSizeM === yearly.cellSizeM) ?? proposed;
    const { going } = yearly;
    return {
      hasDesign: mainRain(scenario)?.design !== undefined,
      returnPeriodsY: RETURN_PERIODS_Y,
      runs,
      choices,
      cellSizeM: chosen?.cellSizeM ?? scenario.cellSizeM ?? 32,
      // One at a time, whichever scenario it is of.
      going,
      result: resultView(city, book, yearly, assumed, sketch),
    };
  },
);

function resultView(
  city: AppState['city'],
  book: AppState['book'],
  yearly: AppState['yearly'],
  assumed: AppState['assumed'],
  sketch: AppState['sketch'],
): YearlyResultView | undefined {
  const scenario = resolvedOf(book, book.selected);
  const result = scenario && yearly.results[scenario.id];
  if (!result) return undefined;
  const expectedVnd = expectedAnnualDamage(result.events);
  const other = result.before && entryOf(book, result.before.scenario);
  const name = other?.scenario.name ?? { vi: result.before?.scenario ?? '', en: result.before?.scenario ?? '' };
  const before = result.before && {
    name,
    events: result.before.events,
    expectedVnd: expectedAnnualDamage(result.before.events),
  };
  const own = new Set(resolvedOf(book, result.before?.scenario)?.measures.map(({ id }) => id));
  const rows = measuresView(book, sketch, city).rows.filter(({ id }) => !own.has(id));
  const investmentVnd = rows.reduce((sum, { costVnd }) => sum + costVnd, 0);
  return {
    cellSizeM: result.cellSizeM,
    events: result.events,
    expectedVnd,
    before,
    benefit: before && { investmentVnd, ...costBenefit(investmentVnd, before.expectedVnd - expectedVnd, assumed) },
    lifeYears: assumed.lifeYears,
    stale: result.key !== yearlyKey(scenario) || result.assumed !== assumed,
  };
}

export const yearlyOf = ({ city, book, yearly, assumed, pace, sketch }: AppState): YearlyView | undefined =>
  yearlyView(city, book, yearly, assumed, pace, sketch);
