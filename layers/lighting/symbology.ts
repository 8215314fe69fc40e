import type { Symbology } from '../types.ts';

/** Poles by day, points of light by night. */
export const symbology: Symbology = {
  symbol: { kind: 'point', shape: 'lamp', heightM: 'heightM' },
  by: 'kind',
  classes: [
    { values: ['lamp'], label: { vi: 'Đèn đường', en: 'Street lamp' }, colour: { day: '#8d9294', dusk: '#f2c14e' } },
    {
      values: ['cabinet'],
      label: { vi: 'Tủ điều khiển', en: 'Control cabinet' },
      colour: { day: '#7a8a80', dusk: '#9fb3a8' },
    },
  ],
  otherwise: { values: [], label: { vi: 'Khác', en: 'Other' }, colour: { day: '#8d9294', dusk: '#f2c14e' } },
};
