import type { Position } from '../../src/city/types.ts';
import type { Catchment, Gauge, Hydrology } from '../drainage/index.ts';
import { zonesOf } from '../flood/rain.ts';
import { CELL, type Domain, type Warning } from '../flood/types.ts';
import { cellAt, scanPolygon } from './rasterise.ts';

/** Shares of a subcatchment nearer to none or all of it than this count as such: borders are drawn roughly. */
const ROUGHLY = 0.02;
/** Below so many cells, where the middle lies decides. */
const LEAST_CELLS = 4;

export interface LandBeside {
  /** Undefined where the grid covers all. */
  readonly hydrology?: Hydrology;
  readonly warnings: readonly Warning[];
}

/**
 * The subcatchments of a drainage file over land that the grid does not cover: rain falls once on any ground, on the
 * grid or on them. Those that the grid covers are left out, those at its limits keep the part outside. The scenario's
 * rain falls on them, of the zone nearest to each; ground, hollows and built measures are the file's own.
 *
 * @param rings outlines of subcatchments, in the City's coordinates; without one, the place of the node that it drains to decides
 */
export function landBeside(
  { gauges: _, ...file }: Hydrology,
  domain: Domain,
  rings: ReadonlyMap<string, readonly Position[]>,
  nodeAt: (id: string) => Position | undefined,
): LandBeside {
  if (file.catchments.length === 0) return { warnings: [] };
  const byId = new Map(file.catchments.map((one) => [one.id, one]));
  const zones = zonesOf(domain.rain, domain.kind.length);
  const used = new Set<number>();
  let coveredM2 = 0;
  const catchments = file.catchments.flatMap((one): Catchment[] => {
    const ring = rings.get(one.id) ?? [];
    const middle = ring.length > 2 ? middleOf(ring) : nodeAt(endOf(one, byId));
    const covered = middle ? coveredShare(domain, ring, middle) : 0;
    coveredM2 += covered * one.areaM2;
    if (covered === 1) return [];
    const zone = one.gauge === undefined || !middle ? 0 : zones[nearestCell(domain, middle)];
    const rains = one.gauge !== undefined && zone >= 0 && domain.rain.length > 0;
    if (rains) used.add(zone);
    const { gauge: __, ...dry } = one;
    return [scaled(rains ? { ...dry, gauge: gaugeId(zone) } : dry, 1 - covered)];
  });
  // What drains to land that is left out drains to where that drained: on the grid water finds its own way, off it by pipe.
  const kept = new Set(catchments.map(({ id }) => id));
  const led = catchments.map((one) => ({ ...one, outlet: outletAmong(one, kept, byId) }));
  const gauges = [...used].map((zone): Gauge => {
    const { timesS, intensityMmH } = domain.rain[zone];
    return { id: gaugeId(zone), series: { timesS, values: intensityMmH } };
  });
  const warnings = told(file.catchments.length - led.length, coveredM2, led);
  return led.length > 0 ? { hydrology: { ...file, gauges, catchments: led }, warnings } : { warnings };
}

const gaugeId = (zone: number): string => `rain ${zone + 1}`;

/** Where the water of a subcatchment ends, through others too. */
function endOf(one: Catchment, byId: ReadonlyMap<string, Catchment>): string {
  const passed = new Set<string>();
  let at = one;
  for (let next = byId.get(at.outlet); next && !passed.has(at.id); next = byId.get(at.outlet)) {
    passed.add(at.id);
    at = next;
  }
  return at.outlet;
}

function outletAmong(one: Catchment, kept: ReadonlySet<string>, byId: ReadonlyMap<string, Catchment>): string {
  const passed = new Set<string>();
  let { outlet } = one;
  for (let next = byId.get(outlet); next && !kept.has(outlet) && !passed.has(outlet); next = byId.get(outlet)) {
    passed.add(outlet);
    outlet = next.outlet;
  }
  return kept.has(outlet) || !byId.has(outlet) ? outlet : one.id;
}

/** Share of an outline, 0 to 1, whose ground is in the grid. */
function coveredShare({ grid, kind }: Domain, ring: readonly Position[], middle: Position): number {
  const isGround = (cell: number): boolean => cell >= 0 && kind[cell] !== CELL.noData;
  const cellM2 = grid.cellSizeM ** 2;
  const areaM2 = ring.length > 2 ? Math.abs(areaOf(ring)) : 0;
  if (areaM2 < LEAST_CELLS * cellM2) return isGround(cellAt(grid, middle)) ? 1 : 0;
  let cells = 0;
  scanPolygon(grid, [ring], (row, from, to) => {
    for (let col = from; col < to; col++) if (isGround(row * grid.cols + col)) cells++;
  });
  const share = (cells * cellM2) / areaM2;
  return share < ROUGHLY ? 0 : share > 1 - ROUGHLY ? 1 : share;
}

function areaOf(ring: readonly Position[]): number {
  return ring.reduce((sum, [x, y], k) => {
    const [x0, y0] = ring[(k || ring.length) - 1];
    return sum + (x0 * y - x * y0) / 2;
  }, 0);
}

const middleOf = (ring: readonly Position[]): Position => {
  const sum = ring.reduce(([x, y], [dx, dy]) => [x + dx, y + dy] as const, [0, 0] as const);
  return [sum[0] / ring.length, sum[1] / ring.length];
};

/** The cell of the grid nearest to a place. */
function nearestCell({ grid }: Domain, [x, y]: Position): number {
  const { cols, rows, cellSizeM, xMin, yMin } = grid;
  const within = (at: number, count: number): number => Math.max(0, Math.min(count - 1, Math.floor(at)));
  return within(rows - (y - yMin) / cellSizeM, rows) * cols + within((x - xMin) / cellSizeM, cols);
}

const scaled = (one: Catchment, share: number): Catchment =>
  share === 1
    ? one
    : {
        ...one,
        areaM2: share * one.areaM2,
        widthM: share * one.widthM,
        lids: one.lids.map((lid) => ({ ...lid, areaM2: share * lid.areaM2 })),
      };

function told(leftOut: number, coveredM2: number, computed: readonly Catchment[]): Warning[] {
  const hectares = (m2: number): string => (m2 / 1e4).toFixed(1);
  const out: Warning[] = [];
  if (coveredM2 > 0)
    out.push({
      en: `Drains: rain falls on the grid; ${hectares(coveredM2)} ha of the drainage file's subcatchments (${leftOut} whole ones) lie on it and are left out.`,
      vi: `Thoát nước: mưa rơi trên lưới tính; ${hectares(coveredM2)} ha tiểu lưu vực của tệp thoát nước (${leftOut} tiểu lưu vực trọn vẹn) nằm trên lưới nên không tính lại.`,
    });
  if (computed.length > 0) {
    const areaM2 = computed.reduce((sum, one) => sum + one.areaM2, 0);
    out.push({
      en: `Drains: ${computed.length} subcatchments with ${hectares(areaM2)} ha outside the grid drain to the pipes under the scenario's rain.`,
      vi: `Thoát nước: ${computed.length} tiểu lưu vực, ${hectares(areaM2)} ha ngoài lưới tính, đổ vào cống theo mưa của kịch bản.`,
    });
  }
  return out;
}
