import type { LayerId } from '../../layers/types.ts';
import type { Summary } from '../../workers/flood/types.ts';
import { InputError } from '../city/errors.ts';
import type { WorkspaceId } from '../panels/intents.ts';
import { parseScenario, type Scenario } from '../scenario/index.ts';
import { answer } from './answers.ts';
import { act, entryOf, resolvedOf, select } from './book.ts';
import type { Controller, TwinEvents } from './controller.ts';
import { filesOfList } from './drop.ts';
import { seriesAt } from './reading.ts';
import { aborted } from './running.ts';

export interface TwinCity {
  readonly name: { readonly vi: string; readonly en: string };
  /** West, south, east, north in degrees. */
  readonly bounds: readonly [number, number, number, number];
  readonly layers: readonly { readonly id: LayerId; readonly features: number; readonly visible: boolean }[];
}

export interface TwinRunOptions {
  /** Coarse enough to end in about ten seconds; otherwise the scenario's own cell size, else the City's. */
  readonly preview?: boolean;
  /** Cell size, m; before `preview`. */
  readonly cellSizeM?: number;
  /** Share of the storm that is computed, 0–1. */
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

/** Water over time at a place, one value a frame. */
export interface TwinSeries {
  readonly timesS: readonly number[];
  readonly depthM: readonly number[];
  readonly speedMS: readonly number[];
  readonly levelM: readonly number[];
  /** NaN outside the computed area. */
  readonly groundM: number;
}

export interface TwinView {
  readonly lon: number;
  readonly lat: number;
  /** Of the camera above the ground, m. */
  readonly heightM: number;
  readonly headingDeg?: number;
  /** Below the horizon is negative, as cameras count it: −90 looks straight down. */
  readonly pitchDeg?: number;
}

/** Scripting the page (DESIGN §4.6): for kiosks, lessons and tests. */
export interface Twin {
  /** Resolves when the first city is open and something draws; also when the first city could not be opened. */
  readonly ready: Promise<void>;
  readonly city: TwinCity | undefined;
  /** Opens a city.json or area pack by address, or files as if dropped. @throws what a person would be told */
  open(source: string | readonly File[]): Promise<void>;
  scenarios(): {
    readonly id: string;
    readonly name: { readonly vi: string; readonly en: string };
    readonly parent: string | null;
  }[];
  /** Runs a scenario (an id, or a scenario as in its file) and shows it. @throws AbortError when `signal` ends it */
  run(scenario: string | Scenario, options?: TwinRunOptions): Promise<Summary>;
  at(lon: number, lat: number): Promise<TwinSeries>;
  /** The clock, s from the start of the storm. */
  timeS: number;
  show(layerId: LayerId, visible: boolean): void;
  workspace: WorkspaceId;
  flyTo(view: TwinView): Promise<void>;
  /** PNG of the scene. */
  screenshot(): Promise<Blob>;
  /** Area pack (zip) with the scenarios made here. */
  exportCity(): Promise<Blob>;
  /** @returns stops listening */
  on<K extends keyof TwinEvents>(event: K, fn: (detail: TwinEvents[K]) => void): () => void;
}

declare global {
  interface Window {
    twin: Twin;
  }
}

/** Makes `window.twin` over the controller. */
export function makeTwin(controller: Controller, ready: Promise<void>): Twin {
  const { store } = controller;
  return {
    ready,
    get city() {
      const { city, layers } = store.get();
      return (
        city && {
          name: city.name,
          bounds: city.boundsLonLat,
          layers: city.layers.map(({ id, features }) => ({ id, features, visible: layers[id]?.visible ?? true })),
        }
      );
    },
    open: (source) =>
      typeof source === 'string'
        ? controller.opening.openUrl(source)
        : controller.opening.openFiles(filesOfList([...source])),
    scenarios: () =>
      store.get().book.entries.map(({ scenario }) => ({
        id: scenario.id,
        name: scenario.name ?? { vi: scenario.id, en: scenario.id },
        parent: scenario.parent ?? null,
      })),
    run: (scenario, options = {}) => run(controller, scenario, options),
    async at(lon, lat) {
      const water = controller.water;
      const series = await seriesAt(store.get(), water, lon, lat).catch((error: unknown) => {
        // Another run's water has taken its place meanwhile.
        if (!water?.closed) throw error;
        return seriesAt(store.get(), controller.water, lon, lat);
      });
      const { timesS = [], depthM = [], speedMS = [], levelM = [], groundM = Number.NaN } = series ?? {};
      return { timesS, depthM, speedMS, levelM, groundM };
    },
    get timeS() {
      return controller.clock.timeS;
    },
    set timeS(value: number) {
      controller.clock.seek(value);
    },
    show(layer, visible) {
      answer(controller, { kind: 'layer.show', layer, visible });
    },
    get workspace() {
      return store.get().workspace;
    },
    set workspace(workspace: WorkspaceId) {
      answer(controller, { kind: 'workspace', workspace });
    },
    async flyTo({ lon, lat, heightM, headingDeg, pitchDeg }) {
      const stage = await controller.mounted;
      const below = Math.min(90, Math.max(1, pitchDeg === undefined ? 45 : Math.abs(pitchDeg)));
      await stage.flyTo({
        lon,
        lat,
        distanceM: heightM / Math.sin((below * Math.PI) / 180),
        pitchDeg: below,
        ...(headingDeg === undefined ? {} : { headingDeg }),
      });
    },
    async screenshot() {
      return (await controller.mounted).screenshot();
    },
    exportCity: () => controller.shelf.pack(controller.city),
    on: (event, fn) => controller.on(event, fn),
  };
}

async function run(controller: Controller, wanted: string | Scenario, options: TwinRunOptions): Promise<Summary> {
  const { store } = controller;
  const { signal, onProgress } = options;
  if (signal?.aborted) throw aborted();
  let id: string;
  if (typeof wanted === 'string') {
    if (!entryOf(store.get().book, wanted)) {
      const known = store
        .get()
        .book.entries.map(({ scenario }) => scenario.id)
        .join(', ');
      throw new InputError(
        'scenario.unknown',
        `Scenario "${wanted}": expected one of ${known || 'none'}.`,
        `Không có kịch bản "${wanted}"; có: ${known || 'chưa có'}.`,
      );
    }
    id = wanted;
    store.set({ book: select(store.get().book, id) });
  } else {
    const scenario = parseScenario(wanted, wanted.id ?? 'scenario');
    id = scenario.id;
    const { book } = store.get();
    const entry = entryOf(book, id);
    const at = entry ? book.entries.indexOf(entry) : book.entries.length;
    const changes = entry ? [{ kind: 'delete' as const, id }] : [];
    store.set({
      book: act(book, [
        ...changes,
        { kind: 'insert', entry: { scenario, shipped: false }, at },
        { kind: 'select', id },
      ]),
    });
  }
  const resolved = resolvedOf(store.get().book, id);
  if (!resolved)
    throw new InputError(
      'scenario.missing-parent',
      `Scenario "${id}": its parent is not there.`,
      `Kịch bản "${id}": thiếu kịch bản gốc.`,
    );
  const cellSizeM =
    options.cellSizeM ??
    (options.preview
      ? controller.launch.previewCell(resolved)
      : (resolved.cellSizeM ?? store.get().city?.cellSizeM ?? 8));
  const done = controller.running.start(resolved, cellSizeM);
  const leave = controller.on('progress', (progress) => {
    if (progress.scenario === id) onProgress?.(progress.share);
  });
  const stop = () => controller.running.cancel();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const summary = await done;
    onProgress?.(1);
    return summary;
  } finally {
    leave();
    signal?.removeEventListener('abort', stop);
  }
}
