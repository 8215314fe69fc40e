import { checkCulvert, checkSoils, checkStructure } from './checkParts.ts';
import { refuse } from './refuse.ts';
import { CELL, type Domain } from './types.ts';

/** Refuses a Domain that the engine cannot compute, with one sentence that says where and why. */
export function checkDomain(domain: Domain): void {
  const { cols, rows, cellSizeM } = domain.grid;
  const cells = cols * rows;
  if (!(Number.isInteger(cols) && Number.isInteger(rows) && cols > 0 && rows > 0)) {
    refuse('grid', `Grid of ${cols} × ${rows} cells: expected whole numbers of at least 1.`);
  }
  if (!(cellSizeM > 0 && Number.isFinite(cellSizeM)))
    refuse('cell-size', `Cell size ${cellSizeM} m: expected more than 0.`);
  if (!(domain.durationS >= 0 && Number.isFinite(domain.durationS))) {
    refuse('duration', `Duration ${domain.durationS} s: expected a number from 0.`);
  }
  if (!(domain.outputEveryS > 0)) refuse('output', `Output interval ${domain.outputEveryS} s: expected more than 0.`);
  const fields = {
    kind: domain.kind,
    groundM: domain.groundM,
    manning: domain.manning,
    infiltrationMmH: domain.infiltrationMmH,
    drainsMmH: domain.drainsMmH,
    initialDepthM: domain.initialDepthM,
  };
  for (const [name, field] of Object.entries(fields)) {
    if (field === undefined || typeof field === 'number') continue;
    if (field.length !== cells) refuse('size', `Field ${name} has ${field.length} values: expected ${cells}.`);
  }
  for (let cell = 0; cell < cells; cell++) if (domain.kind[cell] === CELL.active) checkCell(domain, cell);
  checkSeries(domain);
  checkSoils(domain);
  for (const culvert of domain.culverts ?? []) checkCulvert(domain, culvert);
  for (const structure of domain.structures ?? []) checkStructure(domain, structure);
}

function checkCell(domain: Domain, cell: number): void {
  const value = (field: number | Float32Array): number => (typeof field === 'number' ? field : field[cell]);
  const place = `cell ${cell % domain.grid.cols}, ${Math.floor(cell / domain.grid.cols)} (column, row from the north)`;
  const ground = domain.groundM[cell];
  if (!(Math.abs(ground) <= 2e4)) refuse('ground', `Ground ${ground} m at ${place}: expected −20 000 to 20 000 m.`);
  const n = value(domain.manning);
  if (!(n >= 0 && n <= 10)) refuse('manning', `Manning n ${n} at ${place}: expected 0 to 10.`);
  const depth = value(domain.initialDepthM);
  if (!(depth >= 0 && depth <= 2e4)) refuse('initial', `Initial depth ${depth} m at ${place}: expected 0 or more.`);
  const infiltration = value(domain.infiltrationMmH);
  if (!(infiltration >= 0))
    refuse('infiltration', `Infiltration ${infiltration} mm/h at ${place}: expected 0 or more.`);
  const drains = domain.drainsMmH === undefined ? 0 : domain.drainsMmH[cell];
  if (!(drains >= 0)) refuse('drains', `Loss to drains ${drains} mm/h at ${place}: expected 0 or more.`);
}

function checkSeries(domain: Domain): void {
  const cells = domain.grid.cols * domain.grid.rows;
  const check = (name: string, timesS: Float64Array, values: Float64Array, at: Uint32Array | undefined): void => {
    if (timesS.length !== values.length) {
      refuse('series', `${name}: ${timesS.length} times but ${values.length} values, expected as many.`);
    }
    for (let k = 0; k < timesS.length; k++) {
      if (!Number.isFinite(timesS[k]) || !Number.isFinite(values[k])) {
        refuse('series', `${name}: entry ${k + 1} is not a finite number.`);
      }
      if (k > 0 && timesS[k] < timesS[k - 1])
        refuse('series', `${name}: time ${timesS[k]} s comes after ${timesS[k - 1]} s.`);
    }
    if (at?.some((cell) => cell >= cells)) refuse('series', `${name}: a cell lies outside the grid.`);
  };
  domain.rain.forEach((zone, k) => {
    check(`Rain ${k + 1}`, zone.timesS, zone.intensityMmH, zone.cells);
    if (zone.intensityMmH.some((rain) => rain < 0)) refuse('rain', `Rain ${k + 1}: expected 0 mm/h or more.`);
  });
  for (const inflow of domain.inflows) {
    check(`Inflow "${inflow.id}"`, inflow.timesS, inflow.dischargeM3s, inflow.cells);
    if (!inflow.cells.some((cell) => domain.kind[cell] === CELL.active)) {
      refuse(
        'inflow',
        `Inflow "${inflow.id}" lies on no computed cell: expected a place on open ground inside the grid.`,
      );
    }
  }
  for (const level of domain.levels) {
    check(`Level "${level.id}"`, level.timesS, level.levelM, level.cells);
    if (level.timesS.length === 0) refuse('series', `Level "${level.id}" has no values: expected at least one.`);
  }
  for (const gauge of domain.gauges) {
    if (!(gauge.cell >= 0 && gauge.cell < cells)) refuse('gauge', `Gauge "${gauge.id}" lies outside the grid.`);
  }
}
