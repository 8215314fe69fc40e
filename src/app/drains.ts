import type { DrainLines, OpenedCity } from '../../workers/city/types.ts';
import type { HeadSeries } from '../panels/drainViews.ts';
import type { FeatureView } from '../panels/views.ts';
import type { CityClient } from '../simulate/city.ts';
import { type DrainsState, NO_DRAINS } from './drainState.ts';
import type { Reading } from './reading.ts';
import type { MapStage } from './stage.ts';
import type { AppState } from './state.ts';
import type { Store } from './store.ts';

/** What the map shows. */
const DRAWN = ['trace', 'profile', 'landShown'] as const;
/** From how far a finding is looked at, m. */
const NEAR_M = 260;

/** Metres of one degree of latitude. */
const DEGREE_M = 111320;
/** How far away something is to be seen from, as a multiple of its size. */
const BACK = 1.5;

/** A camera from which all of some lines is seen; undefined where there are none. */
export function viewOf(
  lines: readonly DrainLines[],
): { readonly lon: number; readonly lat: number; readonly distanceM: number } | undefined {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { coords } of lines) {
    for (let i = 0; i < coords.length; i += 3) {
      west = Math.min(west, coords[i]);
      east = Math.max(east, coords[i]);
      south = Math.min(south, coords[i + 1]);
      north = Math.max(north, coords[i + 1]);
    }
  }
  if (west > east) return undefined;
  const lat = (south + north) / 2;
  const sizeM = DEGREE_M * Math.hypot((east - west) * Math.cos((lat * Math.PI) / 180), north - south);
  return { lon: (west + east) / 2, lat, distanceM: Math.max(NEAR_M, BACK * sizeM) };
}

/** Answers what people ask of the drains: findings, traces, long profiles. */
export class Drains {
  private asked = 0;

  constructor(
    private readonly store: Store<AppState>,
    private readonly city: () => CityClient,
    private readonly stage: () => MapStage | undefined,
    private readonly reading: () => Reading,
  ) {}

  set(part: Partial<DrainsState>): void {
    this.store.set({ drains: { ...this.store.get().drains, ...part } });
  }

  /** Checks the drains of a city that was just opened, before its scene is built. */
  async check(opened: OpenedCity): Promise<void> {
    if (opened.layers.some(({ id }) => id === 'drainage')) void import('../panels/drains.ts');
    void import('../panels/measures.ts');
    void import('../panels/impact.ts');
    void import('../panels/section.ts');
    const findings = await this.city().findings(['drainage']);
    if (this.store.get().city === opened) this.store.set({ findings, checked: true });
  }

  /** Checks the other layers, which are larger. Findings of the drains keep their places. */
  async checkOthers(opened: OpenedCity): Promise<void> {
    const others = opened.layers.map(({ id }) => id).filter((id) => id !== 'drainage');
    const findings = await this.city().findings(others);
    const { city, findings: drains } = this.store.get();
    const own = drains.filter(({ layer }) => layer === 'drainage');
    if (city === opened) this.store.set({ findings: [...own, ...findings] });
  }

  /** Selects what a finding is about and flies there; buried things are seen through glass. */
  go(index: number): void {
    const finding = this.store.get().findings[index];
    if (!finding) return;
    this.set({ finding: index });
    const { place, feature, layer } = finding;
    if (!place) return;
    this.store.set({ glass: true });
    void this.stage()?.flyTo({ lon: place.lon, lat: place.lat, distanceM: NEAR_M });
    void this.reading().find({ layer, ...place, id: feature, name: feature, kind: { vi: '', en: '' } });
  }

  async trace(index: number): Promise<void> {
    const asked = ++this.asked;
    const trace = await this.city().traceDrains(index);
    if (asked !== this.asked || !trace) return;
    this.set({ trace });
    this.see([trace.up.lines, trace.down.lines]);
  }

  /** Waits for the second node of a long profile; the next node that is clicked or found is it. */
  begin(index: number, id: string): void {
    this.set({ from: { index, id }, profile: undefined });
  }

  /** Another end for the profile that is shown. */
  again(): void {
    const { profile } = this.store.get().drains;
    if (profile) this.begin(profile.fromIndex, profile.from);
  }

  /** Takes a thing that was picked as the second node, where one is waited for. @returns whether it was taken */
  take(feature: FeatureView | undefined): boolean {
    const { from } = this.store.get().drains;
    if (!from || feature?.layer !== 'drainage' || feature.index === from.index) return false;
    void this.profile(from.index, feature.index);
    return true;
  }

  private async profile(fromIndex: number, toIndex: number): Promise<void> {
    const asked = ++this.asked;
    const found = await this.city().drainProfile(fromIndex, toIndex);
    if (asked !== this.asked || !found) return;
    this.set({ from: undefined, profile: { ...found, fromIndex } });
    this.see([found.lines]);
  }

  /** Flies to where all of some lines is seen. */
  private see(lines: readonly DrainLines[]): void {
    const view = viewOf(lines);
    if (view) void this.stage()?.flyTo(view);
  }

  /** Heads of a computation, for the water line of long profiles; undefined: there is none. */
  setHeads(heads: HeadSeries | undefined): void {
    this.set({ heads });
  }

  /** Nothing is looked at any more; what was computed stays. */
  leave(): void {
    this.asked++;
    this.set({ ...NO_DRAINS, heads: this.store.get().drains.heads });
  }

  close(what: 'pick' | 'profile' | 'trace'): void {
    this.asked++;
    this.set(
      what === 'pick' ? { from: undefined } : what === 'profile' ? { profile: undefined } : { trace: undefined },
    );
  }

  /** Puts lines and land on the map, where they are others than before. */
  draw(before?: DrainsState): void {
    const now = this.store.get().drains;
    if (before && DRAWN.every((key) => now[key] === before[key])) return;
    const { trace, profile, landShown } = now;
    if (!trace && !profile) {
      this.stage()?.setTrace(undefined);
      return;
    }
    this.stage()?.setTrace({
      lines: [
        ...(trace
          ? [
              { kind: 'down' as const, lines: trace.down.lines },
              { kind: 'up' as const, lines: trace.up.lines },
            ]
          : []),
        ...(profile ? [{ kind: 'path' as const, lines: profile.lines }] : []),
      ],
      land: landShown ? trace?.land : undefined,
    });
  }
}
