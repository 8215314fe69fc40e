import type { SymbolClass, Symbology } from '../types.ts';

const cover = (values: string[], vi: string, en: string, day: string, dusk: string): SymbolClass => ({
  values,
  label: { vi, en },
  colour: { day, dusk },
});

/** Painted on the ground. Water here is calm water: grey-green, never a blue of the depth ramp. */
export const symbology: Symbology = {
  symbol: { kind: 'surface' },
  by: 'class',
  classes: [
    cover(['residential'], 'Khu ở', 'Residential', '#dad5c7', '#565b5a'),
    cover(['commercial'], 'Thương mại, công cộng', 'Commercial and public', '#dcd4c4', '#5b5c59'),
    cover(['industrial'], 'Công nghiệp', 'Industrial', '#d3d2cb', '#555a5c'),
    cover(['street'], 'Mặt đường, vỉa hè', 'Street and pavement', '#e6e3da', '#4f5657'),
    cover(['park'], 'Công viên, cây xanh', 'Park', '#b7ca9f', '#465b47'),
    cover(['grass'], 'Bãi cỏ', 'Grass', '#c3d1a8', '#51624e'),
    cover(['forest'], 'Rừng', 'Forest', '#8fae83', '#3a5140'),
    cover(['farmland'], 'Đất nông nghiệp', 'Farmland', '#cdd5ab', '#596551'),
    cover(['sand'], 'Bãi cát', 'Beach and sand', '#eee0bf', '#a3977c'),
    cover(['bare'], 'Đất trống', 'Bare ground', '#dccfb4', '#6a665a'),
    cover(['airport'], 'Sân bay', 'Airfield', '#cfd3bd', '#566053'),
    cover(['water'], 'Mặt nước', 'Water', '#9dbcc0', '#2f4f59'),
    cover(['wetland'], 'Đất ngập nước', 'Wetland', '#b2c6ae', '#45605a'),
  ],
  otherwise: cover([], 'Khác', 'Other', '#dfdccf', '#5a605f'),
};
