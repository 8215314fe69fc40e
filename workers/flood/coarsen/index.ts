import { CELL, type Domain, type Warning } from '../types.ts';
import { bedsOf, meansOf } from './beds.ts';
import { firstWater, meanField, mixSoils, sumField } from './fields.ts';
import { catchmentOf, fallOn, flowInto, holdLevels, placeBarriers } from './forcing.ts';
import { kindsOf, nestOf, refuge } from './nest.ts';
import { joinCulverts, moveStructure } from './works.ts';

/**
 * The Domain on cells `factor` times as large, for a preview. Rain of each zone, roofs included, first water, discharges,
 * drains and infiltration keep their totals; walls keep their crests and channels their beds (`beds.ts`). Not kept: area
 * of the city to the rim's half cells, width of what is narrower than a large cell, levels of first water where its
 * cells are only partly wet or beside walls.
 *
 * @param factor whole number from 1
 */
export function coarsen(domain: Domain, factor: number): Domain {
  if (factor === 1) return domain;
  const nest = nestOf(domain.grid, factor);
  const active = (cell: number): boolean => domain.kind[cell] === CELL.active;
  const kind = kindsOf(nest, domain.kind);
  const levels = holdLevels(nest, domain, kind);
  for (const { cells } of levels) for (const cell of cells) kind[cell] = CELL.active;
  const { bedM, wall } = bedsOf(nest, domain.groundM, active);
  const roofM = meansOf(nest, domain.groundM, (cell) => domain.kind[cell] === CELL.block);
  const groundM = bedM.map((bed, cell) => {
    if (kind[cell] === CELL.noData) return Number.NaN;
    return Number.isNaN(bed) ? roofM[cell] : bed;
  });
  const held = new Uint8Array(kind.length);
  for (const { cells } of levels) for (const cell of cells) held[cell] = 1;

  const fine = catchmentOf(domain);
  const bare = { ...domain, grid: nest.coarse, kind, groundM, levels, rain: [], manning: 0, initialDepthM: 0 };
  const coarse = catchmentOf(bare);
  const computed = { fine: (cell: number) => fine.open[cell] !== 0, coarse: (cell: number) => coarse.open[cell] !== 0 };
  const served = {
    fine: (cell: number) => fine.rained[cell] !== 0,
    coarse: (cell: number) => coarse.rained[cell] !== 0,
  };
  const low = (cell: number): boolean => coarse.open[cell] !== 0 && wall[cell] === 0;
  // Where walls leave nothing else, water starts on them.
  const anywhere = kind.some((_, cell) => low(cell)) ? low : computed.coarse;
  const ends = (cell: number): boolean => kind[cell] === CELL.active && (held[cell] !== 0 || anywhere(cell));
  const { kept, left } = joinCulverts(domain.culverts ?? [], domain.kind, refuge(nest, ends));
  const moved = (domain.structures ?? []).map((structure) => moveStructure(nest, structure));
  const structures = moved.filter((structure) => structure !== undefined);
  const lost = (domain.structures ?? []).filter((_, k) => moved[k] === undefined);
  const { culverts: _c, structures: _s, soils: _o, holdsWater: _h, ...rest } = domain;
  return {
    ...rest,
    grid: nest.coarse,
    kind,
    groundM,
    manning: meanField(nest, domain.manning, active),
    infiltrationMmH: sumField(nest, domain.infiltrationMmH, computed),
    ...(domain.soils && { soils: mixSoils(nest, domain.soils, computed) }),
    drainsMmH: domain.drainsMmH && (sumField(nest, domain.drainsMmH, served) as Float32Array),
    initialDepthM: firstWater(nest, domain, computed.fine, anywhere),
    rain: fallOn(nest, domain, fine.rained, coarse.rained),
    inflows: flowInto(domain.inflows, domain.kind, refuge(nest, anywhere)),
    levels,
    barriers: placeBarriers(nest, domain.barriers),
    ...(kept.length > 0 && { culverts: kept }),
    ...(structures.length > 0 && { structures }),
    gauges: domain.gauges.map((gauge) => ({ ...gauge, cell: nest.parent[gauge.cell] })),
    warnings: [...domain.warnings, ...[...left, ...lost].map(({ id }) => tooSmall(id, nest.coarse.cellSizeM))],
  };
}

const tooSmall = (id: string, cellSizeM: number): Warning => ({
  vi: `"${id}" nhỏ hơn ô ${cellSizeM} m của bản xem trước nên chưa được tính.`,
  en: `"${id}" is smaller than the preview's cells of ${cellSizeM} m and left out of it.`,
});

/**
 * The Domain as a preview: coarsened by the smallest factor that brings its grid to at most `maxCells`.
 * @param untilS computes no further than this, s; default: the whole
 */
export function previewOf(domain: Domain, maxCells: number, untilS = domain.durationS): Domain {
  const { cols, rows } = domain.grid;
  let factor = 1;
  while (Math.ceil(cols / factor) * Math.ceil(rows / factor) > Math.max(1, maxCells)) factor++;
  return { ...coarsen(domain, factor), durationS: Math.min(domain.durationS, untilS) };
}
