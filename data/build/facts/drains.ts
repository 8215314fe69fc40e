import { IDF_DANANG, idfIntensityMmH } from '../../../src/scenario/index.ts';

/** Share of rain that runs off sewered ground; assumed, as in the sizing of the network. */
const RUNOFF = 0.6;
/** Share of the network that is undersized or clogged; stated, as in the sizing of the network. */
const WEAK_SHARE = 0.15;

/**
 * What the sample's drains take while its pipes are not computed, mm/h: they are designed for 2-year storms of an hour
 * (57 mm/h, of which 0.6 runs off), less the share that is weak; derived, rounded to 5 mm/h.
 */
export const DRAIN_CAPACITY_MM_H =
  Math.round((idfIntensityMmH(IDF_DANANG, 2, 3600) * RUNOFF * (1 - WEAK_SHARE)) / 5) * 5;
