import { zipSync } from 'fflate';
import type { ExportWish } from '../../workers/city/types.ts';
import { type Words, wordsOf } from '../i18n/words.ts';
import type { ExportId, ExportsView } from '../panels/exportViews.ts';
import type { CityClient } from '../simulate/city.ts';
import type { RunWater } from '../simulate/water.ts';
import { entryOf, resolvedOf } from './book.ts';
import { saveAs } from './files.ts';
import { finished } from './impact.ts';
import { tell, tellError } from './messages.ts';
import { saveScenario } from './share.ts';
import type { AppState } from './state.ts';
import type { Store } from './store.ts';
import { lastOf } from './views.ts';

interface Rooms {
  readonly store: Store<AppState>;
  readonly city: () => CityClient;
  /** Of the shown run. */
  readonly water: () => RunWater | undefined;
  readonly report: () => Promise<void>;
  readonly pack: () => Promise<void>;
}

/** Makes the files that a person takes away, one at a time. */
export class Exports {
  constructor(private readonly rooms: Rooms) {}

  async save(what: ExportId): Promise<void> {
    const { store } = this.rooms;
    const { making, book } = store.get();
    if (making !== undefined || book.selected === undefined) return;
    store.set({ making: what });
    try {
      if (what === 'report') await this.rooms.report();
      else if (what === 'city') await this.rooms.pack();
      else if (what === 'scenario') saveScenario(book, book.selected);
      else await this.make(what, book.selected);
    } catch (error) {
      tellError(store, 'export', wordsOf(store.get().lang).t('export.failed'), error);
      throw error;
    } finally {
      store.set({ making: undefined });
    }
  }

  private async make(what: 'impact' | 'series' | 'czml' | 'drains', id: string): Promise<void> {
    const { store, city } = this.rooms;
    const words = wordsOf(store.get().lang);
    const wish = await this.wishOf(what, id, words);
    const made = wish && (await city().exportFiles(wish));
    if (!made) {
      // The finer run has just taken the preview's place and is not done.
      tell(store, { id: 'export', tone: 'info', title: words.t('export.failed'), text: words.t('export.noRun') });
      return;
    }
    const names = Object.keys(made.files);
    if (names.length === 1) {
      saveAs(blobOf(made.files[names[0]]), `${id}-${names[0]}`);
    } else {
      // Maps are deflated already.
      const zip = zipSync(made.files as Record<string, Uint8Array>, { level: what === 'series' ? 0 : 6 });
      saveAs(blobOf(zip, 'application/zip'), `${id}-${what}.zip`);
    }
    if (made.left.length > 0)
      tell(store, {
        id: 'export',
        tone: 'info',
        title: words.t('export.drainsLeft', { count: made.left.length }),
        text: '',
      });
  }

  private async wishOf(
    what: 'impact' | 'series' | 'czml' | 'drains',
    id: string,
    { t, pick }: Words,
  ): Promise<ExportWish | undefined> {
    const { store, water } = this.rooms;
    const { book } = store.get();
    if (what === 'drains') {
      const scenario = resolvedOf(book, id);
      return scenario && { what, scenario };
    }
    const shown = water();
    if (!shown?.maps) return undefined;
    const run = await finished(shown, resolvedOf(book, id)?.measures ?? []);
    if (what === 'impact') return { what, run, assumed: store.get().assumed };
    if (what === 'series') return { what, run };
    const name = pick(entryOf(book, id)?.scenario.name) || id;
    return { what, run, name, description: t('export.czmlAbout') };
  }
}

const blobOf = (bytes: Uint8Array, type = 'application/octet-stream'): Blob =>
  new Blob([bytes as Uint8Array<ArrayBuffer>], { type });

/** What of the shown scenario can be taken away now. */
export const exportsView = lastOf(
  (
    city: AppState['city'],
    book: AppState['book'],
    runs: AppState['runs'],
    lang: AppState['lang'],
    making: ExportId | undefined,
    previewCellM: number | undefined,
  ): ExportsView | undefined => {
    const id = book.selected;
    const entry = id === undefined ? undefined : entryOf(book, id);
    if (!city || id === undefined || !entry) return undefined;
    const done = runs[id]?.state === 'done' || runs[id]?.preview !== undefined;
    const drains = city.scene.layers.some((layer) => layer.id === 'drainage');
    const ofRun: readonly ExportId[] = done ? ['report', 'impact', 'series', 'czml'] : [];
    const ready = new Set<ExportId>([...ofRun, ...(drains ? (['drains'] as const) : []), 'scenario', 'city']);
    return {
      scenario: wordsOf(lang).pick(entry.scenario.name) || id,
      ready,
      making,
      preview: previewCellM !== undefined,
    };
  },
);
