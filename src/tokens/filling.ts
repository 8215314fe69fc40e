/** Colours of filling, as in tokens.css: below 25 %, 50 %, 80 %, 100 % of the height, under pressure. */
export const FILL_COLOURS = ['#46555c', '#2f8f8c', '#93b653', '#fbd46a', '#ee5291'] as const;
/** Water that rises out of a manhole, and an outfall that the water outside shuts. */
export const RISING_COLOUR = '#6dbce8';
export const BLOCKED_COLOUR = '#b07cd8';

export type FillClass = 1 | 2 | 3 | 4 | 5;
export const FILL_CLASSES: readonly FillClass[] = [1, 2, 3, 4, 5];

/** Class of filling. @param share depth over height, 0–1 @param full under pressure at both ends */
export const fillClass = (share: number, full: boolean): FillClass =>
  full ? 5 : share < 0.25 ? 1 : share < 0.5 ? 2 : share < 0.8 ? 3 : 4;
