import type { LayerId } from '../../layers/types.ts';
import type { SceneCity, SceneRay, SceneSource } from '../../workers/scene/types.ts';
import { resolveCrs } from '../crs/index.ts';
import type { Picked } from './types.ts';
import type { View } from './view.ts';

const EARTH_M = 6371000;
/** How far beside a thin thing a click still counts, px. */
const SLACK_PX = 5;

/** The ray under a pixel in the City's CRS: the eye and a point of the ray farther on, both through longitude and latitude. */
export function pickRay(
  view: View,
  city: SceneCity,
  x: number,
  y: number,
  layers: readonly LayerId[],
  underground: boolean,
): SceneRay {
  const crs = resolveCrs(city.crs);
  const at = ([east, north, up]: readonly number[]): readonly [number, number, number] => {
    const { lon, lat } = view.offset(east, north);
    const [px, py] = crs.fromLonLat([lon, lat]);
    return [px, py, view.targetHeightM - city.ellipsoidOffsetM + up + (east * east + north * north) / (2 * EARTH_M)];
  };
  const eye = view.eye();
  const ray = view.rayAt(x, y);
  const step = view.view.distanceM / Math.hypot(...ray);
  const from = at(eye);
  const to = at([eye[0] + ray[0] * step, eye[1] + ray[1] * step, eye[2] + ray[2] * step]);
  return {
    from,
    along: [to[0] - from[0], to[1] - from[1], to[2] - from[2]],
    slack: view.metresPerPixel(1) * SLACK_PX,
    layers,
    underground,
  };
}

/** What is under a pixel; undefined at the sky. */
export async function pickAt(
  view: View,
  city: SceneCity,
  source: SceneSource,
  x: number,
  y: number,
  layers: readonly LayerId[],
  underground: boolean,
): Promise<Picked | undefined> {
  const hit = await source.pick(pickRay(view, city, x, y, layers, underground));
  if (!hit) return undefined;
  const [lon, lat] = resolveCrs(city.crs).toLonLat([hit.x, hit.y]);
  return { ...hit, lon, lat };
}
