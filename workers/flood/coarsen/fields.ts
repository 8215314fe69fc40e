import type { Domain, Soil, Soils } from '../types.ts';
import { meansOf } from './beds.ts';
import { type Nest, refuge, sumsOf } from './nest.ts';

type Field = number | Float32Array;
type Mask = (cell: number) => boolean;

/** Where a field counts: small cells, and the large ones that stand for them. */
export interface Extent {
  readonly fine: Mask;
  readonly coarse: Mask;
}

const at = (field: Field, cell: number): number => (typeof field === 'number' ? field : field[cell]);
const counts = (length: number, mask: Mask): number => {
  let count = 0;
  for (let cell = 0; cell < length; cell++) if (mask(cell)) count++;
  return count;
};

/** Means of a coefficient over open ground. */
export function meanField(nest: Nest, field: Field, open: Mask): Field {
  if (typeof field === 'number') return field;
  return meansOf(nest, field, open).map((mean) => (Number.isNaN(mean) ? field[0] : mean));
}

/** A rate over area: its sum over the grid is kept, also where large cells reach beyond what they stand for. */
export function sumField(nest: Nest, field: Field, { fine, coarse }: Extent): Field {
  const area = nest.factor ** 2;
  const cells = nest.coarse.cols * nest.coarse.rows;
  const covered = counts(cells, coarse);
  if (covered === 0) return typeof field === 'number' ? field : new Float32Array(cells);
  if (typeof field === 'number') return (field * counts(nest.parent.length, fine)) / (area * covered);
  const sums = sumsOf(nest, (cell) => (fine(cell) ? field[cell] : 0));
  const total = sums.reduce((sum, value) => sum + value, 0);
  const kept = sums.reduce((sum, value, cell) => sum + (coarse(cell) ? value : 0), 0);
  const spread = kept > 0 ? 0 : total / covered;
  const scale = kept > 0 ? total / kept : 1;
  return Float32Array.from(sums, (sum, cell) => (coarse(cell) ? (sum * scale + spread) / area : 0));
}

/** First water, its volume kept: what stood in a cell that is a wall or a block now goes to its side of it. */
export function firstWater(nest: Nest, { initialDepthM }: Domain, fine: Mask, dry: Mask): Field {
  if (initialDepthM === 0) return 0;
  const volume = new Float64Array(nest.coarse.cols * nest.coarse.rows);
  const home = refuge(nest, dry);
  for (let cell = 0; cell < nest.parent.length; cell++) {
    const depth = fine(cell) ? at(initialDepthM, cell) : 0;
    const to = depth > 0 ? home(cell) : -1;
    if (to >= 0) volume[to] += depth;
  }
  return Float32Array.from(volume, (sum) => sum / nest.factor ** 2);
}

/** Steps of a mixed soil's pervious share and of its abstraction, so that the table stays short. */
const SHARE_STEP = 1 / 64;
const ABSTRACTION_STEP_MM = 0.25;

/**
 * Soils of large cells: one of the models that lie in the cell, on as large a share of it as all pervious ground in it.
 * What rounding, and the choice of one model, leave over goes to the next cells, so that pervious area by model and the
 * whole abstraction are kept to about a cell's worth.
 */
export function mixSoils(nest: Nest, soils: Soils, { fine, coarse }: Extent): Soils {
  const area = nest.factor ** 2;
  const cells = nest.coarse.cols * nest.coarse.rows;
  const models: Soil['infiltration'][] = [];
  const names = new Map<string, number>();
  const modelOf = soils.table.map(({ infiltration }) => {
    const name = JSON.stringify(infiltration);
    const known = names.get(name) ?? models.push(infiltration) - 1;
    names.set(name, known);
    return known;
  });
  const share = models.map(() => new Float64Array(cells));
  const abstractionMm = new Float64Array(cells);
  for (let cell = 0; cell < nest.parent.length; cell++) {
    const soil = soils.index[cell] - 1;
    if (soil < 0 || !fine(cell)) continue;
    share[modelOf[soil]][nest.parent[cell]] += soils.table[soil].perviousShare / area;
    abstractionMm[nest.parent[cell]] += soils.table[soil].abstractionMm / area;
  }

  const table: Soil[] = [];
  const known = new Map<string, number>();
  const owed = new Float64Array(models.length);
  let owedMm = 0;
  const index = new Uint16Array(cells);
  for (let cell = 0; cell < cells; cell++) {
    let all = 0;
    let chosen = -1;
    for (let model = 0; model < models.length; model++) {
      all += share[model][cell];
      owed[model] += share[model][cell];
      if (share[model][cell] > 0 && (chosen < 0 || owed[model] > owed[chosen])) chosen = model;
    }
    owedMm += abstractionMm[cell];
    if (!coarse(cell) || (chosen < 0 && abstractionMm[cell] === 0)) continue;
    const model = Math.max(0, chosen);
    // A cell takes over what its neighbours could not, but does not become another kind of ground by it.
    const most = Math.min(1, 2 * all);
    const perviousShare = SHARE_STEP * Math.round(Math.max(0, Math.min(most, owed[model])) / SHARE_STEP);
    const steps = Math.round(Math.max(0, Math.min(2 * abstractionMm[cell], owedMm)) / ABSTRACTION_STEP_MM);
    const soil = { infiltration: models[model], perviousShare, abstractionMm: steps * ABSTRACTION_STEP_MM };
    owed[model] -= perviousShare;
    owedMm -= soil.abstractionMm;
    const key = `${model} ${perviousShare} ${steps}`;
    const place = known.get(key) ?? table.push(soil);
    known.set(key, place);
    index[cell] = place;
  }
  return { index, table };
}
