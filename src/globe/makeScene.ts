import { Color, Globe, Scene } from '@cesium/engine';

/** Cesium's scene without anything of its own on it: no sky, no stars, no atmosphere, no account, no credits on screen. */
export function makeScene(canvas: HTMLCanvasElement, samples: number): Scene {
  const scene = new Scene({
    canvas,
    creditContainer: document.createElement('div'),
    // Beside the canvas the words of the credits stand in its corner until ground covers them.
    creditViewport: document.createElement('div'),
    contextOptions: { webgl: { alpha: true, antialias: false, powerPreference: 'high-performance' } },
    scene3DOnly: true,
    orderIndependentTranslucency: false,
    requestRenderMode: true,
    maximumRenderTimeChange: Number.POSITIVE_INFINITY,
    msaaSamples: samples,
    shadows: false,
  });
  scene.globe = new Globe();
  scene.globe.showGroundAtmosphere = false;
  scene.globe.enableLighting = false;
  scene.globe.depthTestAgainstTerrain = true;
  scene.globe.maximumScreenSpaceError = 1.6;
  scene.globe.tileCacheSize = 200;
  scene.globe.preloadSiblings = false;
  // Fog decides which far tiles may be coarse; its colour is our own haze.
  scene.fog.enabled = true;
  scene.fog.renderable = false;
  scene.backgroundColor = Color.TRANSPARENT;
  scene.highDynamicRange = false;
  scene.screenSpaceCameraController.enableInputs = false;
  scene.screenSpaceCameraController.enableCollisionDetection = false;
  if (scene.skyAtmosphere) scene.skyAtmosphere.show = false;
  if (scene.skyBox) (scene.skyBox as unknown as { show: boolean }).show = false;
  if (scene.sun) scene.sun.show = false;
  if (scene.moon) scene.moon.show = false;
  return scene;
}

/** Draws one frame now. */
export function drawFrame(scene: Scene): void {
  // Not in the declared types; what Cesium's own widgets call before each frame.
  (scene as unknown as { initializeFrame(): void }).initializeFrame();
  scene.render();
}

/** Tells when the canvas loses its WebGL context and when it gets it back. */
export function watchContext(canvas: HTMLCanvasElement, told: (lost: boolean) => void): void {
  canvas.addEventListener('webglcontextlost', (event) => {
    event.preventDefault();
    told(true);
  });
  canvas.addEventListener('webglcontextrestored', () => told(false));
}

/** Lets a canvas fill its container. */
export function overTheContainer(
  container: HTMLElement,
  canvas: HTMLCanvasElement,
  ...over: readonly HTMLCanvasElement[]
): void {
  if (getComputedStyle(container).position === 'static') container.style.position = 'relative';
  container.append(canvas, ...over);
  Object.assign(canvas.style, { position: 'absolute', inset: '0', width: '100%', height: '100%', outline: 'none' });
}
