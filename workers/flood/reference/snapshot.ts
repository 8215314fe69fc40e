import type { Snapshot } from '../engine.ts';
import { bookedAnew } from '../state.ts';
import { type Books, carryOver, storedM3, volumes } from './books.ts';
import type { Edges } from './edges.ts';
import type { MapState } from './maps.ts';
import type { State } from './state.ts';

export function takeSnapshot(
  state: State,
  maps: MapState,
  books: Books,
  floodedBefore: Uint8Array,
  { timeS, steps, cellSteps }: { readonly timeS: number; readonly steps: number; readonly cellSteps: number },
  soakedM: Float32Array | Float64Array | undefined,
  fluxAt: Snapshot['fluxAt'] = 'faces',
): Snapshot {
  return {
    format: 'twin-state/1',
    cols: state.cols,
    rows: state.rows,
    timeS,
    steps,
    cellSteps,
    depthM: state.h.slice(),
    restM: state.rest.slice(),
    fluxAt,
    fluxX: state.qx.slice(),
    fluxY: state.qy.slice(),
    ...(soakedM && { soakedM: soakedM.slice() }),
    maps: {
      depthMax: maps.depthMax.slice(),
      deepestAt: maps.deepestAt.slice(),
      speedMax: maps.speedMax.slice(),
      productMax: maps.productMax.slice(),
      hazardMax: maps.hazardMax.slice(),
      arrival: maps.arrival.slice(),
      duration: maps.duration.slice(),
    },
    floodedBefore: floodedBefore.slice(),
    volumeM3: volumes(books, state),
  };
}

/** Takes a state up; the Domain may have changed meanwhile (`bookedAnew`). */
export function restore(
  from: Snapshot,
  state: State,
  edges: Edges,
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
  const { h, rest, qx, qy, z, wallM, stride } = state;
  const faces = from.fluxAt === 'faces';
  for (let i = 0; i < h.length; i++) {
    const wall = z[i] === wallM;
    h[i] = wall ? 0 : from.depthM[i];
    rest[i] = wall ? 0 : from.restM[i];
    qx[i] = !faces || wall || z[i + 1] === wallM ? 0 : from.fluxX[i];
    qy[i] = !faces || wall || z[i + stride] === wallM ? 0 : from.fluxY[i];
  }
  // Through walls nothing flows, but at open edges.
  edges.face.forEach((face, k) => {
    if (!faces) return;
    if (edges.alongX[k]) qx[face] = from.fluxX[face];
    else qy[face] = from.fluxY[face];
  });
  if (from.soakedM) soakedM?.set(from.soakedM);
  maps.depthMax.set(from.maps.depthMax);
  maps.deepestAt.set(from.maps.deepestAt);
  maps.speedMax.set(from.maps.speedMax);
  maps.productMax.set(from.maps.productMax);
  maps.hazardMax.set(from.maps.hazardMax);
  maps.arrival.set(from.maps.arrival);
  maps.duration.set(from.maps.duration);
  floodedBefore.set(from.floodedBefore);
  carryOver(books, bookedAnew(from, storedM3(state)));
}
