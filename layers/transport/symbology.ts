import type { SymbolClass, Symbology } from '../types.ts';

const street = (values: string[], vi: string, en: string, day: string, dusk: string): SymbolClass => ({
  values,
  label: { vi, en },
  colour: { day, dusk },
});

/** Carriageways at their true width; bridges stand on piers. */
export const symbology: Symbology = {
  symbol: { kind: 'surface', widthM: 'widthM', liftM: 0.05 },
  by: 'class',
  classes: [
    street(['arterial'], 'Đường trục chính', 'Arterial', '#f8f5ed', '#757d80'),
    street(['collector'], 'Đường gom', 'Collector', '#f4f1e8', '#6b7376'),
    street(['local'], 'Đường khu vực', 'Local street', '#efece3', '#62696c'),
    street(['lane'], 'Kiệt, hẻm', 'Lane', '#e8e5da', '#596062'),
    street(['runway'], 'Đường băng', 'Runway', '#d4d3cd', '#6f7576'),
    street(['promenade'], 'Đường ven sông, biển', 'Promenade', '#f5ecd9', '#7b7a70'),
  ],
  otherwise: street([], 'Khác', 'Other', '#efece3', '#62696c'),
};
