import type { StreetHydraulics } from '../hydraulics.ts';

/** Carriageway: asphalt with kerbs and parked vehicles, Chow (1959) 0.016 raised for the latter. */
export const hydraulics: StreetHydraulics = { contributes: 'streets', manning: 0.02, passUnderKey: 'bridge' };
