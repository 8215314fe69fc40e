import type { Network, Pipes } from '../drainage/index.ts';
import type { UndergroundPast } from '../flood/index.ts';

/** The pipes at the output times; by id, one value a time. */
export interface PipeHistory {
  readonly timesS: readonly number[];
  /** Of nodes, m. */
  readonly headM: Readonly<Record<string, Float32Array>>;
  /** Out of the manholes and inlets of nodes onto the street, m³/s; negative: into them. */
  readonly risingM3s: Readonly<Record<string, Float32Array>>;
  /** Of links, from their first node to their second, m³/s. */
  readonly flowM3s: Readonly<Record<string, Float32Array>>;
  /** Of links, m/s. */
  readonly speedMS: Readonly<Record<string, Float32Array>>;
}

/** What is read of pipes at the output times of a run, and was read before it was taken up. */
export class PipeLog {
  readonly #network: Network;
  readonly #timesS: number[] = [];
  /** Heads and flows onto the street of nodes, flows and speeds of links, one row a time. */
  readonly #rows: Float32Array[] = [];

  /** @param past of these or of other pipes: what those did not have has no values then */
  constructor(network: Network, past: UndergroundPast | undefined) {
    this.#network = network;
    if (!past) return;
    const { nodes, links } = network;
    const from = [
      ...placesOf(nodes, past.nodes, 0),
      ...placesOf(nodes, past.nodes, past.nodes.length),
      ...placesOf(links, past.links, 2 * past.nodes.length),
      ...placesOf(links, past.links, 2 * past.nodes.length + past.links.length),
    ];
    const width = 2 * (past.nodes.length + past.links.length);
    past.timesS.forEach((timeS, row) => {
      this.#timesS.push(timeS);
      this.#rows.push(Float32Array.from(from, (at) => (at < 0 ? Number.NaN : past.values[row * width + at])));
    });
  }

  add({ drainage, risingM3s }: Pipes, timeS: number): void {
    const { nodes, links } = this.#network;
    const row = new Float32Array(2 * (nodes.length + links.length));
    row.set(drainage.headM.subarray(0, nodes.length));
    row.set(risingM3s, nodes.length);
    const first = 2 * nodes.length;
    row.set(drainage.flowM3s.subarray(0, links.length), first);
    for (let k = 0; k < links.length; k++) row[first + links.length + k] = drainage.speedMS(k);
    this.#timesS.push(timeS);
    this.#rows.push(row);
  }

  /** For a state: what it is of, and all that was read so far. */
  past({ names }: Pipes): UndergroundPast {
    const width = this.#rows[0]?.length ?? 0;
    const values = new Float32Array(width * this.#rows.length);
    this.#rows.forEach((row, k) => {
      values.set(row, k * width);
    });
    return { ...names, timesS: [...this.#timesS], values };
  }

  history(): PipeHistory {
    const { nodes, links } = this.#network;
    const first = 2 * nodes.length;
    const series = (things: readonly { readonly id: string }[], at: number) =>
      Object.fromEntries(things.map(({ id }, i) => [id, Float32Array.from(this.#rows, (row) => row[at + i])]));
    return {
      timesS: this.#timesS,
      headM: series(nodes, 0),
      risingM3s: series(nodes, nodes.length),
      flowM3s: series(links, first),
      speedMS: series(links, first + links.length),
    };
  }
}

/** Where things stood in a row of the past, from `first` on; −1 for those that were not there. */
function placesOf(things: readonly { readonly id: string }[], before: readonly string[], first: number): number[] {
  const at = new Map(before.map((id, i) => [id, first + i]));
  return things.map(({ id }) => at.get(id) ?? -1);
}
