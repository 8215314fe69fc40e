import { LAYERS } from '../../layers/index.ts';
import { readModel } from '../../src/city/inp/swmm/index.ts';
import { parseInp } from '../../src/city/inp/tokens.ts';
import type { City, NetworkLayer, Position } from '../../src/city/types.ts';
import type { ResolvedScenario } from '../../src/scenario/types.ts';
import type { DrainNode, DrainPlan, Network, Opening, Surface } from '../drainage/index.ts';
import { type Domain, hashText, type LevelBoundary, type Warning } from '../flood/index.ts';
import { networkOf } from './network/index.ts';
import { openCells } from './places.ts';
import { cellAt } from './rasterise.ts';
import type { Drains } from './run.ts';

/**
 * The drainage layer as pipes that exchange water with a Domain. Manholes inside the grid meet the street in their cell,
 * or in the nearest open one within a few cells where a house stands on them. Outfalls see the level that is held where
 * they lie; those in water that is computed pour into its cell and feel its level. Nodes outside the grid keep to
 * themselves.
 *
 * @throws InputError for a file that cannot be read
 */
export function drainsUnder(city: City, scenario: ResolvedScenario, domain: Domain): Drains | undefined {
  const layer = city.layers.get('drainage');
  if (!scenario.drainage || layer?.kind !== 'network' || layer.nodes.length === 0) return undefined;
  const model = readModel(parseInp(layer.source, layerFile(city)));
  const turned = networkOf(model);
  const places = new Places(domain, layer);
  const surfaces = new Surfaces(domain);
  const mouths: Opening[] = [];
  const outlets: DrainPlan['outlets'][number][] = [];
  const openingOf = openings(city, scenario);
  const nodes = turned.network.nodes.map((node): DrainNode => {
    const cell = places.cellOf(node.id);
    if (node.kind !== 'outfall') {
      const open = places.openNear(cell);
      if (open >= 0) mouths.push({ node: node.id, surface: surfaces.at(open), ...openingOf(node.id) });
      return node;
    }
    const held = places.heldNear(cell);
    if (held) return { ...node, boundary: { kind: 'series', levelM: { timesS: held.timesS, values: held.levelM } } };
    const open = places.openNear(cell);
    if (open < 0) return node;
    outlets.push({ node: node.id, surface: surfaces.at(open) });
    return node;
  });
  const network: Network = { ...turned.network, nodes };
  const plan = { network, cells: surfaces.cells, surfaces: surfaces.all, openings: mouths, outlets };
  return {
    ...plan,
    identity: hashText(JSON.stringify(plan, typedArrays)),
    warnings: told(turned.warnings, model.subcatchments.length),
  };
}

const layerFile = (city: City): string => city.manifest.layers?.drainage ?? 'drainage.inp';

/** Where nodes lie on the grid. */
class Places {
  readonly #domain: Domain;
  readonly #at = new Map<string, Position>();
  readonly #held: Uint8Array;
  readonly #levelOf = new Map<number, LevelBoundary>();

  constructor(domain: Domain, layer: NetworkLayer) {
    this.#domain = domain;
    for (const { id, at } of layer.nodes) if (at) this.#at.set(id, at);
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
    return at ? cellAt(this.#domain.grid, at) : -1;
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

/** How a node meets the street: the scenario's word before the City's, a node's before the default. */
function openings(city: City, scenario: ResolvedScenario): (node: string) => Omit<Opening, 'node' | 'surface'> {
  const given = LAYERS.drainage.hydraulics;
  const fallback = given.contributes === 'network' ? given.coupling : undefined;
  if (!fallback) throw new Error('The drainage layer contributes no network.');
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

function told(warnings: readonly string[], catchments: number): Warning[] {
  const out = warnings.map((en): Warning => ({ en: `Drains: ${en}`, vi: `Thoát nước: ${en}` }));
  if (catchments > 0) {
    out.push({
      en: 'Drains: rain falls on the grid; the subcatchments of the drainage file are left out.',
      vi: 'Thoát nước: mưa rơi trên lưới tính; các tiểu lưu vực trong tệp thoát nước không dùng.',
    });
  }
  return out;
}
