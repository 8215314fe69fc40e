import type { StorageShape } from './network.ts';

/** A storage's floor area is at least this, so that an empty cone still has a head, m². */
const LEAST_M2 = 0.01;

/** A storage as numbers: `constant + coefficient y^exponent + quadratic y²`, or areas and volumes at depths. */
interface StorageNumbers {
  readonly constantM2: number;
  readonly coefficient: number;
  readonly exponent: number;
  readonly quadratic: number;
  readonly depthsM: Float64Array;
  readonly areasM2: Float64Array;
  readonly volumesM3: Float64Array;
}

/** Shapes of the storages, by node. */
export type Storages = (StorageNumbers | undefined)[];

export function storageOf(shape: StorageShape): StorageNumbers {
  if (shape.kind === 'formula') {
    const empty = new Float64Array(0);
    return {
      constantM2: Math.max(LEAST_M2, shape.constantM2),
      coefficient: shape.coefficient,
      exponent: shape.exponent,
      quadratic: shape.quadratic ?? 0,
      depthsM: empty,
      areasM2: empty,
      volumesM3: empty,
    };
  }
  const { x, y } = shape.areaM2;
  // A curve that starts over the floor is as wide below.
  const depthsM = Float64Array.from(x[0] > 0 ? [0, ...x] : x);
  const areasM2 = Float64Array.from(x[0] > 0 ? [y[0], ...y] : y, (area) => Math.max(LEAST_M2, area));
  const volumesM3 = new Float64Array(depthsM.length);
  for (let i = 1; i < depthsM.length; i++)
    volumesM3[i] = volumesM3[i - 1] + ((areasM2[i] + areasM2[i - 1]) / 2) * (depthsM[i] - depthsM[i - 1]);
  return { constantM2: 0, coefficient: 0, exponent: 0, quadratic: 0, depthsM, areasM2, volumesM3 };
}

/** Plan area at a depth; the curve's last area over its end. */
export function storageArea(storage: StorageNumbers, depthM: number): number {
  const y = Math.max(0, depthM);
  const { depthsM, areasM2 } = storage;
  const last = depthsM.length - 1;
  if (last < 0) return storage.constantM2 + power(storage, y) + storage.quadratic * y * y;
  if (y >= depthsM[last]) return areasM2[last];
  const i = interval(depthsM, y);
  return areasM2[i] + ((areasM2[i + 1] - areasM2[i]) * (y - depthsM[i])) / (depthsM[i + 1] - depthsM[i]);
}

/** Volume at a depth; below the floor it goes on as a prism, so that a lack of water has a head too. */
export function storageVolume(storage: StorageNumbers, depthM: number): number {
  if (depthM < 0) return depthM * storageArea(storage, 0);
  const { depthsM, areasM2, volumesM3 } = storage;
  const last = depthsM.length - 1;
  if (last < 0) {
    const { constantM2, exponent, quadratic } = storage;
    return (constantM2 + power(storage, depthM) / (exponent + 1) + (quadratic * depthM * depthM) / 3) * depthM;
  }
  if (depthM >= depthsM[last]) return volumesM3[last] + areasM2[last] * (depthM - depthsM[last]);
  const i = interval(depthsM, depthM);
  return volumesM3[i] + ((areasM2[i] + storageArea(storage, depthM)) / 2) * (depthM - depthsM[i]);
}

const power = (storage: StorageNumbers, y: number): number =>
  storage.coefficient === 0
    ? 0
    : storage.exponent === 1
      ? storage.coefficient * y
      : storage.coefficient * y ** storage.exponent;

function interval(depthsM: Float64Array, y: number): number {
  let i = depthsM.length - 2;
  while (i > 0 && depthsM[i] > y) i--;
  return i;
}
