import type { BuildingHydraulics } from '../hydraulics.ts';

/** Footprints keep water out as whole cells; floors matter for damage, not for the flow. */
export const hydraulics: BuildingHydraulics = {
  contributes: 'blocks',
  cellShare: 0.5,
  floorLevelKey: 'floorLevelM',
  floorAboveGroundM: 0.3,
};
