import type { LayerId } from '../../layers/types.ts';
import type { GlobeStage, Padding } from '../globe/types.ts';
import type { CityClient } from '../simulate/city.ts';
import type { AppState } from './state.ts';
import type { Store } from './store.ts';

/** What the app asks of whatever draws the map; the globe has it all, the flat map the same in two dimensions. */
export type MapStage = Pick<
  GlobeStage,
  | 'setCity'
  | 'addPart'
  | 'setLayer'
  | 'setTheme'
  | 'setWater'
  | 'setFrames'
  | 'setMaps'
  | 'setSplit'
  | 'setMode'
  | 'isolateClass'
  | 'pick'
  | 'highlight'
  | 'setTrace'
  | 'setPins'
  | 'setSketch'
  | 'project'
  | 'flyTo'
  | 'camera'
  | 'setPadding'
  | 'on'
  | 'setRain'
  | 'setUnderground'
  | 'setDrains'
  | 'setNight'
  | 'screenshot'
  | 'settled'
  | 'destroy'
>;

/** Is there a WebGL 2 to draw the globe with? */
export function hasWebgl2(): boolean {
  try {
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('webgl2');
    context?.getExtension('WEBGL_lose_context')?.loseContext();
    return context !== null;
  } catch {
    return false;
  }
}

/** Loads and mounts the stage; Cesium comes only now. Falls back to the flat map. */
export async function mountStage(
  element: HTMLElement,
  store: Store<AppState>,
): Promise<{ readonly stage: MapStage; readonly kind: 'globe' | 'flat' }> {
  const { theme } = store.get();
  const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const flat = new URLSearchParams(location.search).has('flat');
  if (!flat && hasWebgl2()) {
    try {
      const { createGlobe } = await import('../globe/index.ts');
      const stage = await createGlobe(element, {
        theme,
        baseUrl: new URL('./cesium/', document.baseURI).href,
        reducedMotion,
      });
      return { stage, kind: 'globe' };
    } catch (error) {
      console.warn('The globe could not be made; the flat map takes its place.', error);
      element.replaceChildren();
    }
  }
  const { FlatMap } = await import('../map2d/flatMap.ts');
  return { stage: new FlatMap(element, { theme }), kind: 'flat' };
}

/** What the panels cover in each layout, CSS pixels. */
export function paddingOf(state: AppState, right: boolean): Padding {
  if (state.workspace === 'exhibit' || state.hidden) return { left: 0, right: 0, top: 0, bottom: 0 };
  const bottom = state.drains.profile ? 360 : 280;
  if (state.layout === 'phone') return { left: 0, right: 0, top: 72, bottom: 390 };
  const top = 48;
  if (state.layout === 'drawer') return { left: 304, right: 0, top, bottom };
  return { left: 288, right: right ? 312 : 0, top, bottom };
}

/** Parts that may be on their way into the stage at once: each needs a picture or two until it stands. */
const IN_FLIGHT = 16;

/** Streams the scene's parts into the stage, some at a time; a part that fails is left out and told at the end. */
export async function streamParts(
  city: CityClient,
  stage: MapStage,
  store: Store<AppState>,
  onPart: (count: number) => void,
): Promise<void> {
  let count = 0;
  let failed: unknown;
  const going = new Set<Promise<void>>();
  await city.parts(store.get().theme, async (part) => {
    const added: Promise<void> = stage
      .addPart(part)
      .then(() => onPart(++count))
      .catch((error: unknown) => {
        failed = error;
      })
      .finally(() => going.delete(added));
    going.add(added);
    if (going.size >= IN_FLIGHT) await Promise.race(going);
  });
  await Promise.all(going);
  if (failed) throw failed;
}

/** What a stage draws differently when the state changes: light, glass, classes, layers. */
export function passOn(stage: MapStage, state: AppState, before: AppState): void {
  if (state.theme !== before.theme) stage.setTheme(state.theme);
  if (state.night !== before.night) stage.setNight(state.night ? 1 : undefined);
  if (state.glass !== before.glass || state.glassShare !== before.glassShare)
    stage.setUnderground(state.glass ? state.glassShare : 0);
  if (state.isolated !== before.isolated) stage.isolateClass(state.isolated);
  if (state.layers !== before.layers && state.city === before.city) {
    for (const [id, layer] of Object.entries(state.layers)) {
      if (layer !== before.layers[id as LayerId]) stage.setLayer(id as LayerId, layer);
    }
  }
}
