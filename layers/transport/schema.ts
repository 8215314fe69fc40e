import { classOf, flag, integer, number, text } from '../schema.ts';
import type { LayerSchema } from '../types.ts';

export const schema: LayerSchema = {
  id: 'transport',
  name: { vi: 'Giao thông', en: 'Transport' },
  format: 'geojson',
  geometry: ['LineString'],
  nameKey: 'name',
  attributes: [
    text('id', 'Mã', 'Id', { required: true }),
    text('name', 'Tên đường', 'Street name'),
    classOf(
      'class',
      'Cấp đường',
      'Street class',
      {
        arterial: ['Đường trục chính', 'Arterial'],
        collector: ['Đường gom', 'Collector'],
        local: ['Đường khu vực', 'Local street'],
        lane: ['Kiệt, hẻm', 'Lane'],
        runway: ['Đường băng', 'Runway'],
        promenade: ['Đường ven sông, biển', 'Promenade'],
      },
      { required: true },
    ),
    number('widthM', 'Bề rộng mặt đường', 'Carriageway width', { unit: 'm', range: [1, 120], required: true }),
    integer('lanes', 'Số làn', 'Lanes', { range: [1, 16] }),
    flag('bridge', 'Cầu', 'Bridge'),
    number('deckLevelM', 'Cao độ mặt cầu', 'Deck level', { unit: 'm', range: [-10, 300] }),
    classOf('surface', 'Kết cấu mặt', 'Surface', {
      asphalt: ['Bê tông nhựa', 'Asphalt'],
      concrete: ['Bê tông xi măng', 'Concrete'],
      paved: ['Lát gạch', 'Paved'],
    }),
    number('lengthM', 'Chiều dài', 'Length', { unit: 'm', range: [0, 1e6] }),
    integer('year', 'Năm hoàn thành', 'Year completed', { range: [1850, 2100] }),
    text('ward', 'Phường', 'Ward'),
    flag('synthetic', 'Số liệu tổng hợp', 'Synthetic'),
  ],
};
