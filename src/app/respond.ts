import type { FinishedRun, RespondTable, RouteAnswer } from '../../workers/city/types.ts';
import type { RoadUser } from '../../workers/impact/assumptions.ts';
import type { TraceDrawing } from '../globe/types.ts';
import { wordsOf } from '../i18n/words.ts';
import type { Measure } from '../scenario/index.ts';
import type { CityClient } from '../simulate/city.ts';
import type { RunWater } from '../simulate/water.ts';
import { resolvedOf } from './book.ts';
import { tellError } from './messages.ts';
import type { Pins } from './pins.ts';
import { NEAREST } from './respondState.ts';
import { frameAt, goalIn, linesOf, placeOf, streetsNow } from './respondViews.ts';
import type { MapStage } from './stage.ts';
import type { AppState } from './state.ts';
import type { Store } from './store.ts';

/** Streets that are named on the map at once. */
const NAMED = 5;

/** Reads the newest run for those who are on duty: streets, facilities, refuges; draws what is shut. */
export class Responding {
  /** The run that the table is of, and its scenario. */
  private read: { readonly water: RunWater; readonly scenario: string | undefined } | undefined;
  private drawn:
    | { readonly table: RespondTable; readonly key: string; readonly route: RouteAnswer | undefined }
    | undefined;
  /** The way that was asked for last. */
  private asked = '';

  constructor(
    private readonly store: Store<AppState>,
    private readonly city: () => CityClient,
    private readonly stage: () => MapStage | undefined,
    private readonly water: () => RunWater | undefined,
    private readonly finished: (water: RunWater, measures: readonly Measure[]) => Promise<FinishedRun>,
    private readonly pins: Pins,
  ) {}

  follow(state: AppState, before: AppState): void {
    const here = state.workspace === 'respond';
    if (!here && before.workspace !== 'respond') return;
    if (!here) {
      this.drawn = undefined;
      this.stage()?.setTrace(undefined);
      this.pins.set('respond', []);
      return;
    }
    const moved = state.timeS !== before.timeS || state.respond !== before.respond || state.lang !== before.lang;
    const there = state.workspace !== before.workspace;
    // Other thresholds: read anew.
    if (state.assumed !== before.assumed) this.read = undefined;
    if (
      state.assumed !== before.assumed ||
      state.workspace !== before.workspace ||
      state.runs !== before.runs ||
      state.book !== before.book
    )
      void this.take();
    if (moved || there) this.draw();
    if (moved || there || state.point !== before.point) void this.askRoute();
  }

  setUser(user: RoadUser): void {
    this.store.set({ respond: { ...this.store.get().respond, user, cutOff: undefined } });
    void this.ask();
  }

  /** The shown run, once it is done and was not read before. */
  private async take(): Promise<void> {
    const water = this.water();
    const { city, book } = this.store.get();
    const { selected } = book;
    // What is known of another scenario says nothing about this one.
    if (this.read && this.read.scenario !== selected) {
      this.read = undefined;
      this.setTable(undefined);
    }
    if (!water?.maps || water === this.read?.water) return;
    this.read = { water, scenario: selected };
    try {
      const table = await this.city().respond(
        await this.finished(water, resolvedOf(book, selected)?.measures ?? []),
        this.store.get().assumed,
      );
      if (this.store.get().city !== city || this.read?.water !== water) return;
      this.setTable(table);
      await this.ask();
    } catch (error) {
      this.read = undefined;
      tellError(this.store, 'respond', wordsOf(this.store.get().lang).t('respond.failed'), error);
    }
  }

  private setTable(table: RespondTable | undefined): void {
    this.asked = '';
    const { respond } = this.store.get();
    const goal = table ? goalIn(table, respond.goal) : respond.goal;
    this.store.set({ respond: { ...respond, table, goal, cutOff: undefined, route: undefined } });
  }

  private async ask(): Promise<void> {
    const { user, table } = this.store.get().respond;
    const cutOff = table && (await this.city().cutOff(user));
    const { respond } = this.store.get();
    if (respond.user === user && respond.table === table) this.store.set({ respond: { ...respond, cutOff } });
  }

  setGoal(goal: string): void {
    this.store.set({ respond: { ...this.store.get().respond, goal, route: undefined } });
    void this.askRoute();
  }

  /** The way from the clicked point at the clock's frame; asked again as soon as anything of it has changed. */
  private async askRoute(): Promise<void> {
    const { respond, point, timeS } = this.store.get();
    const { table, user, goal } = respond;
    if (!table || !point) {
      this.asked = '';
      if (respond.route) this.store.set({ respond: { ...respond, route: undefined } });
      return;
    }
    const frame = frameAt(table, timeS);
    const key = `${frame} ${user} ${goal} ${point.lon} ${point.lat}`;
    if (key === this.asked) return;
    this.asked = key;
    const to = goal.startsWith(NEAREST) ? { kind: goal.slice(NEAREST.length) } : { facility: goal };
    const route = await this.city().route({ user, lon: point.lon, lat: point.lat, to, departS: table.timesS[frame] });
    const now = this.store.get();
    if (this.asked !== key || now.respond.table !== table) return;
    this.store.set({ respond: { ...now.respond, route } });
  }

  /** Streets that are slow or shut now, the names of the deepest, and the way. */
  private draw(): void {
    const stage = this.stage();
    const { respond, timeS, workspace, lang } = this.store.get();
    if (!stage || workspace !== 'respond') return;
    const { table, user, route } = respond;
    if (!table) {
      this.drawn = undefined;
      stage.setTrace(undefined);
      this.pins.set('respond', []);
      return;
    }
    const frame = frameAt(table, timeS);
    const key = `${frame} ${user} ${lang}`;
    if (table === this.drawn?.table && key === this.drawn.key && route === this.drawn.route) return;
    this.drawn = { table, key, route };
    const way = route?.state === 'way' ? route : undefined;
    const { slow, shut } = streetsNow(table, frame, user);
    const lines: TraceDrawing['lines'] = [
      { kind: 'slow', lines: linesOf(table, slow) },
      { kind: 'shut', lines: linesOf(table, shut) },
      ...(way ? [{ kind: 'path', lines: way.lines } as const] : []),
    ];
    stage.setTrace({ lines, land: undefined });
    const { number, duration } = wordsOf(lang);
    const goal = way && table.facilities.find(({ id }) => id === way.goal);
    const roads = table.streets.names.length;
    const depth = (j: number) => table.streets.depthM[frame * roads + j];
    const names = new Set<string>();
    const deepest = shut
      .filter((j) => table.streets.main[j] && table.streets.names[j])
      .sort((a, b) => depth(b) - depth(a))
      .filter((j) => !names.has(table.streets.names[j]) && names.add(table.streets.names[j]))
      .slice(0, NAMED);
    this.pins.set('respond', [
      ...(way && goal
        ? [
            {
              id: 'goal',
              lon: goal.lon,
              lat: goal.lat,
              text: `${goal.name} · ${duration(way.arriveS - table.timesS[frame])}`,
              colour: '#58c9a3',
            },
          ]
        : []),
      ...deepest.map((j) => ({
        id: `street ${j}`,
        ...placeOf(table, j),
        text: `${table.streets.names[j]} ${number(depth(j), 2)} m`,
        colour: '#e0483e',
        optional: true,
      })),
    ]);
  }

  /** Another city. */
  forget(): void {
    this.read = undefined;
    this.drawn = undefined;
  }
}
