/** Pointer, wheel and keys of the flat map, and its pins. */

export interface FlatPin {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  readonly text: string;
  readonly colour?: string;
}

export interface Hands {
  pan(dx: number, dy: number): void;
  /** `at` in pixels of the canvas; the middle of the view where absent. */
  zoom(by: number, at?: readonly [number, number]): void;
  click(x: number, y: number): void;
}

/** Farther than this a press is a drag, px. */
const DRAG_PX = 4;
const KEY_PAN_PX = 60;

/** Listens to the canvas and to keys of its container; one finger pans, two pinch. @returns stops listening */
export function takeHands(canvas: HTMLCanvasElement, container: HTMLElement, hands: Hands): () => void {
  const fingers = new Map<number, { x: number; y: number }>();
  let far = false;
  let from = { x: 0, y: 0 };
  const place = (event: PointerEvent | WheelEvent): [number, number] => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const down = (event: PointerEvent): void => {
    canvas.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    far = fingers.size > 1;
    from = { x: event.clientX, y: event.clientY };
  };
  const move = (event: PointerEvent): void => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    far ||= Math.hypot(now.x - from.x, now.y - from.y) > DRAG_PX;
    if (!far) return;
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const by = Math.hypot(now.x - other.x, now.y - other.y) / Math.hypot(before.x - other.x, before.y - other.y);
      const box = canvas.getBoundingClientRect();
      if (Number.isFinite(by) && by > 0)
        hands.zoom(by, [(now.x + other.x) / 2 - box.left, (now.y + other.y) / 2 - box.top]);
    } else hands.pan(now.x - before.x, now.y - before.y);
    fingers.set(event.pointerId, now);
  };
  const up = (event: PointerEvent): void => {
    const known = fingers.delete(event.pointerId);
    if (known && !far && event.type === 'pointerup') hands.click(...place(event));
  };
  const wheel = (event: WheelEvent): void => {
    event.preventDefault();
    hands.zoom(Math.exp(-event.deltaY * 0.0015), place(event));
  };
  const key = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => hands.pan(KEY_PAN_PX, 0),
      ArrowRight: () => hands.pan(-KEY_PAN_PX, 0),
      ArrowUp: () => hands.pan(0, KEY_PAN_PX),
      ArrowDown: () => hands.pan(0, -KEY_PAN_PX),
      '+': () => hands.zoom(1.3),
      '-': () => hands.zoom(1 / 1.3),
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    step();
  };
  canvas.addEventListener('pointerdown', down);
  canvas.addEventListener('pointermove', move);
  canvas.addEventListener('pointerup', up);
  canvas.addEventListener('pointercancel', up);
  canvas.addEventListener('wheel', wheel, { passive: false });
  container.addEventListener('keydown', key);
  return () => container.removeEventListener('keydown', key);
}

/** A value on a stem that touches the ground. */
export function drawPin(context: CanvasRenderingContext2D, pin: FlatPin, [x, y]: readonly [number, number]): void {
  context.font = '600 12px "Be Vietnam Pro", sans-serif';
  const width = context.measureText(pin.text).width + 32;
  context.fillStyle = '#15191c';
  context.beginPath();
  context.roundRect(x - width / 2, y - 52, width, 26, 8);
  context.fill();
  context.fillStyle = pin.colour ?? '#8f9799';
  context.fillRect(x - width / 2 + 8, y - 44, 10, 10);
  context.fillStyle = '#eceae4';
  context.fillText(pin.text, x - width / 2 + 24, y - 35);
  context.fillStyle = '#ffffff';
  context.fillRect(x - 0.75, y - 26, 1.5, 22);
  context.beginPath();
  context.arc(x, y, 4.5, 0, 2 * Math.PI);
  context.fill();
}
