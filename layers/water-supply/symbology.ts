import type { Symbology } from '../types.ts';

/** Tubes under the pavement; violet, as the layer's swatch. */
export const symbology: Symbology = {
  symbol: { kind: 'tube', diameterM: 'diameterM', depthM: 1.2 },
  by: 'kind',
  classes: [
    { values: ['pipe'], label: { vi: 'Ống', en: 'Pipe' }, colour: { day: '#6f5cc4', dusk: '#8f7be0' } },
    {
      values: ['pump', 'valve'],
      label: { vi: 'Máy bơm, van', en: 'Pump, valve' },
      colour: { day: '#a5528a', dusk: '#d68cc0' },
    },
    { values: ['junction'], label: { vi: 'Nút', en: 'Junction' }, colour: { day: '#85789f', dusk: '#b3a9d6' } },
    {
      values: ['reservoir', 'tank'],
      label: { vi: 'Nguồn, đài nước', en: 'Source, tank' },
      colour: { day: '#4d3f9a', dusk: '#b6a6ff' },
    },
  ],
  otherwise: { values: [], label: { vi: 'Khác', en: 'Other' }, colour: { day: '#6f5cc4', dusk: '#8f7be0' } },
};
