import type { DrainTable } from '../../workers/city/types.ts';
import type { PipeHistory } from '../../workers/domain/pipeLog.ts';
import { fillClass } from '../tokens/filling.ts';

/** From this flow on water is said to rise out of a manhole, m³/s. */
export const RISES_M3S = 0.005;
/** Below this flow out of it an outfall under water is shut by the level outside, m³/s. */
const SHUT_M3S = 0.001;
/** Speed at which an arrow is as clear as it gets, m/s. */
const CLEAR_MS = 2;

/** What a byte of class says beyond the five classes of filling. */
export const STATE = { unknown: 0, node: 6, rising: 7, free: 8, blocked: 9 } as const;

/** The drains at an instant, for a stage and for a legend. */
export interface Filling {
  /**
   * Four bytes a feature, links before nodes. Links: share filled at the first and at the second end (0–255), class of
   * filling (1–5), speed from the first end to the second (128 at rest, ±127 at 2 m/s). Nodes: share of the shaft
   * filled, twice; STATE; outflow onto the street (255 at 1 m³/s, as its square root). Class 0: nothing is known.
   */
  readonly bytes: Uint8Array;
  /** Pipes in each class of filling. */
  readonly counts: readonly [number, number, number, number, number];
  /** Manholes whose water rises onto the street, the strongest first. */
  readonly rising: readonly FillingPlace[];
  /** Outfalls that the water outside shuts. */
  readonly blocked: readonly FillingPlace[];
}
export interface FillingPlace {
  readonly id: string;
  /** Of the feature in its layer. */
  readonly index: number;
  readonly lon: number;
  readonly lat: number;
  readonly flowM3s: number;
}

type Series = Float32Array | undefined;
const byte = (share: number): number => Math.round(255 * Math.min(1, Math.max(0, share)));

/** Reads a computation of the drains at any time, linear between its output times. */
export class FillingReader {
  private readonly heads: readonly Series[];
  private readonly risings: readonly Series[];
  private readonly flows: readonly Series[];
  private readonly speeds: readonly Series[];
  /** Level of the highest crown that ends at each node, m. */
  private readonly crownM: Float32Array;
  /** A link that ends at each node, and +1 or −1 for the direction of its flow into the node; 0: none. */
  private readonly into: readonly (readonly [link: number, sign: number])[][];
  private from = 0;
  private to = 0;
  private mix = 0;

  constructor(
    private readonly table: DrainTable,
    private readonly history: Pick<PipeHistory, 'timesS' | 'headM'> & Partial<PipeHistory>,
  ) {
    const { links, nodes } = table;
    this.heads = nodes.ids.map((id) => history.headM[id]);
    this.risings = nodes.ids.map((id) => history.risingM3s?.[id]);
    this.flows = links.ids.map((id) => history.flowM3s?.[id]);
    this.speeds = links.ids.map((id) => history.speedMS?.[id]);
    this.crownM = new Float32Array(nodes.ids.length).fill(Number.NaN);
    this.into = nodes.ids.map(() => []);
    links.ends.forEach((node, e) => {
      if (node < 0) return;
      const link = e >> 1;
      this.into[node].push([link, e % 2 === 1 ? 1 : -1]);
      const crown = links.invertM[e] + links.heightM[link];
      if (links.heightM[link] > 0 && !(this.crownM[node] >= crown)) this.crownM[node] = crown;
    });
  }

  at(timeS: number): Filling {
    const { links, nodes } = this.table;
    this.seek(timeS);
    const bytes = new Uint8Array(4 * (links.ids.length + nodes.ids.length));
    const counts: [number, number, number, number, number] = [0, 0, 0, 0, 0];
    for (let k = 0; k < links.ids.length; k++) {
      const found = this.link(k, bytes);
      if (found) counts[found - 1]++;
    }
    const rising: FillingPlace[] = [];
    const blocked: FillingPlace[] = [];
    for (let i = 0; i < nodes.ids.length; i++) this.node(i, bytes, rising, blocked);
    rising.sort((a, b) => b.flowM3s - a.flowM3s);
    return { bytes, counts, rising, blocked };
  }

  private seek(timeS: number): void {
    const { timesS } = this.history;
    const last = timesS.length - 1;
    let k = 0;
    while (k < last && timesS[k + 1] <= timeS) k++;
    this.from = Math.max(0, k);
    this.to = Math.min(last, k + 1);
    const span = timesS[this.to] - timesS[this.from];
    this.mix = span > 0 ? Math.min(1, Math.max(0, (timeS - timesS[this.from]) / span)) : 0;
  }

  private read(series: Series): number {
    if (!series || series.length === 0) return Number.NaN;
    const a = series[this.from];
    return a + this.mix * (series[this.to] - a);
  }

  private link(k: number, bytes: Uint8Array): 0 | 1 | 2 | 3 | 4 | 5 {
    const { ends, invertM, heightM } = this.table.links;
    const height = heightM[k];
    if (height <= 0 || ends[2 * k] < 0 || ends[2 * k + 1] < 0) return 0;
    const above = [0, 1].map((e) => this.read(this.heads[ends[2 * k + e]]) - invertM[2 * k + e]);
    if (Number.isNaN(above[0] + above[1])) return 0;
    const share = above.map((depth) => Math.min(1, Math.max(0, depth / height)));
    const found = fillClass((share[0] + share[1]) / 2, above[0] >= height && above[1] >= height);
    const speed = this.read(this.speeds[k]);
    bytes[4 * k] = byte(share[0]);
    bytes[4 * k + 1] = byte(share[1]);
    bytes[4 * k + 2] = found;
    bytes[4 * k + 3] = 128 + Math.round(127 * Math.min(1, Math.max(-1, (speed || 0) / CLEAR_MS)));
    return found;
  }

  private node(i: number, bytes: Uint8Array, rising: FillingPlace[], blocked: FillingPlace[]): void {
    const { ids, invertM, rimM, outfall, lonLat } = this.table.nodes;
    const head = this.read(this.heads[i]);
    if (Number.isNaN(head)) return;
    const links = this.table.links.ids.length;
    const at = 4 * (links + i);
    const place = (flowM3s: number): FillingPlace => ({
      id: ids[i],
      index: links + i,
      lon: lonLat[2 * i],
      lat: lonLat[2 * i + 1],
      flowM3s,
    });
    const tall = outfall[i] ? this.crownM[i] - invertM[i] : rimM[i] - invertM[i];
    const share = byte(tall > 0 ? (head - invertM[i]) / tall : 0);
    bytes[at] = bytes[at + 1] = share;
    if (outfall[i]) {
      // A flow that was not kept cannot tell whether the outfall is shut.
      const out = this.into[i].reduce((sum, [link, sign]) => sum + sign * this.read(this.flows[link]), 0);
      const isBlocked = head >= this.crownM[i] && out < SHUT_M3S;
      bytes[at + 2] = isBlocked ? STATE.blocked : STATE.free;
      if (isBlocked) blocked.push(place(out));
      return;
    }
    const flow = this.read(this.risings[i]);
    const rises = flow >= RISES_M3S;
    bytes[at + 2] = rises ? STATE.rising : STATE.node;
    if (!rises) return;
    bytes[at + 3] = byte(Math.sqrt(flow));
    rising.push(place(flow));
  }
}
