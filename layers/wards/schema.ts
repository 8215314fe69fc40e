import { flag, number, text } from '../schema.ts';
import type { LayerSchema } from '../types.ts';

export const schema: LayerSchema = {
  id: 'wards',
  name: { vi: 'Phường', en: 'Wards' },
  format: 'geojson',
  geometry: ['Polygon'],
  nameKey: 'name',
  attributes: [
    text('id', 'Mã', 'Id', { required: true }),
    text('name', 'Tên phường', 'Ward name', { required: true }),
    text('formerDistrict', 'Quận cũ', 'Former district'),
    number('residents', 'Dân số', 'Residents', { unit: 'người', range: [0, 1e7] }),
    number('areaKm2', 'Diện tích', 'Area', { unit: 'km²', range: [0, 1e4] }),
    flag('synthetic', 'Số liệu tổng hợp', 'Synthetic'),
  ],
};
