import type { City } from '../../src/city/types.ts';
import { isPipework, type ResolvedScenario } from '../../src/scenario/types.ts';
import { CELL, type Domain, type Warning } from '../flood/types.ts';
import { standingBuildings } from './buildings.ts';
import { coverField, DRAIN_CAPACITY_MM_H, drainLoss, type LandCover, landCover, placeBuildings } from './cover.ts';
import { type Draft, uniformOr } from './draft.ts';
import { gauges, inflows, levelBoundaries, rainZones } from './forcing.ts';
import { initialDepth, type ReadScenarioFile, scenarioRaster } from './initial.ts';
import { holdingCells } from './measures/holding.ts';
import { applyMeasure } from './measures/index.ts';
import type { Site } from './places.ts';
import { rainUnderRoofs } from './roofs.ts';
import { infiltration } from './soils.ts';
import { groundOn, readTerrain } from './terrain.ts';
import { culverts, structures } from './works.ts';

export type { ReadScenarioFile } from './initial.ts';

export interface DomainOptions {
  /** Wins over the scenario's and the City's. */
  readonly cellSizeM?: number;
  /** Wins over the scenario's. */
  readonly solver?: Domain['solver'];
  /**
   * Drains are computed beside the surface: no stated loss stands in for them. False in `planRun`: it does; `rough`:
   * computed to the millimetre in half the time, for previews.
   */
  readonly pipes?: boolean | 'rough';
  /** Files that scenarios name, relative to the scenario's own file. Default: in the City's scenarios folder, then beside city.json. */
  readonly readScenarioFile?: ReadScenarioFile;
}

/** Manning n of ground that no land layer describes. */
const BARE_MANNING = 0.035;

/**
 * City + Scenario → Domain: the same inputs give the same numbers. Layers used: land (roughness, infiltration, sewers),
 * construction (blocks), drainage (where there are sewers). Bridges are not ground: water passes underneath.
 *
 * @throws InputError naming the file or the key of the scenario, what was expected and what was found
 */
export async function buildDomain(
  city: City,
  scenario: ResolvedScenario,
  options: DomainOptions = {},
): Promise<Domain> {
  const terrain = await readTerrain(city);
  const cellSizeM = options.cellSizeM ?? scenario.cellSizeM ?? city.manifest.cellSizeM ?? terrain.grid.cellSizeM;
  const { grid, groundM } = groundOn(terrain, cellSizeM);
  const site: Site = { city, grid, scenario: scenario.id };
  const read = options.readScenarioFile ?? fromCity(city);
  const land = landCover(city, grid);

  const ground = infiltration(scenario, land, groundM.length);
  const kind = Uint8Array.from(groundM, (level) => (Number.isNaN(level) ? CELL.noData : CELL.active));
  if (scenario.buildings === 'block') placeBuildings(city, grid, kind, scenario.measures);
  const bare: Draft = {
    grid,
    kind,
    groundM,
    manning: new Float32Array(kind.length).fill(BARE_MANNING),
    infiltrationMmH: ground.infiltrationMmH,
    barriers: [],
    warnings: [],
  };
  const rough: Draft = { ...bare, manning: await roughness(city, scenario, bare, land, read) };
  const measured = scenario.measures.reduce(applyMeasure, rough);
  const [draft, levels] = levelBoundaries(site, measured, scenario);

  const holds = holdingCells(site, scenario.measures);
  const capacityMmH = city.manifest.drainCapacityMmH ?? DRAIN_CAPACITY_MM_H;
  const drainsMmH = scenario.drainage && !options.pipes ? drainLoss(city, grid, land, capacityMmH) : undefined;
  const drainWarning = drainsMmH
    ? [
        {
          vi: `Bản này không tính cống: lượng thoát ${capacityMmH} mm/h nêu sẵn thay cho cống ở nơi có mạng thoát nước.`,
          en: `The pipes are not computed here: a stated loss of ${capacityMmH} mm/h stands in for them where there are sewers.`,
        },
      ]
    : [];
  return {
    grid,
    kind: draft.kind,
    groundM: draft.groundM,
    manning: uniformOr(draft.manning),
    infiltrationMmH: uniformOr(draft.infiltrationMmH),
    ...(ground.soils && { soils: ground.soils }),
    drainsMmH,
    initialDepthM: await initialDepth(city, site, draft, scenario, read, groundM),
    ...(holds && { holdsWater: holds }),
    rain: rainUnderRoofs(rainZones(site, scenario), draft),
    inflows: inflows(site, draft, scenario, levels),
    levels,
    barriers: draft.barriers,
    ...(scenario.links.length > 0 && { culverts: culverts(site, draft, scenario) }),
    ...(scenario.structures.length > 0 && { structures: structures(site, draft, scenario) }),
    edges: scenario.edges,
    gauges: gauges(site, scenario),
    durationS: scenario.durationS,
    outputEveryS: scenario.outputEveryS,
    solver: options.solver ?? scenario.solver,
    warnings: [
      ...draft.warnings,
      ...takenAway(city, scenario),
      ...drainWarning,
      ...(options.pipes ? [] : withoutPipes(scenario)),
    ],
  };
}

/** Buildings that measures take away, with a word. */
function takenAway(city: City, { measures }: ResolvedScenario): Warning[] {
  const layer = city.layers.get('construction');
  const all = layer?.kind === 'features' ? layer.features : [];
  const gone = all.length - standingBuildings(all, measures).length;
  if (gone === 0) return [];
  return [
    {
      vi: `Giải pháp lấy đi ${gone} công trình; giá trị và việc tái định cư không nằm trong chi phí.`,
      en: `Measures take ${gone} ${gone === 1 ? 'building' : 'buildings'} away; their worth and new homes are not in the costs.`,
    },
  ];
}

/** Measures on pipes that are not computed here, each with a word. */
function withoutPipes({ measures }: ResolvedScenario): Warning[] {
  return measures.filter(isPipework).map(({ id, kind }) => ({
    vi: `Giải pháp "${id}" (${kind}) không có tác dụng ở đây: bản này không tính cống.`,
    en: `Measure "${id}" (${kind}) has no effect here: the pipes are left out of this computation.`,
  }));
}

async function roughness(
  city: City,
  scenario: ResolvedScenario,
  draft: Draft,
  land: LandCover | undefined,
  read: ReadScenarioFile,
): Promise<Float32Array> {
  const { roughness: given } = scenario;
  if (typeof given === 'number') return new Float32Array(draft.kind.length).fill(given);
  if (given === 'land') return land ? coverField(land, (cover) => cover.manning) : draft.manning;
  const values = await scenarioRaster(city, scenario, draft, 'roughness', given, read);
  return values.map((n) => (n >= 0 ? n : BARE_MANNING));
}

function fromCity(city: City): ReadScenarioFile {
  const folder = (city.manifest.scenarios ?? 'scenarios/').replace(/\/?$/, '/');
  return async (path) => (await city.files.read(`${folder}${path}`)) ?? (await city.files.read(path));
}
