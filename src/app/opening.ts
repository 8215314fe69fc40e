import type { CitySource, NamedFile, OpenedCity } from '../../workers/city/types.ts';
import { InputError } from '../city/errors.ts';
import { wordsOf } from '../i18n/words.ts';
import { parseScenario, readRainCsv, resolveScenario, type Scenario, writeScenario } from '../scenario/index.ts';
import type { CityClient } from '../simulate/city.ts';
import { keepPack, keepScenarios, recallPack, recallScenarios } from '../store/index.ts';
import { act, type Book, EMPTY_BOOK, type Entry, entryOf, placeAfter, select } from './book.ts';
import { NO_DRAINS } from './drainState.ts';
import { editSeries } from './edits.ts';
import { tell, tellError, tellInfo } from './messages.ts';
import { packScenario, saveScenario, scenarioFile, unpackScenario } from './share.ts';
import type { AppState } from './state.ts';
import type { Store } from './store.ts';

/** The sample city lies beside the page. */
export const SAMPLE_URL = './data/danang/city.json';
/** The story that the page opens on. */
const OPENING_SCENARIO = 'storm-10y';

/** Set in this tab's storage while the open city came from files. */
const FROM_FILES = 'danang-twin-files';

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Opening cities, scenarios and rain from addresses and files. What cannot be opened is told; what is open stays. */
export class Opening {
  constructor(
    private readonly store: Store<AppState>,
    private readonly city: CityClient,
    private readonly onCity: (opened: OpenedCity) => void,
  ) {}

  /** @throws what went wrong, after it was told */
  async openUrl(url: string, wanted?: string, shared?: string): Promise<void> {
    const address = new URL(url, document.baseURI).href;
    const sample = address === new URL(SAMPLE_URL, document.baseURI).href;
    await this.open(
      { kind: 'url', url: address },
      fileName(new URL(address).pathname) || address,
      sample ? undefined : url,
      wanted,
      shared,
    );
  }

  /** Files of a drop or a picker: a city, scenarios for the open one, or rain for the shown scenario. */
  async openFiles(files: readonly NamedFile[]): Promise<void> {
    if (files.length === 0) return;
    const label = files.length === 1 ? fileName(files[0].path) : (files[0].path.split('/')[0] ?? files[0].path);
    if (!files.some(({ path }) => /(^|\/)city\.json$/.test(path))) {
      let roles: readonly string[];
      try {
        roles = await this.city.roles(files);
      } catch (error) {
        this.refused(label, error);
        throw error;
      }
      if (roles.length > 0 && roles.every((role) => role === 'scenario')) return this.addScenarios(files);
      if (roles.length === 1 && roles[0] === 'rain') return this.readRain(files[0].file, fileName(files[0].path));
    }
    await this.open({ kind: 'files', label, files }, label, undefined, undefined);
  }

  private async open(
    source: CitySource,
    label: string,
    url: string | undefined,
    wanted: string | undefined,
    shared?: string,
  ): Promise<void> {
    const { t } = wordsOf(this.store.get().lang);
    this.store.set({ opening: t('state.opening', { name: label }) });
    try {
      const opened = await this.city.open(source, ({ file }) => {
        this.store.set({ opening: t('state.opening', { name: fileName(file) }) });
      });
      const book = this.withShared(await bookOf(opened, url ?? label, wanted), shared);
      this.store.set({
        city: opened,
        cityUrl: url,
        cityKey: url ?? label,
        sample: source.kind === 'url' && url === undefined,
        book,
        opening: undefined,
        findings: [],
        checked: false,
        drains: NO_DRAINS,
        layers: Object.fromEntries(opened.layers.map(({ id }) => [id, { visible: true, opacity: 1 }])),
        point: undefined,
        impacts: {},
        respond: { ...this.store.get().respond, table: undefined, cutOff: undefined },
        timeS: 0,
        isolated: undefined,
        // The page about evidence may stand open from the address before any city does.
        dialog: this.store.get().dialog === 'evidence' ? 'evidence' : undefined,
        messages: this.store.get().messages.filter((message) => message.tone !== 'error'),
      });
      this.onCity(opened);
      this.remember(source.kind === 'files', label);
    } catch (error) {
      this.store.set({ opening: undefined });
      this.refused(label, error);
      throw error;
    }
  }

  /** The scenario that came with the address, in the book and shown; one that cannot be read is told. */
  private withShared(book: Book, packed: string | undefined): Book {
    if (packed === undefined) return book;
    const name = wordsOf(this.store.get().lang).t('scenario.linkHere');
    try {
      const scenario = unpackScenario(packed, name);
      const known = entryOf(book, scenario.id)?.scenario;
      if (known && writeScenario(known) === writeScenario(scenario)) return select(book, scenario.id);
      const entry: Entry = { scenario: freeId(book, scenario), shipped: false };
      const parent = scenario.parent ?? undefined;
      resolveScenario(entry.scenario, (id) => entryOf(book, id)?.scenario);
      const entries = [...book.entries];
      entries.splice(parent === undefined ? entries.length : placeAfter(book, parent), 0, entry);
      return { ...book, entries, selected: entry.scenario.id };
    } catch (error) {
      tellError(this.store, 'shared', wordsOf(this.store.get().lang).t('error.open', { name }), error);
      return book;
    }
  }

  /** Puts a link on the clipboard that opens this city with this scenario anywhere; a long scenario is saved instead. */
  async copyLink(id: string): Promise<void> {
    const { book, sample, cityUrl } = this.store.get();
    const scenario = scenarioFile(book, id);
    if (!scenario) return;
    // A city that came from files has no address that a link could open.
    const hasAddress = sample || cityUrl !== undefined;
    const packed = hasAddress ? packScenario(scenario) : undefined;
    if (packed === undefined) {
      saveScenario(book, id);
      tellInfo(this.store, 'link', hasAddress ? 'scenario.linkLong' : 'scenario.linkNoCity');
      return;
    }
    const url = new URL(location.href);
    const [path, query] = url.hash.split('?');
    const params = new URLSearchParams(query);
    params.delete('scenario');
    params.delete('beside');
    params.set('with', packed);
    url.hash = `${path}?${params}`;
    try {
      await navigator.clipboard.writeText(url.href);
      tellInfo(this.store, 'link', 'scenario.linked');
    } catch {
      const { t } = wordsOf(this.store.get().lang);
      tell(this.store, { id: 'link', tone: 'warn', title: t('scenario.linkHere'), text: url.href });
    }
  }

  /** A city from files comes back when this tab is reloaded. */
  private remember(fromFiles: boolean, label: string): void {
    try {
      if (fromFiles) sessionStorage.setItem(FROM_FILES, label);
      else sessionStorage.removeItem(FROM_FILES);
    } catch {
      return;
    }
    if (fromFiles)
      void this.city
        .exportPack([])
        .then((pack) => keepPack(label, pack))
        .catch(() => undefined);
  }

  /** The city from files that this tab had open before it was reloaded; false where there was none. */
  async reopen(): Promise<boolean> {
    let label: string | null = null;
    try {
      label = sessionStorage.getItem(FROM_FILES);
    } catch {
      // Storage is off: the sample opens.
    }
    const kept = label === null ? undefined : await recallPack();
    if (label === null || !kept?.pack || kept.label !== label) return false;
    await this.openFiles([{ path: label, file: new Blob([kept.pack as Uint8Array<ArrayBuffer>]) }]);
    return true;
  }

  private refused(label: string, error: unknown): void {
    const { city, lang } = this.store.get();
    const { t } = wordsOf(lang);
    tellError(this.store, 'open', t('error.open', { name: label }), error, {
      ...(city
        ? {
            advice: [error instanceof InputError ? wordsOf(lang).pick(error.advice) : '', t('state.cityStays')]
              .filter(Boolean)
              .join(' '),
          }
        : {}),
      acts: [{ id: 'open', label: t('act.openOther') }],
    });
  }

  private async addScenarios(files: readonly NamedFile[]): Promise<void> {
    for (const { path, file } of files) {
      try {
        const scenario = parseScenario(await file.text(), fileName(path));
        const { book } = this.store.get();
        const entry: Entry = { scenario: freeId(book, scenario), shipped: false };
        const { id } = entry.scenario;
        this.store.set({
          book: act(book, [
            { kind: 'insert', entry, at: book.entries.length },
            { kind: 'select', id },
          ]),
        });
      } catch (error) {
        this.refused(fileName(path), error);
        throw error;
      }
    }
  }

  async readRain(file: Blob, name: string): Promise<void> {
    const { lang } = this.store.get();
    const words = wordsOf(lang);
    try {
      const rain = readRainCsv(await file.text(), name);
      const { book } = this.store.get();
      this.store.set({ book: act(book, editSeries(book, rain)) });
      if (rain.warnings.length > 0) {
        tell(this.store, { id: 'rain', tone: 'info', title: name, text: rain.warnings.map(words.pick).join(' ') });
      }
    } catch (error) {
      tellError(this.store, 'rain', words.t('error.csv', { name }), error);
      throw error;
    }
  }
}

function freeId(book: Book, scenario: Scenario): Scenario {
  if (!entryOf(book, scenario.id)) return scenario;
  let number = 2;
  while (entryOf(book, `${scenario.id}-${number}`)) number++;
  return { ...scenario, id: `${scenario.id}-${number}` };
}

/** Shipped scenarios, then those that were made here before. */
async function bookOf(opened: OpenedCity, key: string, wanted: string | undefined): Promise<Book> {
  const shipped: Entry[] = opened.scenarios.map((scenario) => ({ scenario, shipped: true }));
  const entries = [...shipped];
  const stored = await recallScenarios(key);
  if (Array.isArray(stored?.entries)) {
    for (const entry of stored.entries as Entry[]) {
      try {
        const scenario = parseScenario(entry.scenario, entry.scenario.id);
        if (entries.some((other) => other.scenario.id === scenario.id)) continue;
        const parentAt = entries.findIndex((other) => other.scenario.id === scenario.parent);
        entries.splice(parentAt < 0 ? entries.length : parentAt + 1, 0, { ...entry, scenario, shipped: false });
      } catch {
        // One that this version no longer understands stays in storage and is not shown.
      }
    }
  }
  const book: Book = { ...EMPTY_BOOK, entries, selected: entries[0]?.scenario.id };
  for (const id of [wanted, stored?.selected, OPENING_SCENARIO]) {
    if (id && entryOf(book, id)) return select(book, id);
  }
  return book;
}

/** Keeps the scenarios that were made here. */
export function saveScenarios(state: AppState): void {
  if (!state.city) return;
  void keepScenarios({
    city: state.cityKey,
    entries: state.book.entries.filter((entry) => !entry.shipped),
    selected: state.book.selected,
  });
}
