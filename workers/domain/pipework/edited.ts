import { InputError } from '../../../src/city/errors.ts';
import type { Position } from '../../../src/city/types.ts';
import type { DrainLink, DrainNode, Network, Opening, Rule } from '../../drainage/index.ts';
import type { Warning } from '../../flood/index.ts';

/** A point within this distance of a node means that node, m. */
const NEAR_M = 30;

/** What a measure says of a node's openings; their rim and size. */
export type Inlet = Partial<Omit<Opening, 'node' | 'surface'>>;

/** Where the network lies. */
export interface Terrain {
  /** Level of the ground, m; NaN outside the grid. */
  readonly groundM: (at: Position) => number;
  readonly scenario: string;
}

/** A network under the measures of a scenario: each changes it, later ones see what earlier ones did. */
export class EditedNetwork {
  readonly nodes: Map<string, DrainNode>;
  readonly links: Map<string, DrainLink>;
  readonly rules: Rule[] = [];
  readonly inlets = new Map<string, Inlet>();
  readonly warnings: Warning[] = [];
  readonly places: Map<string, Position>;

  constructor(
    private readonly network: Network,
    places: ReadonlyMap<string, Position>,
    private readonly terrain: Terrain,
  ) {
    this.nodes = new Map(network.nodes.map((node) => [node.id, node]));
    this.links = new Map(network.links.map((link) => [link.id, link]));
    this.places = new Map(places);
  }

  get result(): Network {
    const rules = [...(this.network.rules ?? []), ...this.rules];
    return {
      ...this.network,
      nodes: [...this.nodes.values()],
      links: [...this.links.values()],
      ...(rules.length > 0 && { rules }),
      // A window or a gate of a measure acts in every step.
      ...(this.rules.length > 0 && { ruleStepS: 0 }),
    };
  }

  /** @throws InputError for a link that is not there */
  link(measure: string, id: string): DrainLink {
    const found = this.links.get(id);
    if (found) return found;
    throw this.unknown(measure, 'link', id, [...this.links.keys()]);
  }

  /** @throws InputError for a node that is not there */
  node(measure: string, id: string): DrainNode {
    const found = this.nodes.get(id);
    if (found) return found;
    throw this.unknown(measure, 'node', id, [...this.nodes.keys()]);
  }

  /** The node nearest to a point within reach; undefined without. */
  nodeNear(at: Position, accept: (node: DrainNode) => boolean = () => true, reachM = NEAR_M): DrainNode | undefined {
    let best: DrainNode | undefined;
    let bestM = reachM;
    for (const [id, [x, y]] of this.places) {
      const apart = Math.hypot(x - at[0], y - at[1]);
      const node = this.nodes.get(id);
      if (!node || apart > bestM || !accept(node)) continue;
      best = node;
      bestM = apart;
    }
    return best;
  }

  /** Level of the ground under a new node. @throws InputError outside the grid */
  groundAt(measure: string, at: Position): number {
    const level = this.terrain.groundM(at);
    if (Number.isFinite(level)) return level;
    throw this.refusal(
      measure,
      `expected a place on the computed ground or within ${NEAR_M} m of a drain node, found ${at.join(', ')}`,
      `cần vị trí trên địa hình hoặc cách nút thoát nước không quá ${NEAR_M} m, gặp ${at.join(', ')}`,
    );
  }

  add(node: DrainNode, at: Position): DrainNode {
    this.nodes.set(node.id, node);
    this.places.set(node.id, at);
    return node;
  }

  /** @throws InputError where the network has a link of that name */
  addLink(measure: string, link: DrainLink): void {
    if (this.links.has(link.id)) {
      throw this.refusal(
        measure,
        `expected an id that no link of the network has, found "${link.id}"`,
        `mã "${link.id}" đã có trong mạng`,
      );
    }
    if (link.from === link.to)
      throw this.refusal(
        measure,
        `expected two ends, found node "${link.from}" at both`,
        `hai đầu cùng là nút "${link.from}"`,
      );
    this.links.set(link.id, link);
  }

  /** Metres between two nodes; undefined where one has no place. */
  apartM(a: string, b: string): number | undefined {
    const [p, q] = [this.places.get(a), this.places.get(b)];
    return p && q ? Math.hypot(p[0] - q[0], p[1] - q[1]) : undefined;
  }

  refusal(measure: string, en: string, vi: string): InputError {
    return new InputError(
      'scenario.drain-measure',
      `Scenario ${this.terrain.scenario}: measures "${measure}": ${en}.`,
      `Kịch bản ${this.terrain.scenario}: giải pháp "${measure}": ${vi}.`,
    );
  }

  private unknown(measure: string, what: 'link' | 'node', id: string, known: readonly string[]): InputError {
    const alike = known.filter((one) => one.toLowerCase().includes(id.toLowerCase().slice(0, 2))).slice(0, 3);
    const hint = (alike.length > 0 ? alike : known.slice(0, 3)).map((one) => `"${one}"`).join(', ');
    return this.refusal(
      measure,
      `expected a ${what} of the drainage file (such as ${hint}), found "${id}"`,
      `cần mã ${what === 'link' ? 'cống' : 'nút'} có trong tệp thoát nước (như ${hint}), gặp "${id}"`,
    );
  }
}
