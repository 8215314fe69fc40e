import type { SymbolClass, Symbology } from '../types.ts';

const kind = (values: string[], vi: string, en: string, day: string, dusk: string): SymbolClass => ({
  values,
  label: { vi, en },
  colour: { day, dusk },
});

/** Pins above the roofs. */
export const symbology: Symbology = {
  symbol: { kind: 'point', shape: 'pin', heightM: 24 },
  by: 'kind',
  classes: [
    kind(['hospital'], 'Bệnh viện', 'Hospital', '#b5366d', '#e27ba8'),
    kind(['school'], 'Trường học', 'School', '#a0662c', '#e3b079'),
    kind(['shelter'], 'Điểm sơ tán', 'Shelter', '#2d7d55', '#7fd0a5'),
    kind(['pumpStation'], 'Trạm bơm', 'Pump station', '#2a8f88', '#5cc7bf'),
    kind(['waterPlant'], 'Nhà máy nước', 'Water plant', '#6f5cc4', '#a797ee'),
    kind(['transformer'], 'Trạm biến áp', 'Transformer', '#9a7a12', '#f2c14e'),
    kind(['fireStation'], 'Cứu hỏa', 'Fire station', '#a8322a', '#ef7a70'),
  ],
  otherwise: kind([], 'Khác', 'Other', '#b5366d', '#e27ba8'),
};
