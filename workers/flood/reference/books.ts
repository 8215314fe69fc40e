import type { VolumesM3 } from '../types.ts';
import type { State } from './state.ts';

/** The water balance: what went in and out in 64 bits, in m of one cell's area or m², turned to m³ at the end. */
export interface Books {
  /** m over cells. */
  initialM: number;
  rainM: number;
  inflowM: number;
  infiltrationM: number;
  toDrainsM: number;
  /** Negative discharges, which take water away. */
  abstractedM: number;
  /** m² (flux × time): times the cell size gives m³. */
  levelInM2: number;
  levelOutM2: number;
  edgesM2: number;
}

export function openBooks(state: State): Books {
  return {
    initialM: storedM(state),
    rainM: 0,
    inflowM: 0,
    infiltrationM: 0,
    toDrainsM: 0,
    abstractedM: 0,
    levelInM2: 0,
    levelOutM2: 0,
    edgesM2: 0,
  };
}

/** Depth summed over computed cells (held cells belong to the boundary), m. */
export function storedM(state: State): number {
  const { h, rest, code } = state;
  let sum = 0;
  for (let i = 0; i < h.length; i++) if (code[i] !== 0) sum += h[i] + rest[i];
  return sum;
}

export function volumes(books: Books, state: State): VolumesM3 {
  const { cellSizeM } = state;
  const area = cellSizeM * cellSizeM;
  return {
    initial: books.initialM * area,
    rain: books.rainM * area,
    inflow: books.inflowM * area,
    levelIn: books.levelInM2 * cellSizeM,
    outflow: (books.levelOutM2 + books.edgesM2) * cellSizeM + books.abstractedM * area,
    infiltration: books.infiltrationM * area,
    toDrains: books.toDrainsM * area,
    fromDrains: 0,
    stored: storedM(state) * area,
  };
}

/** The books that gave these volumes. */
export function bookVolumes(v: VolumesM3, cellSizeM: number): Books {
  const area = cellSizeM * cellSizeM;
  return {
    initialM: v.initial / area,
    rainM: v.rain / area,
    inflowM: v.inflow / area,
    infiltrationM: v.infiltration / area,
    toDrainsM: v.toDrains / area,
    abstractedM: v.outflow / area,
    levelInM2: v.levelIn / cellSizeM,
    levelOutM2: 0,
    edgesM2: 0,
  };
}
