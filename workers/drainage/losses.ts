import type { Network } from './network.ts';
import { type Ground, greenAmpt } from './runoff/infiltration.ts';
import { storageArea, storageOf, storageVolume } from './storage.ts';
import type { Drainage } from './types.ts';

const MM = 1e-3;
const MM_H = MM / 3600;

/** A storage that loses water to the soil and to the air. */
export interface Loss {
  /** Index of its node. */
  readonly node: number;
  readonly state: readonly Float64Array[];
  /** What it loses over a step from the depth at its start, m³/s. */
  flowM3s(evaporationMS: number, dtS: number): number;
}

/**
 * Storages with losses: evaporation from their surface, seepage into the soil under it (Green–Ampt under the standing
 * depth; at its conductivity where no suction is given), as SWMM 5.2 has them (Reference Manual II, §3.3.4), with the wet
 * area told from above.
 */
export function lossesOf(network: Network, drainage: Pick<Drainage, 'depthM' | 'nodeIndex'>): Loss[] {
  return network.nodes.flatMap((node): Loss[] => {
    if (node.kind !== 'storage' || !node.losses) return [];
    const { evaporationShare, seepage } = node.losses;
    const shape = storageOf(node.shape);
    const index = drainage.nodeIndex(node.id);
    const bed = seepage && bedOf(seepage);
    return [
      {
        node: index,
        state: bed ? [bed.state] : [],
        flowM3s: (evaporationMS, dtS) => {
          const depth = Math.max(0, drainage.depthM(index));
          const areaM2 = storageArea(shape, depth);
          const rateMS = evaporationShare * evaporationMS + (bed?.take(0, depth, dtS) ?? 0);
          return Math.min(rateMS * areaM2, storageVolume(shape, depth) / dtS);
        },
      },
    ];
  });
}

interface Seepage {
  readonly suctionMm: number;
  readonly conductivityMmH: number;
  readonly deficit: number;
}

function bedOf({ suctionMm, conductivityMmH, deficit }: Seepage): Ground {
  if (suctionMm > 0 && deficit > 0) return greenAmpt(suctionMm * MM, conductivityMmH * MM_H, deficit, true);
  return {
    state: new Float64Array(0),
    take: (_, depthM, dtS) => Math.min(conductivityMmH * MM_H, depthM / dtS),
  };
}
