import { refuse } from './refuse.ts';
import { CELL, type Culvert, type Domain, type Infiltration, type Structure } from './types.ts';

type Limit = readonly [value: number, name: string, low: number, high: number];

const MOST = Number.MAX_VALUE;

function within(code: string, what: string, limits: readonly Limit[]): void {
  for (const [value, name, low, high] of limits) {
    if (value >= low && value <= high) continue;
    const expected = high === MOST ? `${low} or more` : `${low} to ${high}`;
    refuse(code, `${what}: ${name} is ${value}, expected ${expected}.`);
  }
}

/** Soils: an index a cell into the table, parameters that mean something. */
export function checkSoils({ soils, grid }: Domain): void {
  if (!soils) return;
  const cells = grid.cols * grid.rows;
  if (soils.index.length !== cells) refuse('size', `Soils have ${soils.index.length} values: expected ${cells}.`);
  const highest = soils.index.reduce((most, soil) => Math.max(most, soil), 0);
  if (highest > soils.table.length) {
    refuse('soil', `A cell has soil ${highest}: expected 0 to ${soils.table.length}.`);
  }
  soils.table.forEach(({ infiltration, perviousShare, abstractionMm }, k) => {
    within('soil', `Soil ${k + 1}`, [
      [perviousShare, 'perviousShare', 0, 1],
      [abstractionMm, 'abstractionMm', 0, 1e4],
      ...limitsOf(infiltration),
    ]);
  });
}

function limitsOf(infiltration: Infiltration): readonly Limit[] {
  switch (infiltration.model) {
    case 'greenAmpt':
      return [
        [infiltration.suctionMm, 'suctionMm', 0, 1e5],
        [infiltration.conductivityMmH, 'conductivityMmH', 0, 1e5],
        [infiltration.deficit, 'deficit', 0, 1],
      ];
    case 'horton':
      return [
        [infiltration.finalMmH, 'finalMmH', 0, 1e5],
        [infiltration.initialMmH, 'initialMmH', infiltration.finalMmH, 1e5],
        [infiltration.decayPerH, 'decayPerH', 0, 1e5],
      ];
    case 'curveNumber':
      return [
        [infiltration.curveNumber, 'curveNumber', 1, 100],
        [infiltration.abstractionShare, 'abstractionShare', 0, 1],
      ];
    case 'constant':
      return [[infiltration.rateMmH, 'rateMmH', 0, MOST]];
  }
}

export function checkCulvert({ kind }: Domain, culvert: Culvert): void {
  const what = `Culvert "${culvert.id}"`;
  for (const cells of [culvert.fromCells, culvert.toCells]) {
    if (cells.length === 0 || !cells.every((cell) => kind[cell] === CELL.active)) {
      refuse('culvert', `${what}: expected both ends on open ground inside the grid.`);
    }
  }
  if (culvert.fromCells.some((cell) => culvert.toCells.includes(cell))) {
    refuse('culvert', `${what}: expected two ends without a cell in common.`);
  }
  within('culvert', what, [
    [culvert.fromInvertM, 'fromInvertM', -2e4, 2e4],
    [culvert.toInvertM, 'toInvertM', -2e4, 2e4],
    [culvert.heightM, 'heightM', 1e-3, 1e3],
    [culvert.shape === 'box' ? culvert.widthM : 1, 'widthM', 1e-3, 1e4],
    [culvert.barrels, 'barrels', 1, 1e3],
    [culvert.lengthM, 'lengthM', 0, 1e6],
    [culvert.manning, 'manning', 0, 10],
    [culvert.entranceLoss, 'entranceLoss', 0, 100],
    [culvert.exitLoss, 'exitLoss', 0, 100],
  ]);
}

export function checkStructure({ grid }: Domain, structure: Structure): void {
  const what = `Structure "${structure.id}"`;
  const { cells, south, widthShare, weir, gate } = structure;
  if (south.length !== cells.length || (weir && weir.crestM.length !== cells.length)) {
    refuse('structure', `${what}: expected one direction and one crest for each of its ${cells.length} faces.`);
  }
  cells.forEach((cell, k) => {
    const inside = south[k] ? cell < (grid.rows - 1) * grid.cols : (cell + 1) % grid.cols !== 0;
    if (!inside || cell >= grid.cols * grid.rows) {
      refuse('structure', `${what}: face ${k + 1} lies on the rim of the grid, expected one between two cells.`);
    }
  });
  within('structure', what, [
    [widthShare, 'widthShare', 0, 1],
    [weir?.coefficient ?? 0, 'weir coefficient', 0, 10],
    ...Array.from(weir?.crestM ?? [], (crest): Limit => [crest, 'crestM', -2e4, 2e4]),
    [gate?.coefficient ?? 0, 'gate coefficient', 0, 10],
    [gate?.sillM ?? 0, 'sillM', -2e4, 2e4],
    [gate?.heightM ?? 0, 'heightM', 0, 1e3],
  ]);
  if (!gate) return;
  if (weir?.crestM.some((crest) => crest < gate.sillM + gate.heightM)) {
    refuse('structure', `${what}: expected a crest above the opening of its gate (${gate.sillM + gate.heightM} m).`);
  }
  const { timesS, openShare } = gate;
  if (timesS.length === 0 || timesS.length !== openShare.length) {
    refuse(
      'structure',
      `${what}: ${timesS.length} times but ${openShare.length} openings, expected as many, at least one.`,
    );
  }
  timesS.forEach((time, k) => {
    if (!Number.isFinite(time) || (k > 0 && time < timesS[k - 1])) {
      refuse('structure', `${what}: time ${k + 1} is ${time} s, expected times that ascend.`);
    }
    within('structure', what, [[openShare[k], 'openShare', 0, 1]]);
  });
}
