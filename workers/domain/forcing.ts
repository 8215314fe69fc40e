import { InputError } from '../../src/city/errors.ts';
import type { Geometry } from '../../src/city/types.ts';
import { delayed, delaysS, type Moving, type RainSeries } from '../../src/scenario/index.ts';
import type { ResolvedScenario } from '../../src/scenario/types.ts';
import { CELL, type Gauge, type Inflow, type LevelBoundary, type RainZone } from '../flood/types.ts';
import type { Draft } from './draft.ts';
import { cellsOf, openCells, placedCells, type Site } from './places.ts';
import { cellAt } from './rasterise.ts';

const series = (values: readonly number[]): Float64Array => Float64Array.from(values);

/** Level boundaries. Their cells are held even where the terrain has no data: there a bed below the lowest level is assumed. */
export function levelBoundaries(site: Site, draft: Draft, scenario: ResolvedScenario): [Draft, LevelBoundary[]] {
  const groundM = draft.groundM.slice();
  const kind = draft.kind.slice();
  const warnings = [...draft.warnings];
  const levels = scenario.levels.map((entry): LevelBoundary => {
    const cells = placedCells(site, entry.at as string | Geometry, `levels "${entry.id}"`);
    const bedM = entry.levelM.reduce((low, level) => Math.min(low, level), Number.POSITIVE_INFINITY) - ASSUMED_DEPTH_M;
    let filled = 0;
    for (const cell of cells) {
      if (kind[cell] !== CELL.noData) continue;
      groundM[cell] = bedM;
      kind[cell] = CELL.active;
      filled++;
    }
    if (filled > 0) {
      warnings.push({
        vi: `Biên mực nước "${entry.id}": ${filled} ô không có cao độ; đáy lấy thấp hơn mực nước thấp nhất ${ASSUMED_DEPTH_M} m.`,
        en: `Level "${entry.id}": ${filled} of its cells have no terrain; their bed is taken ${ASSUMED_DEPTH_M} m below the lowest level.`,
      });
    }
    return {
      id: entry.id,
      cells: cells.filter((cell) => kind[cell] === CELL.active),
      timesS: series(entry.timesS),
      levelM: series(entry.levelM),
    };
  });
  return [{ ...draft, groundM, kind, warnings }, levels];
}

const ASSUMED_DEPTH_M = 1;

/** Discharges, on the open cells that their place touches; a place on a building moves to the nearest open ground. */
export function inflows(
  site: Site,
  draft: Draft,
  scenario: ResolvedScenario,
  levels: readonly LevelBoundary[],
): Inflow[] {
  const held = new Uint8Array(draft.kind.length);
  for (const level of levels) for (const cell of level.cells) held[cell] = 1;
  return scenario.inflows.map((entry) => {
    const cells = openCells(
      draft.grid,
      draft.kind,
      placedCells(site, entry.at as Geometry, `inflows "${entry.id}"`),
      held,
    );
    if (cells.length === 0) {
      throw new InputError(
        'scenario.inflow-nowhere',
        `Scenario ${site.scenario}: inflows "${entry.id}": expected a place on open ground, found only buildings, cells without data or water whose level is held.`,
        `Kịch bản ${site.scenario}: inflows "${entry.id}": vị trí chỉ có nhà, ô không có số liệu hoặc mặt nước giữ mực.`,
      );
    }
    return {
      id: entry.id,
      cells,
      timesS: series(entry.timesS),
      dischargeM3s: series(entry.dischargeM3s),
    };
  });
}

export function rainZones(site: Site, scenario: ResolvedScenario): RainZone[] {
  return scenario.rain.flatMap((entry, k) => {
    const rain = { timesS: series(entry.timesS), intensityMmH: series(entry.intensityMmH) };
    const cells = entry.area === 'all' ? undefined : cellsOf(site, entry.area as Geometry, `rain ${k + 1}`);
    if (entry.moving) return movingZones(site, entry, entry.moving, cells);
    return cells ? { ...rain, cells } : rain;
  });
}

/** A storm on its way reaches the cells of one zone within this time, s, or within the last of at most so many zones. */
const ZONE_S = 300;
const MOST_ZONES = 64;

/** Zones across the way of a storm that moves, each later than the one before it. */
function movingZones(site: Site, rain: RainSeries, moving: Moving, given: Uint32Array | undefined): RainZone[] {
  const { cols, rows, cellSizeM } = site.grid;
  const corners = [0, cols * cellSizeM].flatMap((x) => [0, rows * cellSizeM].map((y) => [x, y] as const));
  const slowest = Math.max(...delaysS(corners, moving));
  const zoneS = Math.max(ZONE_S, slowest / MOST_ZONES);
  const zones: number[][] = Array.from({ length: Math.floor(slowest / zoneS) + 1 }, () => []);
  const cells = given ?? Uint32Array.from({ length: cols * rows }, (_, cell) => cell);
  const last = zones.length - 1;
  const first = corners[delaysS(corners, moving).indexOf(0)];
  const metresPerS = moving.speedKmH / 3.6;
  const from = (moving.fromDeg * Math.PI) / 180;
  const [east, north] = [-Math.sin(from) / metresPerS, -Math.cos(from) / metresPerS];
  for (const cell of cells) {
    const x = ((cell % cols) + 0.5) * cellSizeM - first[0];
    const y = (rows - Math.floor(cell / cols) - 0.5) * cellSizeM - first[1];
    zones[Math.max(0, Math.min(last, Math.floor((x * east + y * north) / zoneS)))].push(cell);
  }
  return zones.flatMap((zone, k) => {
    const { timesS, intensityMmH } = delayed(rain, k * zoneS);
    const timed = { timesS: series(timesS), intensityMmH: series(intensityMmH) };
    return zone.length > 0 ? [{ ...timed, cells: Uint32Array.from(zone) }] : [];
  });
}

/** @throws InputError naming the gauge that lies outside the grid */
export function gauges(site: Site, scenario: ResolvedScenario): Gauge[] {
  return scenario.gauges.map(({ id, x, y }) => {
    const cell = cellAt(site.grid, [x, y]);
    if (cell >= 0) return { id, cell };
    const { xMin, yMin, cols, rows, cellSizeM } = site.grid;
    throw new InputError(
      'scenario.gauge-outside',
      `Scenario ${site.scenario}: gauges "${id}": expected a place inside the terrain (x ${xMin} to ${xMin + cols * cellSizeM}, y ${yMin} to ${yMin + rows * cellSizeM}), found ${x}, ${y}.`,
      `Kịch bản ${site.scenario}: gauges "${id}": điểm ${x}, ${y} nằm ngoài địa hình.`,
    );
  });
}
