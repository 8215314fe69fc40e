import type { PipeHistory } from '../../workers/domain/pipeLog.ts';
import type { Maps } from '../../workers/flood/types.ts';
import { wordsOf } from '../i18n/words.ts';
import type { ResolvedScenario } from '../scenario/index.ts';
import type { CityClient } from '../simulate/city.ts';
import { loadRun } from '../simulate/run.ts';
import type { RunGround, RunWater } from '../simulate/water.ts';
import {
  forgetRuns,
  keepRun,
  keepSession,
  listRuns,
  recallRun,
  recallSession,
  type StoredRun,
  type StoredSession,
} from '../store/index.ts';
import { fileName, saveAs } from './files.ts';
import { identityOf, keyOfResult, kindOfResult, readsRasters } from './identity.ts';
import { dismiss, tell } from './messages.ts';
import type { Running } from './running.ts';
import type { AppState, RunRecord } from './state.ts';
import type { Store } from './store.ts';
import { cachedFingerprint } from './views.ts';

/** Water of a run as storage keeps it; another version is not read. */
interface KeptWater {
  readonly version: number;
  readonly ground: RunGround;
  /** `frames.twin`: a Blob is written without a copy on the page's thread. */
  readonly frames: Blob;
  readonly maps: Maps | undefined;
  /** What the pipes held; absent where none were computed. */
  readonly pipes?: PipeHistory | undefined;
}
const KEPT_VERSION = 4;
/** Ground, kind and seven maps of a cell. */
const MAP_BYTES = 33;

const bytesOf = (pipes: PipeHistory | undefined): number =>
  [pipes?.headM, pipes?.risingM3s, pipes?.flowM3s, pipes?.speedMS]
    .flatMap((series) => Object.values(series ?? {}))
    .reduce((sum, values) => sum + values.byteLength, 0);

/** Runs that are kept across reloads, and the area pack. */
export class Shelf {
  constructor(
    private readonly store: Store<AppState>,
    private readonly running: Running,
  ) {
    // What a reload in mid-run comes back to is written down now and then.
    store.subscribe((state, before) => {
      if (state.runs !== before.runs) this.noteRunning(state);
    });
  }
  private noted: string | undefined;

  private noteRunning(state: AppState): void {
    const id = this.running.scenario;
    const run = id ? state.runs[id] : undefined;
    // Every tenth of the run, and when it ends.
    const note =
      run && !run.isPreview && run.state !== 'done' ? `${id} ${Math.floor((10 * run.timeS) / run.durationS)}` : '';
    if (note === this.noted || (note === '' && this.noted === undefined)) return;
    this.noted = note;
    void keepSession({
      ...(state.cityUrl ? { url: state.cityUrl } : {}),
      label: state.cityKey,
      ...(run && note ? { running: { scenario: run.scenario, cellSizeM: run.cellSizeM, timeS: run.timeS } } : {}),
    });
  }

  /** Notes which city is open. @returns the run in whose middle its last visit was cut off */
  async begin(): Promise<StoredSession['running']> {
    const session = await recallSession();
    const { cityUrl, cityKey } = this.store.get();
    void keepSession({ ...(cityUrl ? { url: cityUrl } : {}), label: cityKey });
    return session?.label === cityKey ? session.running : undefined;
  }

  /** Says which run was cut off, and offers it again where the map shows another grid. */
  tellCutOff(cut: NonNullable<StoredSession['running']>, shownCellM: number): void {
    const { t, number } = wordsOf(this.store.get().lang);
    const cell = number(cut.cellSizeM);
    const same = cut.cellSizeM === shownCellM;
    tell(this.store, {
      id: 'cutOff',
      tone: same ? 'info' : 'warn',
      title: t('state.cutOff', { cell, minute: number(Math.floor(cut.timeS / 60)) }),
      text: same ? t('state.cutOffAgain') : t('state.cutOffCoarser', { cell: number(shownCellM) }),
      ...(same ? {} : { acts: [{ id: 'run', label: t('state.cutOffRun', { cell }), primary: true }] }),
    });
    if (!same) this.store.set({ cellSizeM: cut.cellSizeM });
  }

  /** Keeps a finished run; says so where there is no room. */
  async keep(scenario: string, water: RunWater): Promise<void> {
    const { cityKey, runs, lang } = this.store.get();
    const record = runs[scenario];
    if (record?.state !== 'done' || record.isPreview) return;
    const frames = await water.stored().catch(() => undefined);
    if (!frames) return;
    const value: KeptWater = {
      version: KEPT_VERSION,
      ground: water.ground,
      frames,
      maps: water.maps,
      pipes: water.pipes,
    };
    const key = keyOfResult(this.store.get(), record);
    const row = {
      key,
      city: cityKey,
      scenario,
      cellSizeM: record.cellSizeM,
      at: Date.now(),
      bytes: frames.size + MAP_BYTES * water.ground.kind.length + bytesOf(water.pipes),
      frames: water.count,
      record,
    };
    const kept = await keepRun(row, value);
    if (kept !== 'full') return;
    const old = (await listRuns()).filter((run) => run.key !== key);
    const { t, bytes } = wordsOf(lang);
    tell(this.store, {
      id: 'full',
      tone: 'warn',
      title: t('state.full'),
      text: t('state.fullWhat', { count: old.length, size: bytes(old.reduce((sum, run) => sum + run.bytes, 0)) }),
      acts: [{ id: 'delete', label: t('state.fullDelete', { count: old.length }), primary: true }],
    });
  }

  /**
   * The finest stored run of a scenario as it is now; one that was changed on the way only where there is no plain one.
   * @param cellSizeM only a plain run of this cell size
   */
  async recall(
    scenario: ResolvedScenario,
    cellSizeM?: number,
  ): Promise<{ readonly water: RunWater; readonly record: RunRecord } | undefined> {
    if (readsRasters(scenario)) return undefined;
    const state = this.store.get();
    const fingerprint = cachedFingerprint(scenario);
    const kindOf = ({ key, cellSizeM: size }: StoredRun): 'plain' | 'changed' | undefined =>
      kindOfResult(
        key,
        identityOf(state, { scenario: scenario.id, cellSizeM: size, fingerprint, steps: state.engine.steps }),
      );
    // Plain ones first, then the finest; of two builds' results the newest, as they are listed.
    const rows = (await listRuns())
      .filter((run) => run.city === state.cityKey && run.scenario === scenario.id)
      .map((run) => ({ ...run, kind: kindOf(run) }))
      .filter((run) => (cellSizeM === undefined ? run.kind : run.kind === 'plain' && run.cellSizeM === cellSizeM))
      .sort((a, b) => Number(a.kind === 'changed') - Number(b.kind === 'changed') || a.cellSizeM - b.cellSizeM);
    for (const row of rows) {
      const found = await recallRun(row.key);
      const kept = found?.water as KeptWater | undefined;
      if (!found || kept?.version !== KEPT_VERSION) continue;
      const water = await loadRun(kept.ground, kept.frames).catch(() => undefined);
      if (!water) continue;
      water.maps = kept.maps;
      water.pipes = kept.pipes;
      const record = found.run.record as RunRecord;
      water.summary = record.summary;
      return { water, record: { ...record, stored: true } };
    }
    return undefined;
  }

  async list(): Promise<void> {
    const { book, lang } = this.store.get();
    const { pick } = wordsOf(lang);
    const name = (id: string) => {
      const entry = book.entries.find((item) => item.scenario.id === id);
      return entry ? pick(entry.scenario.name) || id : id;
    };
    const stored = (await listRuns()).map(({ key, scenario, cellSizeM, bytes, at }) => ({
      key,
      scenario: name(scenario),
      cellSizeM,
      bytes,
      at,
    }));
    this.store.set({ stored });
  }

  async forget(keys: readonly string[]): Promise<void> {
    await forgetRuns(keys);
    await this.list();
  }

  /** Deletes every stored run and keeps the one that is shown. */
  async makeRoom(): Promise<void> {
    dismiss(this.store, 'full');
    await forgetRuns((await listRuns()).map(({ key }) => key));
    const id = this.store.get().book.selected;
    const water = id ? this.running.waters.get(id) : undefined;
    if (id && water) await this.keep(id, water);
    await this.list();
  }

  /** The City with the scenarios made here, as an area pack. */
  async pack(city: CityClient): Promise<Blob> {
    const own = this.store
      .get()
      .book.entries.filter((entry) => !entry.shipped)
      .map((entry) => entry.scenario);
    const bytes = await city.exportPack(own);
    return new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/zip' });
  }

  async download(city: CityClient): Promise<void> {
    const blob = await this.pack(city);
    saveAs(blob, `${fileName(this.store.get().city?.name.en ?? 'city')}.twin.zip`);
  }
}
