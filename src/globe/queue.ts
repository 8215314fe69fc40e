import type { Scene } from '@cesium/engine';
import { drawFrame } from './makeScene.ts';

/** Pictures that may wait for the graphics card at once: one that it draws, one that is prepared meanwhile. */
const MOST_WAITING = 2;

/**
 * Pictures on their way to the graphics card. Without a limit a page on a slow card hands over pictures that are drawn
 * many seconds later: the map lags behind the clock, and leaving the page waits until all of them are drawn.
 */
export class PictureQueue {
  private readonly gl: WebGL2RenderingContext | null;
  private fences: WebGLSync[] = [];

  constructor(
    private readonly scene: Scene,
    canvas: HTMLCanvasElement,
  ) {
    // Asking again gives the context that the scene has made.
    this.gl = canvas.getContext('webgl2');
  }

  /** Whether the next picture should wait, or there is nothing to draw with. */
  get full(): boolean {
    const { gl } = this;
    if (!gl) return false;
    const lost = gl.isContextLost();
    this.fences = lost ? [] : this.fences.filter((fence) => !isDrawn(gl, fence));
    return lost || this.fences.length >= MOST_WAITING;
  }

  draw(): void {
    drawFrame(this.scene);
    const { gl } = this;
    const fence = gl?.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    if (!gl || !fence) return;
    gl.flush();
    this.fences.push(fence);
  }
}

function isDrawn(gl: WebGL2RenderingContext, fence: WebGLSync): boolean {
  if (gl.getSyncParameter(fence, gl.SYNC_STATUS) !== gl.SIGNALED) return false;
  gl.deleteSync(fence);
  return true;
}
