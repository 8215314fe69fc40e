import type { Symbology } from '../types.ts';

/** Short masts with a coloured head. */
export const symbology: Symbology = {
  symbol: { kind: 'point', shape: 'station', heightM: 8 },
  by: 'kind',
  classes: [
    { values: ['rain'], label: { vi: 'Đo mưa', en: 'Rain gauge' }, colour: { day: '#c95a36', dusk: '#ff8f6b' } },
    { values: ['level'], label: { vi: 'Đo mực nước', en: 'Water level' }, colour: { day: '#b3442a', dusk: '#ffb08f' } },
    { values: ['tide'], label: { vi: 'Thủy triều', en: 'Tide gauge' }, colour: { day: '#8d3a26', dusk: '#ffd0b8' } },
  ],
  otherwise: { values: [], label: { vi: 'Khác', en: 'Other' }, colour: { day: '#c95a36', dusk: '#ff8f6b' } },
};
