import type { SymbolClass, Symbology } from '../types.ts';

const use = (values: string[], vi: string, en: string, day: string, dusk: string): SymbolClass => ({
  values,
  label: { vi, en },
  colour: { day, dusk },
});

/** Solids from the ground to the eaves, by use; walls stay pale so that the water is what has colour. */
export const symbology: Symbology = {
  symbol: { kind: 'extrude', heightM: 'heightM', baseM: 'floorLevelM' },
  by: 'use',
  classes: [
    use(['tubeHouse'], 'Nhà ống', 'Tube house', '#efe8da', '#a7a59e'),
    use(['villa'], 'Biệt thự', 'Villa', '#f3ead6', '#b0aa9b'),
    use(['apartment'], 'Chung cư', 'Apartments', '#f0eee7', '#aeb2b1'),
    use(['office'], 'Văn phòng', 'Office', '#dfe7ea', '#98a5ab'),
    use(['hotel'], 'Khách sạn', 'Hotel', '#f1e7d8', '#b5aea2'),
    use(['shop', 'market'], 'Cửa hàng, chợ', 'Shop, market', '#eedcc4', '#ab9f8f'),
    use(['school'], 'Trường học', 'School', '#f0dfae', '#b3a67f'),
    use(['hospital'], 'Bệnh viện', 'Hospital', '#f2f3ef', '#bcc1bf'),
    use(['public'], 'Công sở', 'Public building', '#eedfb8', '#aea487'),
    use(['industrial'], 'Nhà xưởng, kho', 'Industrial', '#d9dfe0', '#8d979a'),
    use(['worship'], 'Đình, chùa, nhà thờ', 'Place of worship', '#e8cdb2', '#a68c77'),
  ],
  otherwise: use([], 'Khác', 'Other', '#ece7dc', '#a5a39c'),
};
