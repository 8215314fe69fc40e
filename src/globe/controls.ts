import type { CameraView } from './types.ts';
import { View } from './view.ts';

const CLICK_SLOP_PX = 5;
const TURN_DEG_PER_PX = 0.25;
const TILT_DEG_PER_PX = 0.18;
const ZOOM_PER_NOTCH = 0.0014;

export interface ControlHooks {
  /** The view changed. */
  moved(): void;
  click(x: number, y: number): void;
}

interface Touch {
  x: number;
  y: number;
}

/**
 * Hands on the camera. Left drag or one finger moves the ground with the pointer, right drag (or Ctrl) turns and tilts,
 * the wheel and two fingers zoom to where they are; with the scene in focus the arrows move, Shift turns, + and − zoom.
 */
export class Controls {
  private readonly element: HTMLElement;
  private readonly view: View;
  private readonly hooks: ControlHooks;
  private readonly touches = new Map<number, Touch>();
  private start: (Touch & { moved: boolean; turning: boolean }) | undefined;
  private readonly abort = new AbortController();

  constructor(element: HTMLElement, view: View, hooks: ControlHooks) {
    this.element = element;
    this.view = view;
    this.hooks = hooks;
    element.style.touchAction = 'none';
    element.tabIndex = 0;
    const { signal } = this.abort;
    element.addEventListener('pointerdown', (e) => this.down(e), { signal });
    element.addEventListener('pointermove', (e) => this.move(e), { signal });
    element.addEventListener('pointerup', (e) => this.up(e), { signal });
    element.addEventListener('pointercancel', (e) => this.up(e), { signal });
    element.addEventListener('wheel', (e) => this.wheel(e), { signal, passive: false });
    element.addEventListener('contextmenu', (e) => e.preventDefault(), { signal });
    element.addEventListener('keydown', (e) => this.key(e), { signal });
  }

  destroy(): void {
    this.abort.abort();
  }

  private at(event: MouseEvent): Touch {
    const box = this.element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  private down(event: PointerEvent): void {
    const at = this.at(event);
    this.touches.set(event.pointerId, at);
    this.element.setPointerCapture?.(event.pointerId);
    if (this.touches.size === 1) {
      this.start = { ...at, moved: false, turning: event.button === 2 || event.ctrlKey };
    } else if (this.start) this.start.moved = true;
  }

  private move(event: PointerEvent): void {
    const at = this.at(event);
    const before = this.touches.get(event.pointerId);
    if (!before || !this.start) return;
    if (!this.start.moved && Math.hypot(at.x - this.start.x, at.y - this.start.y) < CLICK_SLOP_PX) return;
    this.start.moved = true;
    if (this.touches.size === 1) {
      if (this.start.turning) this.turn((at.x - before.x) * TURN_DEG_PER_PX, (at.y - before.y) * TILT_DEG_PER_PX);
      else this.drag(before, at);
    } else if (this.touches.size === 2) {
      const other = [...this.touches].find(([id]) => id !== event.pointerId)?.[1];
      if (other) this.pinch(before, at, other);
    }
    this.touches.set(event.pointerId, at);
  }

  private up(event: PointerEvent): void {
    const at = this.at(event);
    const { start } = this;
    this.touches.delete(event.pointerId);
    if (this.touches.size > 0) return;
    this.start = undefined;
    if (start && !start.moved && !start.turning && event.type === 'pointerup') this.hooks.click(at.x, at.y);
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    const { x, y } = this.at(event);
    const notch = event.deltaMode === 1 ? event.deltaY * 33 : event.deltaY;
    this.zoom(Math.exp(Math.max(-400, Math.min(400, notch)) * ZOOM_PER_NOTCH), x, y);
  }

  private key(event: KeyboardEvent): void {
    const step = this.view.view.distanceM * 0.08;
    const h = (this.view.view.headingDeg * Math.PI) / 180;
    const [right, ahead] =
      { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key] ?? [];
    if (right !== undefined && ahead !== undefined) {
      if (event.shiftKey) this.turn(-right * 8, -ahead * 5);
      else {
        this.shift(
          (Math.cos(h) * right + Math.sin(h) * ahead) * step,
          (Math.cos(h) * ahead - Math.sin(h) * right) * step,
        );
      }
    } else if (event.key === '+' || event.key === '=') this.zoom(0.8);
    else if (event.key === '-') this.zoom(1.25);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private drag(from: Touch, to: Touch): void {
    const a = this.view.planeAt(from.x, from.y);
    const b = this.view.planeAt(to.x, to.y);
    const most = this.view.view.distanceM * 0.6;
    if (a && b && Math.hypot(a[0] - b[0], a[1] - b[1]) < most) this.shift(a[0] - b[0], a[1] - b[1]);
    else {
      // Above the horizon there is no ground to hold: move by the picture's scale.
      const k = this.view.metresPerPixel() * 1.5;
      const h = (this.view.view.headingDeg * Math.PI) / 180;
      const right = (from.x - to.x) * k;
      const ahead = (to.y - from.y) * k;
      this.shift(Math.cos(h) * right + Math.sin(h) * ahead, Math.cos(h) * ahead - Math.sin(h) * right);
    }
  }

  private pinch(before: Touch, at: Touch, other: Touch): void {
    const d0 = Math.hypot(before.x - other.x, before.y - other.y) || 1;
    const d1 = Math.hypot(at.x - other.x, at.y - other.y) || 1;
    const turn = Math.atan2(at.y - other.y, at.x - other.x) - Math.atan2(before.y - other.y, before.x - other.x);
    const middle = { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 };
    this.zoom(d0 / d1, middle.x, middle.y);
    // Fingers side by side that go up or down together tilt.
    const level = Math.abs(at.y - other.y) < Math.abs(at.x - other.x) * 0.5;
    const tilt = level && Math.abs(d1 - d0) < 2 ? (at.y - before.y) * TILT_DEG_PER_PX : 0;
    const wrapped = Math.atan2(Math.sin(turn), Math.cos(turn));
    this.turn((-wrapped * 180) / Math.PI, tilt);
  }

  private change(next: Partial<CameraView>): void {
    this.view.view = View.clamp({ ...this.view.view, ...next });
    this.hooks.moved();
  }

  private shift(east: number, north: number): void {
    this.change(this.view.offset(east, north));
  }

  private turn(headingDeg: number, pitchDeg: number): void {
    const { view } = this.view;
    this.change({ headingDeg: view.headingDeg + headingDeg, pitchDeg: view.pitchDeg + pitchDeg });
  }

  private zoom(factor: number, x?: number, y?: number): void {
    const { view } = this.view;
    const distanceM = View.clamp({ ...view, distanceM: view.distanceM * factor }).distanceM;
    const k = 1 - distanceM / view.distanceM;
    const at = x === undefined || y === undefined ? undefined : this.view.planeAt(x, y);
    const held = at && Math.hypot(at[0], at[1]) < view.distanceM * 4 ? at : undefined;
    this.change({ distanceM, ...(held && this.view.offset(held[0] * k, held[1] * k)) });
  }
}
