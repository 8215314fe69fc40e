import { symbology as construction } from '../../layers/construction/symbology.ts';
import { symbology as drainage } from '../../layers/drainage/symbology.ts';
import { symbology as facilities } from '../../layers/facilities/symbology.ts';
import { symbology as land } from '../../layers/land/symbology.ts';
import { symbology as lighting } from '../../layers/lighting/symbology.ts';
import { symbology as stations } from '../../layers/stations/symbology.ts';
import { symbology as transport } from '../../layers/transport/symbology.ts';
import { symbology as trees } from '../../layers/trees/symbology.ts';
import type { LayerId, SymbolClass, Symbology } from '../../layers/types.ts';
import { symbology as wards } from '../../layers/wards/symbology.ts';
import { symbology as waterSupply } from '../../layers/water-supply/symbology.ts';

/** How each layer is drawn. */
export const SYMBOLOGY: Readonly<Record<LayerId, Symbology>> = {
  land,
  construction,
  transport,
  'water-supply': waterSupply,
  drainage,
  lighting,
  trees,
  wards,
  stations,
  facilities,
};

/** Colours that no legend shows. */
const EXTRA = {
  roofTile: { day: '#cf8f70', dusk: '#8a5140' },
  roofTileDark: { day: '#bf7a60', dusk: '#774537' },
  roofTin: { day: '#b9c2c3', dusk: '#6f7a7e' },
  roofTinRed: { day: '#c9a091', dusk: '#7d5b50' },
  roofTinGreen: { day: '#b4c2b0', dusk: '#64756a' },
  roofFlat: { day: '#e7e2d6', dusk: '#8f908d' },
  roofTop: { day: '#d5d2c9', dusk: '#7f8384' },
  trunk: { day: '#a08b70', dusk: '#564a3c' },
  lampHead: { day: '#d9d6cc', dusk: '#ffdf9f' },
  deck: { day: '#dcd9cf', dusk: '#80878a' },
  pier: { day: '#cfcdc4', dusk: '#737a7d' },
  tower: { day: '#f1efe8', dusk: '#c3c6c4' },
  cable: { day: '#bdbbb3', dusk: '#b6babb' },
  dragon: { day: '#e5ab35', dusk: '#e2ad3e' },
  truss: { day: '#d9a93a', dusk: '#c79a3c' },
  fill1: { day: '#6d7d85', dusk: '#46555c' },
  fill2: { day: '#2f8f8c', dusk: '#2f8f8c' },
  fill3: { day: '#93b653', dusk: '#93b653' },
  fill4: { day: '#e8b93c', dusk: '#fbd46a' },
  fill5: { day: '#e23e86', dusk: '#ee5291' },
} as const;
export type Extra = keyof typeof EXTRA;

interface Colours {
  readonly day: string;
  readonly dusk: string;
}

/** Every colour that a vertex can name, by index; the stage keeps them as a texture with one row a theme. */
export const PALETTE: readonly Colours[] = [
  ...Object.values(EXTRA),
  ...Object.values(SYMBOLOGY).flatMap((s) => [...s.classes, s.otherwise].map((c) => c.colour)),
];

const START: Partial<Record<LayerId, number>> = {};
{
  let at = Object.keys(EXTRA).length;
  for (const [id, s] of Object.entries(SYMBOLOGY) as [LayerId, Symbology][]) {
    START[id] = at;
    at += s.classes.length + 1;
  }
}
const EXTRA_INDEX = Object.fromEntries(Object.keys(EXTRA).map((key, i) => [key, i])) as Record<Extra, number>;

/** Index in {@link PALETTE} of a colour without a legend. */
export const extra = (name: Extra): number => EXTRA_INDEX[name];

/** Index in {@link PALETTE} of the class a feature of `layer` with this attribute value falls in. */
export function entryOf(layer: LayerId, value: string): number {
  const { classes } = SYMBOLOGY[layer];
  const k = classes.findIndex((c) => c.values.includes(value));
  return (START[layer] ?? 0) + (k < 0 ? classes.length : k);
}

/** The class of a feature by its attributes. */
export function classOf(layer: LayerId, properties: Readonly<Record<string, unknown>>): SymbolClass {
  const { by, classes, otherwise } = SYMBOLOGY[layer];
  const value = by === undefined ? undefined : properties[by];
  return classes.find((c) => c.values.includes(String(value))) ?? otherwise;
}

/** `#rrggbb` as three numbers 0–255. */
export function rgbOf(hex: string): [number, number, number] {
  const n = Number.parseInt(hex.slice(1), 16);
  return [n >> 16, (n >> 8) & 255, n & 255];
}
