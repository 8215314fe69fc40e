import {
  Axis,
  Cartesian2,
  Cartesian3,
  type CustomShader,
  ImageBasedLighting,
  Model,
  type Scene,
  ShadowMode,
  Transforms,
} from '@cesium/engine';
import type { GeoPoint } from '../../workers/scene/types.ts';

/** Light is the shaders' own: Cesium need not work out an environment for every model. */
const NO_ENVIRONMENT = new ImageBasedLighting();
NO_ENVIRONMENT.imageBasedLightingFactor = Cartesian2.ZERO;

let made = 0;

/** A model of binary glTF bytes (y up, x east) standing at a place. Not yet in the scene. */
export function modelOf(glb: Uint8Array, origin: GeoPoint, customShader: CustomShader): Promise<Model> {
  return Model.fromGltfAsync({
    // The declared type knows addresses only; bytes are accepted in their place (Model.js, fromGltfAsync).
    url: glb as unknown as string,
    // Cesium's cache goes by address, also for bytes: without one of its own every model would be the first one.
    basePath: `twin:${made++}/`,
    modelMatrix: Transforms.eastNorthUpToFixedFrame(Cartesian3.fromDegrees(origin.lon, origin.lat, origin.heightM)),
    upAxis: Axis.Y,
    forwardAxis: Axis.X,
    customShader,
    allowPicking: false,
    shadows: ShadowMode.DISABLED,
    imageBasedLighting: NO_ENVIRONMENT,
    environmentMapOptions: { enabled: false },
  });
}

/** Puts a model into the scene. */
export function show(scene: Scene, model: Model): Model {
  return scene.primitives.add(model) as Model;
}
