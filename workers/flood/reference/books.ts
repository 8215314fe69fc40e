import type { VolumesM3 } from '../types.ts';
import type { State } from './state.ts';

/**
 * The water balance: what was carried over from the last output, and what went in and out since, in 64 bits, in m of
 * one cell's area or m². Volumes are closed at each output, so that a run taken up there has the same sums to the bit.
 */
export interface Books {
  carried: VolumesM3;
  /** m over cells. */
  rainM: number;
  inflowM: number;
  infiltrationM: number;
  toDrainsM: number;
  fromDrainsM: number;
  /** Negative discharges, which take water away. */
  abstractedM: number;
  /** m² (flux × time): times the cell size gives m³. */
  levelInM2: number;
  levelOutM2: number;
  edgesM2: number;
}

const EMPTY = {
  rainM: 0,
  inflowM: 0,
  infiltrationM: 0,
  toDrainsM: 0,
  fromDrainsM: 0,
  abstractedM: 0,
  levelInM2: 0,
  levelOutM2: 0,
  edgesM2: 0,
} as const;
export const NOTHING: VolumesM3 = {
  initial: 0,
  rain: 0,
  inflow: 0,
  levelIn: 0,
  outflow: 0,
  infiltration: 0,
  toDrains: 0,
  fromDrains: 0,
  stored: 0,
};

export function openBooks(state: State): Books {
  return { carried: { ...NOTHING, initial: storedM3(state) }, ...EMPTY };
}

/** Volume over computed cells (held cells belong to the boundary), m³. */
export function storedM3(state: State): number {
  const { h, rest, code, cellSizeM } = state;
  let sum = 0;
  for (let i = 0; i < h.length; i++) if (code[i] !== 0) sum += h[i] + rest[i];
  return sum * cellSizeM * cellSizeM;
}

export function volumes(books: Books, state: State): VolumesM3 {
  const { carried } = books;
  const { cellSizeM } = state;
  const area = cellSizeM * cellSizeM;
  return {
    initial: carried.initial,
    rain: carried.rain + books.rainM * area,
    inflow: carried.inflow + books.inflowM * area,
    levelIn: carried.levelIn + books.levelInM2 * cellSizeM,
    outflow: carried.outflow + (books.levelOutM2 + books.edgesM2) * cellSizeM + books.abstractedM * area,
    infiltration: carried.infiltration + books.infiltrationM * area,
    toDrains: carried.toDrains + books.toDrainsM * area,
    fromDrains: carried.fromDrains + books.fromDrainsM * area,
    stored: storedM3(state),
  };
}

/** Begins anew from these volumes. */
export function carryOver(books: Books, carried: VolumesM3): void {
  Object.assign(books, EMPTY, { carried: { ...carried } });
}
