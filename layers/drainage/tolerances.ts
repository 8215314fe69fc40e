/** Levels from surveys and drawings agree to about this, m. */
export const LEVEL_TOLERANCE_M = 0.01;
/** Further than this, rim and ground are not of one survey, m. */
export const RIM_TOLERANCE_M = 1;
/** Where rims are this far from the ground in the middle of all nodes, unit or datum are others, m. */
export const DATUM_TOLERANCE_M = 5;
/** No street has drains whose middle size is above this, m: the sizes are in another unit. */
export const USUAL_SIZE_M = 5;
