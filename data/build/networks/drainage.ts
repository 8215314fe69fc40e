import type { Position } from '../../../src/city/types.ts';
import { LAKES } from '../facts/water.ts';
import { toCity } from '../frame.ts';
import { distance, nearestOn } from '../lines.ts';
import { hash01 } from '../rng.ts';
import type { Ground, ReceivingWater, StreetGraph } from '../types.ts';
import { planDrains } from './layout.ts';
import type { Layout, LayoutOptions } from './plan.ts';
import { manningOf, RULES, type SizedPipe, sizePipes } from './sizing.ts';
import { type DrainConduit, type DrainModel, type DrainNode, type DrainPump, writeSwmm } from './swmm.ts';

/** Mean sea level that tidal outfalls stand against when the pipes run alone, m Hòn Dấu; assumed. */
const MEAN_SEA_LEVEL_M = 0.05;

/** Pumping stations: places from the project's facts, capacity 2–10 m³/s assumed. */
export const PUMP_STATIONS = [
  { id: 'TB-THUAN-PHUOC', name: 'Thuận Phước', at: toCity(108.219, 16.086), pumps: 2 },
  { id: 'TB-YEN-KHE', name: 'Yên Khê', at: toCity(108.182, 16.073), pumps: 2 },
] as const;
const STATION_REACH_M = 700;

export const DRAINAGE_LAYOUT: LayoutOptions = { manholeEveryM: 100, mostPipes: 2850 };

export interface Drainage {
  readonly model: DrainModel;
  readonly layout: Layout;
  readonly sized: readonly SizedPipe[];
  /** Share of an inlet's opening that is blocked, by node id: the stated share of all manholes. */
  readonly clogged: ReadonlyMap<string, number>;
  readonly inp: string;
}

/** The drainage network of a generated city: streets downhill to real outfalls, sized by the rational method. */
export function makeDrainage(
  ground: Ground,
  streets: StreetGraph,
  waters: readonly ReceivingWater[],
  options: LayoutOptions = DRAINAGE_LAYOUT,
): Drainage {
  const layout = planDrains(ground, streets, waters, options);
  const lakes = lakeChambers(layout, ground);
  const sized = sizePipes(layout, ground, lakes);
  const model = assemble(layout, sized, ground, lakes);
  const clogged = new Map(
    model.nodes.flatMap((node) => {
      const share = node.tag?.startsWith('clogged-') ? Number(node.tag.slice(8, -1)) / 100 : 0;
      return share > 0 ? [[node.id, share] as const] : [];
    }),
  );
  return { model, layout, sized, clogged, inp: writeSwmm(model) };
}

/** Outlet chamber of a lake: its sill takes the water that stands above the level that the lake is kept at. */
interface LakeChamber {
  readonly id: string;
  readonly manhole: number;
  readonly at: Position;
  readonly sillM: number;
  readonly lengthM: number;
  readonly fromInvertM: number;
  readonly toInvertM: number;
  /** What the drain behind it has to carry beside rain, m³/s, and the crown that it must not lie above. */
  readonly flowM3s: number;
  readonly crownM: number;
}

const LAKE_PIPE = { shape: 'CIRCULAR', heightM: 0.8, barrels: 1 } as const;

/** A lake is there to hold water back: it passes on 0.3 m³/s and 0.1 m³/s for each drain that ends in it. Assumed. */
function lakeChambers(layout: Layout, ground: Ground): LakeChamber[] {
  return layout.lakeOutlets.map(({ water, manhole }) => {
    const target = layout.manholes[manhole].at;
    const bank = nearestOn(target, water.bank).point;
    const at = offBank(bank, water, ground);
    const lengthM = Math.max(5, distance(at, target));
    const keptM = LAKES.find((lake) => lake.id === water.id)?.levelM ?? ground.levelM(bank[0], bank[1]) - 0.5;
    const sillM = Math.min(keptM + 0.1, ground.levelM(target[0], target[1]) - 0.2);
    const fromInvertM = round(sillM - 0.2 - LAKE_PIPE.heightM);
    const toInvertM = round(fromInvertM - 0.0015 * lengthM);
    const drains = layout.outfalls.filter((site) => site.water.name === water.name).length;
    return {
      id: `HO-${water.id.toUpperCase()}`,
      manhole,
      at,
      sillM,
      lengthM,
      fromInvertM,
      toInvertM,
      flowM3s: 0.3 + 0.1 * drains,
      crownM: toInvertM + LAKE_PIPE.heightM,
    };
  });
}

function assemble(
  layout: Layout,
  sized: readonly SizedPipe[],
  ground: Ground,
  lakes: readonly LakeChamber[],
): DrainModel {
  const manholeId = (index: number): string => `HG${index + 1}`;
  const outfallId = (index: number): string => `CX${index + 1}`;
  const nodes: DrainNode[] = [];
  const conduits: DrainConduit[] = [];
  const pumps: DrainPump[] = [];
  const lowest = new Float64Array(layout.manholes.length).fill(Number.POSITIVE_INFINITY);
  for (const { manhole, toInvertM } of lakes) lowest[manhole] = toInvertM;
  for (const [i, plan] of layout.pipes.entries()) {
    lowest[plan.from] = Math.min(lowest[plan.from], sized[i].fromInvertM);
    if (!plan.outfall) lowest[plan.to] = Math.min(lowest[plan.to], sized[i].toInvertM);
    const tidal = plan.outfall && layout.outfalls[plan.to].water.kind !== 'lake';
    conduits.push({
      id: `C${i + 1}`,
      from: manholeId(plan.from),
      to: plan.outfall ? outfallId(plan.to) : manholeId(plan.to),
      path: plan.path,
      lengthM: plan.lengthM,
      fromInvertM: sized[i].fromInvertM,
      toInvertM: sized[i].toInvertM,
      section: sized[i].section,
      manning: manningOf(sized[i].section),
      flapGate: tidal,
      ...(sized[i].section === sized[i].designed ? {} : { tag: 'undersized' }),
    });
  }
  for (const [i, { at }] of layout.manholes.entries()) {
    const clogged = hash01(i, 3, RULES.seed) < RULES.cloggedShare;
    const percent = 20 + 10 * Math.floor(7 * hash01(i, 4, RULES.seed));
    nodes.push({
      id: manholeId(i),
      kind: 'junction',
      at,
      invertM: lowest[i],
      rimM: ground.levelM(at[0], at[1]),
      ...(clogged ? { tag: `clogged-${percent}%` } : {}),
    });
  }
  for (const [i, site] of layout.outfalls.entries()) {
    const last = layout.pipes.findIndex((plan) => plan.outfall && plan.to === i);
    nodes.push({
      id: outfallId(i),
      kind: 'outfall',
      at: site.at,
      invertM: sized[last].toInvertM,
      rimM: ground.levelM(site.at[0], site.at[1]),
      ...(site.water.kind === 'lake' ? {} : { stageM: MEAN_SEA_LEVEL_M }),
    });
  }
  addLakes(lakes, nodes, conduits);
  addPumps(layout, sized, ground, nodes, conduits, pumps);
  const undersized = conduits.filter((conduit) => conduit.tag === 'undersized').length;
  return {
    title: [
      'Synthetic drainage network of Da Nang, generated from streets and ground; no survey',
      `${conduits.length} conduits, ${layout.outfalls.length} street outfalls; CMS, levels in m above Hon Dau, coordinates EPSG:5899`,
      `Rational method: C ${RULES.runoffC}, laterals ${RULES.lateralReturnY}-year, mains ${RULES.mainReturnY}-year, TCVN 7957 form (not verified)`,
      `Seeded faults: ${((100 * undersized) / Math.max(1, conduits.length)).toFixed(1)} % of conduits one or two sizes too small (tag undersized), about ${100 * RULES.cloggedShare} % of inlets partly blocked (tag clogged-x%)`,
      'Pump capacities, cover, slopes and roughness are assumed',
    ],
    nodes,
    conduits,
    pumps,
    bounds: [...ground.bounds],
  };
}

/** A lake itself lies on the surface, so its water is not counted twice: the storage here is the chamber at its outlet. */
function addLakes(lakes: readonly LakeChamber[], nodes: DrainNode[], conduits: DrainConduit[]): void {
  for (const { id, manhole, at, sillM, lengthM, fromInvertM, toInvertM } of lakes) {
    const target = nodes[manhole];
    nodes.push({ id, kind: 'storage', at, invertM: fromInvertM, rimM: sillM, areaM2: 20 });
    conduits.push({
      id: `C-${id}`,
      from: id,
      to: target.id,
      path: [at, target.at],
      lengthM,
      fromInvertM,
      toInvertM,
      section: LAKE_PIPE,
      manning: RULES.pipeManning,
      flapGate: true,
    });
  }
}

/** A few metres from the bank towards the middle of the water. */
function offBank(bank: Position, water: ReceivingWater, ground: Ground): Position {
  const n = water.bank.length;
  const middle: Position = [
    water.bank.reduce((sum, p) => sum + p[0], 0) / n,
    water.bank.reduce((sum, p) => sum + p[1], 0) / n,
  ];
  const span = distance(bank, middle) || 1;
  for (let away = 4; away < span; away += 4) {
    const at: Position = [
      bank[0] + ((middle[0] - bank[0]) * away) / span,
      bank[1] + ((middle[1] - bank[1]) * away) / span,
    ];
    if (ground.waterAt(at[0], at[1]) !== undefined) return at;
  }
  return bank;
}

/** At each station the last manhole of the largest trunk nearby becomes a wet well; pumps lift past the tide flap. */
function addPumps(
  layout: Layout,
  sized: readonly SizedPipe[],
  ground: Ground,
  nodes: DrainNode[],
  conduits: DrainConduit[],
  pumps: DrainPump[],
): void {
  const taken = new Set<number>();
  for (const station of PUMP_STATIONS) {
    let best = { flow: 0, pipe: -1 };
    for (const [i, plan] of layout.pipes.entries()) {
      if (!plan.outfall || taken.has(i) || layout.outfalls[plan.to].water.kind === 'lake') continue;
      if (distance(layout.manholes[plan.from].at, station.at) > STATION_REACH_M) continue;
      if (sized[i].designFlowM3s > best.flow) best = { flow: sized[i].designFlowM3s, pipe: i };
    }
    if (best.pipe < 0) continue;
    taken.add(best.pipe);
    const plan = layout.pipes[best.pipe];
    const well = nodes[plan.from];
    const site = layout.outfalls[plan.to];
    const sumpM = 1.2;
    const invertM = round(well.invertM - sumpM);
    nodes[plan.from] = { ...well, kind: 'storage', invertM, areaM2: 300 };
    const totalM3s = Math.min(10, Math.max(2, Math.round(best.flow * 10) / 10));
    // Pumps end in a chamber above the tide, and that in its own outfall beside the gravity one.
    const beside = (at: Position, by: number): Position => [at[0] + by, at[1] + by];
    const chamberAt = beside(well.at, 6);
    const outAt = beside(site.at, 6);
    const lengthM = distance(chamberAt, outAt);
    const chamberRim = ground.levelM(chamberAt[0], chamberAt[1]);
    const section = { shape: 'RECT_CLOSED', heightM: 1.6, widthM: 2.5, barrels: 1 } as const;
    const chamberInvert = round(chamberRim - RULES.coverM - section.heightM);
    const outInvert = round(chamberInvert - 0.001 * lengthM);
    nodes.push(
      { id: `${station.id}-BX`, kind: 'junction', at: chamberAt, invertM: chamberInvert, rimM: chamberRim },
      {
        id: `${station.id}-CX`,
        kind: 'outfall',
        at: outAt,
        invertM: outInvert,
        rimM: ground.levelM(outAt[0], outAt[1]),
        stageM: MEAN_SEA_LEVEL_M,
      },
    );
    conduits.push({
      id: `C-${station.id}`,
      from: `${station.id}-BX`,
      to: `${station.id}-CX`,
      path: [chamberAt, outAt],
      lengthM,
      fromInvertM: chamberInvert,
      toInvertM: outInvert,
      section,
      manning: RULES.boxManning,
      flapGate: true,
    });
    for (let i = 1; i <= station.pumps; i++) {
      pumps.push({
        id: `${station.id}-${i}`,
        from: well.id,
        to: `${station.id}-BX`,
        capacityM3s: totalM3s / station.pumps,
        // The second pump starts when the first does not keep up.
        onDepthM: round(sumpM + 0.3 * i),
        offDepthM: 0.6,
      });
    }
  }
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
