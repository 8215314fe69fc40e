import type { Symbology } from '../types.ts';

/** Outlines on the ground and a name. */
export const symbology: Symbology = {
  symbol: { kind: 'outline' },
  classes: [],
  otherwise: { values: [], label: { vi: 'Phường', en: 'Ward' }, colour: { day: '#6f6a5c', dusk: '#d7d3c8' } },
};
