import { classOf, flag, number, text } from '../schema.ts';
import type { LayerSchema } from '../types.ts';

export const schema: LayerSchema = {
  id: 'stations',
  name: { vi: 'Trạm đo', en: 'Stations' },
  format: 'geojson',
  geometry: ['Point'],
  nameKey: 'name',
  attributes: [
    text('id', 'Mã trạm', 'Station code', { required: true }),
    text('name', 'Tên trạm', 'Name', { required: true }),
    classOf(
      'kind',
      'Loại',
      'Kind',
      { rain: ['Đo mưa', 'Rain gauge'], level: ['Đo mực nước', 'Water level'], tide: ['Thủy triều', 'Tide gauge'] },
      { required: true },
    ),
    number('alarm1M', 'Báo động 1', 'Alarm 1', { unit: 'm' }),
    number('alarm2M', 'Báo động 2', 'Alarm 2', { unit: 'm' }),
    number('alarm3M', 'Báo động 3', 'Alarm 3', { unit: 'm' }),
    flag('synthetic', 'Số liệu tổng hợp', 'Synthetic'),
  ],
};
