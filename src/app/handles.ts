import type { Measures } from './measures.ts';

/** Presses on handles and edges of measures come here before the map pans with them. */
export function holdHandles(element: HTMLElement, measures: Measures): void {
  let held: number | undefined;
  const at = (event: PointerEvent): [number, number] => {
    const box = element.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const take = (event: PointerEvent): void => {
    event.stopPropagation();
    event.preventDefault();
  };
  element.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0 || held !== undefined || !measures.press(...at(event))) return;
      held = event.pointerId;
      element.setPointerCapture(event.pointerId);
      // Keys go to the map from now on, not to a field that was edited.
      element.focus({ preventScroll: true });
      take(event);
    },
    { capture: true },
  );
  element.addEventListener(
    'pointermove',
    (event) => {
      if (event.pointerId !== held) return;
      take(event);
      void measures.drag(...at(event));
    },
    { capture: true },
  );
  for (const kind of ['pointerup', 'pointercancel'] as const) {
    element.addEventListener(
      kind,
      (event) => {
        if (event.pointerId !== held) return;
        held = undefined;
        take(event);
        measures.drop();
      },
      { capture: true },
    );
  }
}
