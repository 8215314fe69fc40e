import type { Symbology } from '../types.ts';

/** Tubes and box culverts of true size at true depth; what flows in them recolours them. */
export const symbology: Symbology = {
  symbol: { kind: 'tube', diameterM: 'heightM', depthM: 'fromInvertM' },
  by: 'kind',
  classes: [
    { values: ['conduit'], label: { vi: 'Cống', en: 'Conduit' }, colour: { day: '#2a8f88', dusk: '#2fa39b' } },
    {
      values: ['pump', 'orifice', 'weir', 'outlet'],
      label: { vi: 'Máy bơm, cửa, đập tràn', en: 'Pump, gate, weir' },
      colour: { day: '#b06a17', dusk: '#e8a24a' },
    },
    {
      values: ['junction', 'divider'],
      label: { vi: 'Hố ga', en: 'Manhole' },
      colour: { day: '#7c8a8e', dusk: '#aab6bb' },
    },
    { values: ['outfall'], label: { vi: 'Cửa xả', en: 'Outfall' }, colour: { day: '#1d6d67', dusk: '#6fd0c8' } },
    {
      values: ['storage'],
      label: { vi: 'Hồ điều tiết', en: 'Storage' },
      colour: { day: '#3d7f87', dusk: '#4a9aa3' },
    },
  ],
  otherwise: { values: [], label: { vi: 'Khác', en: 'Other' }, colour: { day: '#2a8f88', dusk: '#2fa39b' } },
};
