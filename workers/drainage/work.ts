import type { Mouth } from './exchange.ts';
import type { Elimination } from './matrix/order.ts';
import { type Parts, partsOf } from './parts.ts';
import { type Streets, streetsOf } from './streets.ts';
import type { System } from './system.ts';

/** Room for a step, made once. Link flows are `Q = constant + ofFrom · H_from − ofTo · H_to`. */
export interface Work {
  dtS: number;
  /** What calls for the limit of normal flow. */
  readonly limitsFlat: boolean;
  readonly limitsFast: boolean;
  readonly constantM3s: Float64Array;
  readonly ofFrom: Float64Array;
  readonly ofTo: Float64Array;
  readonly startHeadM: Float64Array;
  readonly startFlowM3s: Float64Array;
  readonly startShut: Uint8Array;
  readonly lateralM3s: Float64Array;
  readonly nextMidAreaM2: Float64Array;
  /** Depths at the ends of conduits, and what `conduits.ts` notes of them. */
  readonly depth1M: Float64Array;
  readonly depth2M: Float64Array;
  readonly ends: Uint8Array;
  readonly volumeM3: Float64Array;
  readonly areaM2: Float64Array;
  /** By part: 1 where the two are of the present heads. */
  readonly volumesFresh: Uint8Array;
  readonly right: Float64Array;
  readonly change: Float64Array;
  readonly lastChange: Float64Array;
  /** Most that a node's head may move in one of Newton's steps. */
  readonly trustM: Float64Array;
  readonly streets: Streets;
  /** Level at which a node's exchange with the street turns from taking to giving, NaN without. */
  readonly turnM: Float64Array;
  readonly diagonal: Float64Array;
  readonly linkDiagonal: Float64Array;
  readonly offDiagonal: Float64Array;
  readonly linkOffDiagonal: Float64Array;
  /** Places of (from, to) and (to, from) of each link in the matrix; −1 at a given head. */
  readonly placeFromTo: Int32Array;
  readonly placeToFrom: Int32Array;
  readonly elimination: Elimination;
  readonly parts: Parts;
  /** Counts for reports. Newton's steps as the mean over nodes: parts of the network take as many as each needs. */
  newtonSteps: number;
  retries: number;
  /** Sub-steps taken although nothing settled, even the shortest. */
  unsettled: number;
}

export function newWork(
  system: System,
  elimination: Elimination,
  mouths: readonly Mouth[],
  limit: 'slope' | 'froude' | 'both' = 'both',
): Work {
  const { nodes, links } = system;
  const parts = partsOf(system, elimination);
  const perNode = (): Float64Array => new Float64Array(nodes.count);
  const perLink = (): Float64Array => new Float64Array(links.count);
  const placeFromTo = new Int32Array(links.count);
  const placeToFrom = new Int32Array(links.count);
  for (const k of parts.links.list) {
    placeFromTo[k] = elimination.place(links.from[k], links.to[k]);
    placeToFrom[k] = elimination.place(links.to[k], links.from[k]);
  }
  return {
    limitsFlat: limit !== 'froude',
    limitsFast: limit !== 'slope',
    dtS: 0,
    constantM3s: perLink(),
    ofFrom: perLink(),
    ofTo: perLink(),
    startHeadM: perNode(),
    startFlowM3s: perLink(),
    startShut: new Uint8Array(links.count),
    lateralM3s: perNode(),
    nextMidAreaM2: perLink(),
    depth1M: perLink(),
    depth2M: perLink(),
    ends: new Uint8Array(links.count),
    volumeM3: perNode(),
    areaM2: perNode(),
    volumesFresh: new Uint8Array(parts.count),
    right: perNode(),
    change: perNode(),
    lastChange: perNode(),
    trustM: perNode(),
    streets: streetsOf(system, parts, mouths),
    turnM: new Float64Array(system.nodes.count).fill(Number.NaN),
    diagonal: perNode(),
    linkDiagonal: perNode(),
    offDiagonal: new Float64Array(elimination.entries),
    linkOffDiagonal: new Float64Array(elimination.entries),
    placeFromTo,
    placeToFrom,
    elimination,
    parts,
    newtonSteps: 0,
    retries: 0,
    unsettled: 0,
  };
}

/** States the flow of a link whatever the heads. */
export function setFlow(work: Work, link: number, flowM3s: number): void {
  work.constantM3s[link] = flowM3s;
  work.ofFrom[link] = 0;
  work.ofTo[link] = 0;
}
