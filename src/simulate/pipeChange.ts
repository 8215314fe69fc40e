import type { PipeHistory } from '../../workers/domain/pipeLog.ts';

/** What one run's drains do against another's at manholes and inlets. */
export interface PipeChange {
  /** Nodes that put water onto the street in the run before and no more, and the other way round. */
  readonly relieved: number;
  readonly newlySpilling: number;
  /** All that came up onto the street, m³. */
  readonly beforeM3: number;
  readonly afterM3: number;
}

/** A node that lets less than this up at any time does not count, m³/s. */
const LEAST_M3S = 0.002;

/** Nodes of only one of the two networks (new pipes) count where they are. */
export function pipeChangeOf(before: PipeHistory, after: PipeHistory): PipeChange {
  const [then, now] = [spills(before), spills(after)];
  const onlyIn = (a: Spills, b: Spills): number => [...a.nodes].filter((id) => !b.nodes.has(id)).length;
  return {
    relieved: onlyIn(then, now),
    newlySpilling: onlyIn(now, then),
    beforeM3: then.volumeM3,
    afterM3: now.volumeM3,
  };
}

interface Spills {
  readonly nodes: ReadonlySet<string>;
  readonly volumeM3: number;
}

/** Values hold from the time before to their own. */
function spills({ timesS, risingM3s }: PipeHistory): Spills {
  const nodes = new Set<string>();
  let volumeM3 = 0;
  for (const [id, rising] of Object.entries(risingM3s)) {
    for (let k = 0; k < rising.length; k++) {
      if (!(rising[k] > 0)) continue;
      if (rising[k] >= LEAST_M3S) nodes.add(id);
      if (k > 0) volumeM3 += rising[k] * (timesS[k] - timesS[k - 1]);
    }
  }
  return { nodes, volumeM3 };
}
