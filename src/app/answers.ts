import { wordsOf } from '../i18n/words.ts';
import type { Intent, IntentKind } from '../panels/intents.ts';
import { assume, assumeAsPublished } from './assume.ts';
import { redo, select, undo } from './book.ts';
import type { Controller } from './controller.ts';
import { filesOfList } from './drop.ts';
import { editBar, editFrom, editStorm, editTide } from './edits.ts';
import { loadEvidence } from './evidence.ts';
import { dismiss } from './messages.ts';
import { SAMPLE_URL } from './opening.ts';
import { addRiver, editMoving, editRiver, editWetness, rainText, removeRiver } from './rain.ts';
import { saveScenario } from './share.ts';
import { branch, duplicate, remove, reparent } from './tree.ts';

type Answers = { readonly [K in IntentKind]: (controller: Controller, intent: Intent & { readonly kind: K }) => void };

/** What is done about each wish; a wish without an answer does not compile. */
const ANSWERS: Answers = {
  workspace: (c, { workspace }) => {
    c.reading.close();
    c.drains.leave();
    c.store.set({ workspace, dialog: undefined });
    if (!c.store.get().playing && c.water) c.clock.play();
  },
  lang: ({ store }, { lang }) => store.set({ lang }),
  theme: ({ store }, { theme }) => store.set({ theme }),
  undo: ({ store }) => store.set({ book: undo(store.get().book) }),
  redo: ({ store }) => store.set({ book: redo(store.get().book) }),
  dialog: ({ store, shelf }, { dialog }) => {
    if (dialog === 'city') void shelf.list();
    if (dialog === 'evidence') void loadEvidence(store);
    store.set({ dialog });
  },
  search: ({ store, city }, { query }) => {
    void city.search(query, 12).then((hits) => store.set({ hits, answered: query }));
  },
  'search.go': ({ stage, reading }, { hit }) => {
    void stage?.flyTo({ lon: hit.lon, lat: hit.lat, distanceM: 900 });
    void reading.find(hit);
  },
  'scenario.select': ({ store }, { id }) => store.set({ book: select(store.get().book, id) }),
  'scenario.save': ({ store }, { id }) => saveScenario(store.get().book, id),
  'scenario.branch': (c, { id }) => c.change(branch(c.store.get().book, id)),
  'scenario.remove': (c, { id }) => c.change(remove(c.store.get().book, id)),
  'scenario.duplicate': (c, { id }) => c.change(duplicate(c.store.get().book, id)),
  'scenario.parent': (c, { id, parent }) => c.change(reparent(c.store.get().book, id, parent)),
  'scenario.link': (c, { id }) => c.attempt(c.opening.copyLink(id)),
  'scenario.rename': (c, { id, name }) =>
    c.change([{ kind: 'patch', id, patch: { set: { name: { vi: name, en: name } } } }]),
  storm: (c, { change }) => c.change(editStorm(c.store.get().book, change)),
  'rain.bar': (c, { index, intensityMmH }) => c.change(editBar(c.store.get().book, index, intensityMmH)),
  'rain.from': (c, { scenario }) => c.change(editFrom(c.store.get().book, scenario)),
  'rain.csv': (c, { file }) => c.attempt(c.opening.readRain(file, file.name)),
  'rain.panel': ({ store }, { open }) => store.set({ rainOpen: open }),
  'rain.text': (c, { text }) =>
    c.attempt(c.opening.readRain(new Blob([rainText(text)]), wordsOf(c.store.get().lang).t('rain.typed'))),
  'rain.moving': (c, { moving }) => c.change(editMoving(c.store.get().book, moving)),
  soil: (c, { wetness }) => c.change(editWetness(c.store.get().book, wetness)),
  'river.add': (c, { lon, lat }) => {
    const { book, city, point, lang } = c.store.get();
    const name = point?.name ?? wordsOf(lang).t('river.one');
    if (city) c.change(addRiver(book, city.crs, lon, lat, name));
  },
  'river.set': (c, { id, change }) => c.change(editRiver(c.store.get().book, id, change)),
  'river.remove': (c, { id }) => c.change(removeRiver(c.store.get().book, id)),
  'respond.user': ({ responding }, { user }) => responding.setUser(user),
  'respond.goal': ({ responding }, { goal }) => responding.setGoal(goal),
  tide: (c, { change }) => c.change(editTide(c.store.get().book, change)),
  'run.start': (c) => void c.launch.want(),
  'run.fork': (c) => void c.launch.fork(),
  'run.pause': ({ running }) => running.pause(),
  'run.resume': ({ running }) => running.resume(),
  'run.cancel': ({ running, store }) => {
    store.set({ queue: [] });
    running.cancel();
  },
  'run.queue': ({ launch }, { ids }) => launch.enqueue(ids),
  'compare.open': ({ comparing }, { other }) => comparing.open(other),
  'compare.close': ({ comparing }) => comparing.close(),
  'compare.swap': ({ comparing }) => comparing.swap(),
  'compare.style': ({ comparing }, { style }) => comparing.setStyle(style),
  'compare.split': ({ comparing }, { split }) => comparing.setSplit(split),
  'compare.toggle': ({ comparing }, { id }) => comparing.toggle(id),
  engine: ({ store }, { change }) => store.set({ engine: { ...store.get().engine, ...change } }),
  'run.cell': ({ store }, { cellSizeM }) => store.set({ cellSizeM }),
  'layer.show': ({ store }, { layer, visible }) => {
    const { layers } = store.get();
    store.set({ layers: { ...layers, [layer]: { opacity: 1, ...layers[layer], visible } } });
  },
  'layer.opacity': ({ store }, { layer, opacity }) => {
    const { layers } = store.get();
    store.set({ layers: { ...layers, [layer]: { visible: true, ...layers[layer], opacity } } });
  },
  mode: ({ store }, { mode }) => store.set({ mode, isolated: undefined }),
  isolate: ({ store }, { index }) => store.set({ isolated: index }),
  play: ({ clock }) => clock.play(),
  pause: ({ clock }) => clock.pause(),
  seek: ({ clock }, { timeS }) => clock.seek(timeS),
  speed: ({ store }, { speed }) => store.set({ speed }),
  fly: ({ stage }, { lon, lat, heightM }) => void stage?.flyTo({ lon, lat, distanceM: heightM }),
  home: ({ stage, store }) => {
    const { city } = store.get();
    if (city) void stage?.flyTo(city.scene.home);
  },
  north: ({ stage }) => void stage?.flyTo({ headingDeg: 0 }),
  hide: ({ store }) => store.set({ hidden: !store.get().hidden }),
  night: ({ store }) => store.set({ night: !store.get().night }),
  glass: ({ store }) => store.set({ glass: !store.get().glass }),
  'glass.share': ({ store }, { share }) => store.set({ glassShare: share }),
  'point.close': ({ reading }) => reading.close(),
  findings: ({ drains }, { open }) => drains.set({ listed: open, finding: undefined }),
  'findings.filter': ({ drains }, { severity }) => drains.set({ severity }),
  'finding.go': ({ drains }, { finding }) => drains.go(finding),
  'measure.palette': ({ sketching }, { open }) => sketching.openPalette(open),
  'measure.draw': ({ sketching }, { tool }) => sketching.begin(tool),
  'measure.use': ({ sketching }, { tool, feature }) => sketching.use(tool, feature),
  'measure.point': (c, { lon, lat }) => c.attempt(c.sketching.add(lon, lat)),
  'measure.finish': ({ sketching }) => sketching.finish(),
  'measure.back': ({ sketching }) => sketching.back(),
  'measure.cancel': ({ sketching }) => sketching.cancel(),
  'measure.select': ({ measures }, { id }) => measures.select(id),
  'measure.remove': ({ measures }, { id }) => measures.remove(id),
  'measure.rename': ({ measures }, { id, name }) => measures.rename(id, name),
  'measure.set': ({ measures }, { id, key, value }) => measures.setField(id, key, value),
  'section.from': ({ section, reading }, { lon, lat }) => {
    reading.close();
    section.begin(lon, lat);
  },
  'section.close': ({ section }) => section.close(),
  'export.file': (c, { what }) => c.attempt(c.exports.save(what)),
  assume: ({ store }, { path, value }) => assume(store, path, value),
  'assume.reset': ({ store }) => assumeAsPublished(store),
  'yearly.cell': ({ yearly }, { cellSizeM }) => yearly.setCell(cellSizeM),
  'yearly.cancel': ({ yearly }) => yearly.cancel(),
  'yearly.start': ({ yearly, yearlyCell }) => void yearly.start(yearlyCell),
  'ward.go': ({ impact }, { name }) => impact.goWard(name),
  report: (c) => c.attempt(c.report()),
  'drains.trace': (c, { index }) => c.attempt(c.drains.trace(index)),
  'drains.land': ({ drains }, { shown }) => drains.set({ landShown: shown }),
  'drains.profileFrom': ({ drains }, { index, id }) => drains.begin(index, id),
  'drains.again': ({ drains }) => drains.again(),
  'drains.close': ({ drains }, { what }) => drains.close(what),
  'rain.again': ({ clock }) => {
    clock.seek(0);
    clock.play();
  },
  files: (c, { files }) => c.attempt(c.opening.openFiles(filesOfList(files))),
  open: (c, { url }) => c.attempt(c.opening.openUrl(url)),
  sample: (c) => c.attempt(c.opening.openUrl(SAMPLE_URL)),
  export: (c) => c.attempt(c.shelf.download(c.city)),
  'message.close': ({ store }, { id }) => dismiss(store, id),
  'message.act': (c, { id, act }) => {
    dismiss(c.store, id);
    if (act === 'open') c.store.set({ dialog: 'city' });
    if (act === 'delete') void c.shelf.makeRoom();
    if (act === 'run') void c.launch.run();
  },
  'storage.delete': ({ shelf }, { keys }) => void shelf.forget(keys),
};

/** Does what a person wants. */
export function answer(controller: Controller, intent: Intent): void {
  (ANSWERS[intent.kind] as (controller: Controller, intent: Intent) => void)(controller, intent);
}
