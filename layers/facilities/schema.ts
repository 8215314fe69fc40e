import { classOf, flag, integer, number, text } from '../schema.ts';
import type { LayerSchema } from '../types.ts';

export const schema: LayerSchema = {
  id: 'facilities',
  name: { vi: 'Cơ sở thiết yếu', en: 'Facilities' },
  format: 'geojson',
  geometry: ['Point'],
  nameKey: 'name',
  attributes: [
    text('id', 'Mã', 'Id', { required: true }),
    text('name', 'Tên', 'Name', { required: true }),
    classOf(
      'kind',
      'Loại',
      'Kind',
      {
        hospital: ['Bệnh viện', 'Hospital'],
        school: ['Trường học', 'School'],
        shelter: ['Điểm sơ tán', 'Shelter'],
        pumpStation: ['Trạm bơm', 'Pump station'],
        waterPlant: ['Nhà máy nước', 'Water plant'],
        transformer: ['Trạm biến áp', 'Transformer'],
        fireStation: ['Cứu hỏa', 'Fire station'],
      },
      { required: true },
    ),
    integer('capacity', 'Sức chứa', 'Capacity', { unit: 'người', range: [0, 1e5] }),
    integer('beds', 'Số giường', 'Beds', { range: [0, 1e5] }),
    number('floorLevelM', 'Cao độ nền', 'Floor level', { unit: 'm', range: [-20, 3000] }),
    text('ward', 'Phường', 'Ward'),
    flag('synthetic', 'Số liệu tổng hợp', 'Synthetic'),
  ],
};
