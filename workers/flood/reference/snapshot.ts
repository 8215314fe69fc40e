import type { Snapshot } from '../engine.ts';
import { type Books, bookVolumes, volumes } from './books.ts';
import type { MapState } from './maps.ts';
import type { State } from './state.ts';

export function takeSnapshot(
  state: State,
  maps: MapState,
  books: Books,
  floodedBefore: Uint8Array,
  at: { readonly timeS: number; readonly steps: number; readonly cellSteps: number },
  soakedM: Float32Array | Float64Array | undefined,
): Snapshot {
  return {
    format: 'twin-state/1',
    cols: state.cols,
    rows: state.rows,
    ...at,
    depthM: state.h.slice(),
    restM: state.rest.slice(),
    fluxAt: 'faces',
    fluxX: state.qx.slice(),
    fluxY: state.qy.slice(),
    ...(soakedM && { soakedM: soakedM.slice() }),
    maps: {
      depthMax: maps.depthMax.slice(),
      speedMax: maps.speedMax.slice(),
      hazardMax: maps.hazardMax.slice(),
      arrival: maps.arrival.slice(),
      duration: maps.duration.slice(),
    },
    floodedBefore: floodedBefore.slice(),
    volumeM3: volumes(books, state),
  };
}

/** Takes a state up. Where the Domain has changed meanwhile, water on cells that are walls now is lost and said so by the balance. */
export function restore(
  from: Snapshot,
  state: State,
  maps: MapState,
  books: Books,
  floodedBefore: Uint8Array,
  soakedM: Float32Array | Float64Array | undefined,
): void {
  if (from.cols !== state.cols || from.rows !== state.rows) {
    throw new Error(
      `A state of ${from.cols} × ${from.rows} cells does not fit a grid of ${state.cols} × ${state.rows}.`,
    );
  }
  for (let i = 0; i < state.h.length; i++) {
    if (state.z[i] === state.wallM) continue;
    state.h[i] = from.depthM[i];
    state.rest[i] = from.restM[i];
  }
  if (from.fluxAt === 'faces') {
    state.qx.set(from.fluxX);
    state.qy.set(from.fluxY);
  }
  if (from.soakedM) soakedM?.set(from.soakedM);
  maps.depthMax.set(from.maps.depthMax);
  maps.speedMax.set(from.maps.speedMax);
  maps.hazardMax.set(from.maps.hazardMax);
  maps.arrival.set(from.maps.arrival);
  maps.duration.set(from.maps.duration);
  floodedBefore.set(from.floodedBefore);
  Object.assign(books, bookVolumes(from.volumeM3, state.cellSizeM));
}
