import type { NetworkHydraulics } from '../../layers/hydraulics.ts';
import { LAYERS } from '../../layers/index.ts';
import { readModel } from '../../src/city/inp/swmm/index.ts';
import { parseInp } from '../../src/city/inp/tokens.ts';
import type { City, Position } from '../../src/city/types.ts';
import type { ResolvedScenario } from '../../src/scenario/types.ts';
import { type DrainNode, type DrainPlan, inOrder, type Opening, type Surface } from '../drainage/index.ts';
import { type Domain, hashText, type LevelBoundary, type Warning } from '../flood/index.ts';
import { landBeside } from './catchments.ts';
import { type Drawn, gulliesAlong, withNewPipes } from './gullies.ts';
import { networkOf } from './network/index.ts';
import { applyPipework } from './pipework/index.ts';
import { openCells } from './places.ts';
import { cellAt } from './rasterise.ts';
import type { Drains } from './run.ts';

/**
 * The drainage layer as pipes that exchange water with a Domain. Manholes inside the grid meet the street in their cell,
 * or in the nearest open one within a few cells where a house stands on them; gullies between them likewise. Outfalls see the level that is held where
 * they lie; those in water that is computed pour into its cell and feel its level. Nodes outside the grid keep to
 * themselves, and so do subcatchments there, on which the scenario's rain falls. The scenario's measures on pipes are in the network that comes out.
 *
 * @throws InputError for a file that cannot be read
 */
export function drainsUnder(city: City, scenario: ResolvedScenario, domain: Domain, rough = false): Drains | undefined {
  const layer = city.layers.get('drainage');
  if (!scenario.drainage || layer?.kind !== 'network' || layer.nodes.length === 0) return undefined;
  const model = readModel(parseInp(layer.source, layerFile(city)));
  const turned = networkOf(model);
  const sites = new Map(layer.nodes.flatMap(({ id, at }) => (at ? [[id, at] as const] : [])));
  const pipework = applyPipework(turned.network, scenario.measures, sites, {
    scenario: scenario.id,
    groundM: (at) => domain.groundM[cellAt(domain.grid, at)] ?? Number.NaN,
  });
  const places = new Places(domain, pipework.places);
  const surfaces = new Surfaces(domain);
  const rings = new Map((layer.areas ?? []).map(({ id, ring }) => [id, ring]));
  const { hydrology: land, warnings: landWarnings } = landBeside(turned.hydrology, domain, rings, (id) =>
    sites.get(id),
  );
  const mouths: Opening[] = [];
  const outlets: DrainPlan['outlets'][number][] = [];
  const openingOf = openings(city, scenario);
  const edited = pipework.result;
  const nodes = edited.nodes.map((node): DrainNode => {
    const cell = places.cellOf(node.id);
    if (node.kind !== 'outfall') {
      const open = places.openNear(cell);
      if (open >= 0) {
        const inlet = pipework.inlets.get(node.id);
        mouths.push({ node: node.id, surface: surfaces.at(open), ...openingOf(node.id), ...inlet });
      }
      return node;
    }
    const held = places.heldNear(cell);
    if (held) return { ...node, boundary: { kind: 'series', levelM: { timesS: held.timesS, values: held.levelM } } };
    const open = places.openNear(cell);
    if (open < 0) return node;
    outlets.push({ node: node.id, surface: surfaces.at(open) });
    return node;
  });
  const gullies = gullyOpenings(
    city,
    scenario,
    withNewPipes(layer, pipework, scenario.measures),
    (at) => places.openNear(places.at(at)),
    surfaces,
  );
  mouths.push(
    ...gullies.map((gully) => defined(gully, { cloggedShare: pipework.inlets.get(gully.node)?.cloggedShare })),
  );
  const plan = {
    ...inOrder({ ...edited, nodes }, mouths),
    cells: surfaces.cells,
    surfaces: surfaces.all,
    outlets,
    ...(land && { land }),
    ...(rough && { rough }),
  };
  return {
    ...plan,
    identity: hashText(JSON.stringify(plan, typedArrays)),
    warnings: [...told(turned.warnings), ...landWarnings, ...pipework.warnings],
  };
}

const layerFile = (city: City): string => city.manifest.layers?.drainage ?? 'drainage.inp';

/** Where nodes lie on the grid. */
class Places {
  readonly #domain: Domain;
  readonly #at: ReadonlyMap<string, Position>;
  readonly #held: Uint8Array;
  readonly #levelOf = new Map<number, LevelBoundary>();

  constructor(domain: Domain, at: ReadonlyMap<string, Position>) {
    this.#domain = domain;
    this.#at = at;
    this.#held = new Uint8Array(domain.kind.length);
    for (const level of domain.levels) {
      for (const cell of level.cells) {
        this.#held[cell] = 1;
        this.#levelOf.set(cell, level);
      }
    }
  }

  /** −1 outside the grid and without a place. */
  cellOf(node: string): number {
    const at = this.#at.get(node);
    return at ? this.at(at) : -1;
  }

  /** −1 outside the grid. */
  at(place: Position): number {
    return cellAt(this.#domain.grid, place);
  }

  /** The open cell nearest to this one within a few cells, −1 without. */
  openNear(cell: number): number {
    if (cell < 0) return -1;
    const { grid, kind } = this.#domain;
    const found = openCells(grid, kind, Uint32Array.of(cell), this.#held);
    const apart = (other: number): number =>
      Math.hypot(
        (other % grid.cols) - (cell % grid.cols),
        Math.floor(other / grid.cols) - Math.floor(cell / grid.cols),
      );
    return found.reduce((best, other) => (best < 0 || apart(other) < apart(best) ? other : best), -1);
  }

  /** The level that is held here or in a cell beside. */
  heldNear(cell: number): LevelBoundary | undefined {
    if (cell < 0) return undefined;
    const { cols } = this.#domain.grid;
    for (const step of [0, -1, 1, -cols, cols, -cols - 1, -cols + 1, cols - 1, cols + 1]) {
      const level = this.#levelOf.get(cell + step);
      if (level) return level;
    }
    return undefined;
  }
}

/** Cells over nodes, each once: nodes that share a cell share its water. */
class Surfaces {
  readonly all: Surface[] = [];
  readonly #domain: Domain;
  readonly #index = new Map<number, number>();

  constructor(domain: Domain) {
    this.#domain = domain;
  }

  at(cell: number): number {
    const known = this.#index.get(cell);
    if (known !== undefined) return known;
    this.#index.set(cell, this.all.length);
    this.all.push({ areaM2: this.#domain.grid.cellSizeM ** 2, bedM: this.#domain.groundM[cell] });
    return this.all.length - 1;
  }

  get cells(): Uint32Array {
    return Uint32Array.from(this.#index.keys());
  }
}

/** Openings of the gullies between manholes, where the City or the scenario places any; those of a node in one cell are one. */
function gullyOpenings(
  city: City,
  scenario: ResolvedScenario,
  drawn: Drawn,
  cellAt: (place: Position) => number,
  surfaces: Surfaces,
): Opening[] {
  const { coupling, gully } = drainHydraulics();
  const [ours, theirs] = [city.manifest.coupling, scenario.coupling];
  const { spacingM, ...given } = defined({ ...coupling, ...gully, spacingM: 0 }, ours?.gullies, theirs?.gullies);
  if (spacingM === 0) return [];
  const found = new Map<string, { readonly node: string; readonly cell: number; places: number }>();
  for (const { node, at } of gulliesAlong(drawn, spacingM)) {
    const cell = cellAt(at);
    if (cell < 0) continue;
    const key = `${cell} ${node}`;
    const known = found.get(key);
    if (known) known.places++;
    else found.set(key, { node, cell, places: 1 });
  }
  return [...found.values()].map(({ node, cell, places }) => {
    const cloggedShare = theirs?.nodes?.[node]?.cloggedShare ?? ours?.nodes?.[node]?.cloggedShare;
    const opening = defined(given, { cloggedShare });
    return { ...opening, node, surface: surfaces.at(cell), count: opening.count * places };
  });
}

function drainHydraulics(): NetworkHydraulics {
  const { hydraulics } = LAYERS.drainage;
  if (hydraulics.contributes !== 'network') throw new Error('The drainage layer contributes no network.');
  return hydraulics;
}

/** How a node meets the street: the scenario's word before the City's, a node's before the default. */
function openings(city: City, scenario: ResolvedScenario): (node: string) => Omit<Opening, 'node' | 'surface'> {
  const fallback = drainHydraulics().coupling;
  const [ours, theirs] = [city.manifest.coupling, scenario.coupling];
  return (node) => defined({ ...fallback }, ours?.default, ours?.nodes?.[node], theirs?.default, theirs?.nodes?.[node]);
}

/** Later ones win where they say something. */
function defined<T extends object>(first: T, ...others: readonly (object | undefined)[]): T {
  const out = { ...first };
  for (const other of others) {
    for (const [key, value] of Object.entries(other ?? {}))
      if (value !== undefined) Object.assign(out, { [key]: value });
  }
  return out;
}

const typedArrays = (_: string, value: unknown): unknown =>
  ArrayBuffer.isView(value) && !(value instanceof DataView) ? Array.from(value as unknown as ArrayLike<number>) : value;

const told = (warnings: readonly string[]): Warning[] =>
  warnings.map((en) => ({ en: `Drains: ${en}`, vi: `Thoát nước: ${en}` }));
