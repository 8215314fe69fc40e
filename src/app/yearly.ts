import type { Assumptions, YearlyEvent } from '../../workers/impact/index.ts';
import { wordsOf } from '../i18n/words.ts';
import { designRain, type ResolvedScenario } from '../scenario/index.ts';
import type { CityClient } from '../simulate/city.ts';
import { type RunHandle, startRun } from '../simulate/run.ts';
import { ancestorsOf, type Book, resolvedOf } from './book.ts';
import { finished } from './impact.ts';
import { tellError } from './messages.ts';
import { isAbort } from './running.ts';
import type { AppState } from './state.ts';
import type { Store } from './store.ts';
import { cachedFingerprint, mainRain } from './views.ts';
import type { YearlyState } from './yearlyState.ts';

/** Storms whose damage makes that of a year: those that the sample city's scenarios have. */
export const RETURN_PERIODS_Y = [2, 10, 50, 100] as const;

/** A scenario under the design storm of another return period; undefined where its rain is no design. */
export function withReturnPeriod(scenario: ResolvedScenario, returnPeriodY: number): ResolvedScenario | undefined {
  const main = mainRain(scenario);
  if (!main?.design) return undefined;
  const next = {
    ...designRain({ ...main.design, returnPeriodY }),
    area: main.area,
    ...(main.moving && { moving: main.moving }),
  };
  return { ...scenario, rain: scenario.rain.map((entry) => (entry === main ? next : entry)) };
}

/** The nearest ancestor without some of the shown scenario's measures, under the same rain; undefined: it has none of its own. */
export function withoutMeasures(book: Book, scenario: ResolvedScenario): ResolvedScenario | undefined {
  for (const id of ancestorsOf(book, scenario.id)) {
    const other = resolvedOf(book, id);
    if (other && other.measures.length < scenario.measures.length) {
      const { id: otherId, name, measures } = other;
      return { ...scenario, id: otherId, name, measures };
    }
  }
  return undefined;
}

/** What a year's damage of a scenario depends on. */
export const yearlyKey = (scenario: ResolvedScenario): string => cachedFingerprint(scenario);

/** Runs storms of several return periods in the background, with and without the measures, and adds up their damage. */
export class Yearly {
  private handle: RunHandle | undefined;
  private asked = 0;
  /** Damage that was worked out in this visit. */
  private readonly known = new Map<string, { readonly assumed: Assumptions; readonly damageVnd: number }>();

  constructor(
    private readonly store: Store<AppState>,
    private readonly city: () => CityClient,
    /** Computes a Domain; in workers by default. */
    private readonly compute: typeof startRun = startRun,
  ) {}

  private set(change: Partial<YearlyState>): void {
    this.store.set({ yearly: { ...this.store.get().yearly, ...change } });
  }

  setCell(cellSizeM: number): void {
    this.set({ cellSizeM });
  }

  cancel(): void {
    this.asked++;
    this.handle?.cancel();
    this.handle = undefined;
    this.set({ going: undefined });
  }

  async start(cellSizeM: number): Promise<void> {
    const { book, assumed, lang, yearly } = this.store.get();
    const scenario = resolvedOf(book, book.selected);
    if (!scenario || yearly.going) return;
    const before = withoutMeasures(book, scenario);
    const asked = ++this.asked;
    const of = RETURN_PERIODS_Y.length * (before ? 2 : 1);
    const jobs = [scenario, ...(before ? [before] : [])];
    const events: YearlyEvent[][] = jobs.map(() => []);
    try {
      let done = 0;
      for (const [k, job] of jobs.entries()) {
        for (const returnPeriodY of RETURN_PERIODS_Y) {
          this.set({ going: { scenario: scenario.id, done, of, share: 0 } });
          const storm = withReturnPeriod(job, returnPeriodY);
          if (!storm) return;
          const damageVnd = await this.damageOf(storm, cellSizeM, assumed, asked);
          if (damageVnd === undefined) return;
          events[k].push({ returnPeriodY, damageVnd });
          done++;
        }
      }
      const result = {
        cellSizeM,
        events: events[0],
        before: before && { scenario: before.id, events: events[1] },
        key: yearlyKey(scenario),
        assumed,
      };
      this.set({ results: { ...this.store.get().yearly.results, [scenario.id]: result } });
    } catch (error) {
      if (!isAbort(error)) tellError(this.store, 'yearly', wordsOf(lang).t('yearly.failed'), error);
    } finally {
      if (asked === this.asked) this.set({ going: undefined });
    }
  }

  /** Damage of one storm, VND; undefined where it was cancelled. */
  private async damageOf(
    scenario: ResolvedScenario,
    cellSizeM: number,
    assumed: Assumptions,
    asked: number,
  ): Promise<number | undefined> {
    const { cityKey, engine } = this.store.get();
    const key = `${cityKey} ${cellSizeM} ${cachedFingerprint(scenario)}`;
    const known = this.known.get(key);
    if (known?.assumed === assumed) return known.damageVnd;
    // Pipes to the millimetre, as previews have them: half the time.
    const domain = await this.city().buildDomain(scenario, cellSizeM, 'rough');
    if (asked !== this.asked) return undefined;
    const { steps, threads } = engine;
    const handle = this.compute(
      domain,
      {
        onProgress: ({ timeS, durationS }) => {
          const { going } = this.store.get().yearly;
          if (going && asked === this.asked) this.set({ going: { ...going, share: timeS / durationS } });
        },
      },
      { wish: { place: 'processor', steps, ...(threads > 0 && { threads }) } },
    );
    this.handle = handle;
    try {
      await handle.done;
      const { total } = await this.city().assess(await finished(handle.water, scenario.measures), assumed);
      if (asked !== this.asked) return undefined;
      this.known.set(key, { assumed, damageVnd: total.damageVnd });
      return total.damageVnd;
    } finally {
      handle.water.close();
    }
  }
}
