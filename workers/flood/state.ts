import type { Snapshot } from './engine.ts';
import type { VolumesM3 } from './types.ts';

/**
 * The books of a state that another Domain takes up, kept whole: what stood on cells that are walls or held by a
 * boundary now has left as `outflow`; what stands on cells that a boundary held before has entered as `levelIn`. On
 * ground that rose or sank water lies as deep as before.
 *
 * @param storedM3 water on the computed cells of the new Domain
 */
export function bookedAnew({ volumeM3 }: Snapshot, storedM3: number): VolumesM3 {
  const gainedM3 = storedM3 - volumeM3.stored;
  return {
    ...volumeM3,
    levelIn: volumeM3.levelIn + Math.max(0, gainedM3),
    outflow: volumeM3.outflow + Math.max(0, -gainedM3),
    stored: storedM3,
  };
}
