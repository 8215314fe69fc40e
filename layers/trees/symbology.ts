import type { SymbolClass, Symbology } from '../types.ts';

const species = (values: string[], vi: string, en: string, day: string, dusk: string): SymbolClass => ({
  values,
  label: { vi, en },
  colour: { day, dusk },
});

/** Crowns by habit of growth; flame trees and crape myrtles have a tint of their flower. */
export const symbology: Symbology = {
  symbol: { kind: 'point', shape: 'tree', heightM: 'heightM' },
  by: 'species',
  classes: [
    species(['saoDen', 'xaCu', 'lim'], 'Sao đen, xà cừ, lim xẹt', 'Tall shade trees', '#8bb072', '#41603f'),
    species(['longNao', 'bang'], 'Long não, bàng', 'Camphor, almond', '#9dbb80', '#4b6946'),
    species(['phuong'], 'Phượng vĩ', 'Flame tree', '#a9b87a', '#586844'),
    species(['bangLang'], 'Bằng lăng', 'Crape myrtle', '#a3b590', '#53684f'),
    species(['dua'], 'Dừa', 'Coconut palm', '#93b47c', '#4a6a4a'),
  ],
  otherwise: species(['other'], 'Khác', 'Other', '#95b67d', '#456345'),
};
