import { CELL, type Domain } from '../../workers/flood/index.ts';
import { domainOf, inflowOf, rainOf } from './build.ts';

/** Numbers 0 … 1 that are the same each time. */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

export const [cols, rows] = [100, 84];
const cellsWhere = (is: (row: number, col: number) => boolean): Uint32Array =>
  Uint32Array.from({ length: cols * rows }, (_, cell) => cell).filter((cell) =>
    is(Math.floor(cell / cols), cell % cols),
  );
const inRiver = (row: number, col: number): boolean => Math.abs(row - 40 - 8 * Math.sin(col / 15)) < 4;

/** Streets between blocks on a gentle slope, a deep river through them to a tidal sea in the east. */
export function city(rest: Partial<Domain> = {}): Domain {
  const next = numbers(7);
  const groundM = new Float32Array(cols * rows);
  const kind = new Uint8Array(cols * rows).fill(CELL.active);
  for (let cell = 0; cell < cols * rows; cell++) {
    const [row, col] = [Math.floor(cell / cols), cell % cols];
    groundM[cell] =
      (inRiver(row, col) || col > 92) && row > 0 && row < rows - 1 ? -8 : 2 + 0.01 * Math.abs(row - 40) + 0.2 * next();
    if (groundM[cell] > 0 && row % 12 < 5 && col % 14 < 6) kind[cell] = CELL.block;
  }
  for (const cell of cellsWhere((row, col) => row < 3 && col < 20)) {
    kind[cell] = CELL.noData;
    groundM[cell] = Number.NaN;
  }
  const pond = 70 * cols + 50;
  return domainOf({
    cols,
    rows,
    kind,
    groundM,
    initialDepthM: groundM.map((ground) => (ground < 0 ? -ground : 0)),
    rain: [
      rainOf(60),
      rainOf(
        150,
        cellsWhere((row, col) => row > 50 && col > 30 && kind[row * cols + col] !== CELL.noData),
      ),
    ],
    infiltrationMmH: groundM.map((_, cell) => (cell % 3 === 0 ? 20 : 0)),
    drainsMmH: groundM.map((_, cell) => (cell % 5 === 0 ? 10 : 0)),
    levels: [
      {
        id: 'sea',
        cells: cellsWhere((row, col) => col > 95 && row > 0 && row < rows - 1),
        timesS: Float64Array.of(0, 200, 600),
        levelM: Float64Array.of(0, 1.5, -0.5),
      },
    ],
    inflows: [inflowOf(60, ...cellsWhere((row, col) => col === 0 && inRiver(row, col)))],
    culverts: [
      {
        id: 'c',
        fromCells: Uint32Array.of(pond, pond + 1),
        toCells: Uint32Array.of(34 * cols + 60),
        fromInvertM: 2,
        toInvertM: -1,
        shape: 'circular',
        heightM: 1,
        widthM: 1,
        barrels: 2,
        lengthM: 150,
        manning: 0.013,
        entranceLoss: 0.5,
        exitLoss: 1,
        flap: true,
      },
    ],
    // Across the river on a border between tiles.
    structures: [
      {
        id: 'g',
        cells: cellsWhere((row, col) => col === 31 && inRiver(row, col)),
        south: new Uint8Array(cellsWhere((row, col) => col === 31 && inRiver(row, col)).length),
        widthShare: 0.8,
        gate: {
          sillM: -8,
          heightM: 4,
          coefficient: 0.6,
          timesS: Float64Array.of(0, 100, 300),
          openShare: Float64Array.of(1, 1, 0.4),
        },
      },
    ],
    edges: 'open',
    durationS: 360,
    outputEveryS: 120,
    ...rest,
  });
}
