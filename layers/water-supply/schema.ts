import { classOf, number, text } from '../schema.ts';
import type { LayerSchema } from '../types.ts';

/** Attributes as read from an EPANET INP, metric; nodes and links share one table. */
export const schema: LayerSchema = {
  id: 'water-supply',
  name: { vi: 'Cấp nước', en: 'Water supply' },
  format: 'inp',
  geometry: ['LineString', 'Point'],
  attributes: [
    text('id', 'Mã', 'Id', { required: true }),
    classOf('kind', 'Loại', 'Kind', {
      pipe: ['Ống', 'Pipe'],
      pump: ['Máy bơm', 'Pump'],
      valve: ['Van', 'Valve'],
      junction: ['Nút', 'Junction'],
      reservoir: ['Nguồn nước', 'Source'],
      tank: ['Đài nước', 'Tank'],
    }),
    text('from', 'Từ nút', 'From node'),
    text('to', 'Đến nút', 'To node'),
    number('diameterM', 'Đường kính', 'Diameter', { unit: 'm', range: [0.01, 5] }),
    number('lengthM', 'Chiều dài', 'Length', { unit: 'm', range: [0, 1e5] }),
    number('roughness', 'Hệ số nhám', 'Roughness'),
    text('status', 'Trạng thái', 'Status'),
    number('elevationM', 'Cao độ', 'Elevation', { unit: 'm' }),
    number('demandLs', 'Nhu cầu', 'Demand', { unit: 'l/s' }),
  ],
};
