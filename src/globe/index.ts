import { buildModuleUrl } from '@cesium/engine';
import { CesiumStage } from './stage.ts';
import type { GlobeOptions, GlobeStage } from './types.ts';

export type * from './types.ts';

/**
 * Makes the globe in a container.
 * @throws Error when the browser gives no WebGL 2; the caller then shows the flat map
 */
export async function createGlobe(container: HTMLElement, options: GlobeOptions): Promise<GlobeStage> {
  (buildModuleUrl as unknown as { setBaseUrl(url: string): void }).setBaseUrl(options.baseUrl ?? '/cesium/');
  const renderer = rendererName();
  if (renderer === undefined) throw new Error('WebGL 2 is not available.');
  return new CesiumStage(container, options, /swiftshader|llvmpipe|software|basic render/i.test(renderer));
}

/** Name of the GPU; undefined without WebGL 2. */
function rendererName(): string | undefined {
  const gl = document.createElement('canvas').getContext('webgl2');
  if (!gl) return undefined;
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return name;
}
