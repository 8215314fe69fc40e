import { classOf, flag, integer, number, text } from '../schema.ts';
import type { LayerSchema } from '../types.ts';

export const schema: LayerSchema = {
  id: 'lighting',
  name: { vi: 'Chiếu sáng', en: 'Street lighting' },
  format: 'geojson',
  geometry: ['Point'],
  attributes: [
    text('id', 'Mã', 'Id', { required: true }),
    classOf(
      'kind',
      'Loại',
      'Kind',
      { lamp: ['Đèn đường', 'Street lamp'], cabinet: ['Tủ điều khiển', 'Control cabinet'] },
      { required: true },
    ),
    classOf('lamp', 'Loại bóng', 'Light source', {
      led: ['LED', 'LED'],
      sodium: ['Natri cao áp', 'High-pressure sodium'],
    }),
    number('powerW', 'Công suất', 'Power', { unit: 'W', range: [1, 5000] }),
    number('heightM', 'Chiều cao cột', 'Pole height', { unit: 'm', range: [0.5, 40] }),
    text('cabinet', 'Tủ điều khiển', 'Cabinet'),
    text('street', 'Đường', 'Street'),
    integer('year', 'Năm lắp đặt', 'Year installed', { range: [1900, 2100] }),
    number('footLevelM', 'Cao độ chân tủ', 'Foot level', { unit: 'm', range: [-20, 3000] }),
    flag('synthetic', 'Số liệu tổng hợp', 'Synthetic'),
  ],
};
