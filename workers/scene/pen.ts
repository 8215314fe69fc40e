/** The part of a 2D canvas that the painter uses; OffscreenCanvas in a worker, a recorder in tests. */
export type Pen = Pick<
  OffscreenCanvasRenderingContext2D,
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'lineCap'
  | 'lineJoin'
  | 'globalAlpha'
  | 'globalCompositeOperation'
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'closePath'
  | 'fill'
  | 'stroke'
  | 'fillRect'
  | 'drawImage'
  | 'setLineDash'
  | 'save'
  | 'restore'
  | 'clip'
>;

/** Makes an image of pixels that a pen can draw, or undefined where there is no canvas (tests). */
export type Background = (
  width: number,
  height: number,
  rgba: Uint8ClampedArray<ArrayBuffer>,
) => CanvasImageSource | undefined;
