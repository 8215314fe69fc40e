import type { Checkpoint } from '../../workers/city/keeper.ts';
import { wordsOf } from '../i18n/words.ts';
import type { ResolvedScenario } from '../scenario/index.ts';
import { forgetCheckpoint, keepCheckpoint, listCheckpoints, recallCheckpoint } from '../store/index.ts';
import { identityOf, readsRasters } from './identity.ts';
import { tell } from './messages.ts';
import type { Begun } from './record.ts';
import type { AppState, RunRecord } from './state.ts';
import type { Store } from './store.ts';
import { cachedFingerprint } from './views.ts';

/** Keeps what it takes to go on with a long run after this tab has died. */
export class Checkpoints {
  private run: { readonly key: string; readonly name: string; parts: number } | undefined;
  /** Writes follow each other. */
  private writing: Promise<void> = Promise.resolve();
  /** Nothing more is stored in this visit: said once. */
  private off = false;

  constructor(private readonly store: Store<AppState>) {}

  /** A run that goes on has come to a checkpoint. */
  keep(record: RunRecord, { timeS, state, frames, first }: Checkpoint): void {
    if (this.off) return;
    const { cityKey } = this.store.get();
    const key = identityOf(this.store.get(), record);
    if (first === 0 || !this.run) this.run = { key, name: crypto.randomUUID(), parts: 0 };
    const { run } = this;
    run.parts++;
    const { scenario, cellSizeM } = record;
    const row = { key, run: run.name, city: cityKey, scenario, cellSizeM, timeS, at: Date.now(), state };
    const { parts } = run;
    this.writing = this.writing.then(async () => {
      if (this.run !== run) return;
      const kept = await keepCheckpoint({ ...row, parts, record }, frames);
      if (kept !== 'kept') this.giveUp();
    });
  }

  private giveUp(): void {
    this.off = true;
    this.forget();
    const { t } = wordsOf(this.store.get().lang);
    tell(this.store, { id: 'checkpoint', tone: 'info', title: t('state.memoryOnly'), text: t('state.memoryOnlyWhat') });
  }

  /** The run is over: it need not be taken up. */
  forget(): void {
    const { run } = this;
    this.run = undefined;
    if (run) this.writing = this.writing.then(async () => void (await forgetCheckpoint(run.key, run.name)));
  }

  /** An unfinished run of a scenario as it is now. */
  async recall(scenario: ResolvedScenario): Promise<Begun | undefined> {
    if (readsRasters(scenario)) return undefined;
    const state = this.store.get();
    const fingerprint = cachedFingerprint(scenario);
    const { steps } = state.engine;
    for (const { key, scenario: id, cellSizeM } of await listCheckpoints(state.cityKey)) {
      if (id !== scenario.id || key !== identityOf(state, { scenario: id, cellSizeM, fingerprint, steps })) continue;
      const found = await recallCheckpoint(key);
      if (!found) continue;
      const { checkpoint, frames } = found;
      // Should the run end before its first checkpoint in this visit, this one goes.
      this.run = { key, name: checkpoint.run, parts: checkpoint.parts };
      return {
        from: { state: checkpoint.state, frames },
        timeS: checkpoint.timeS,
        record: checkpoint.record as RunRecord,
      };
    }
    return undefined;
  }
}
