import { classOf, flag, number, text } from '../schema.ts';
import type { LayerSchema } from '../types.ts';

export const schema: LayerSchema = {
  id: 'land',
  name: { vi: 'Đất đai', en: 'Land' },
  format: 'geojson',
  geometry: ['Polygon'],
  nameKey: 'name',
  attributes: [
    text('id', 'Mã', 'Id', { required: true }),
    classOf(
      'class',
      'Loại phủ đất',
      'Land cover',
      {
        residential: ['Khu ở', 'Residential'],
        commercial: ['Thương mại, công cộng', 'Commercial and public'],
        industrial: ['Công nghiệp', 'Industrial'],
        street: ['Mặt đường, vỉa hè', 'Street and pavement'],
        park: ['Công viên, cây xanh', 'Park'],
        grass: ['Bãi cỏ', 'Grass'],
        forest: ['Rừng', 'Forest'],
        farmland: ['Đất nông nghiệp', 'Farmland'],
        sand: ['Bãi cát', 'Beach and sand'],
        bare: ['Đất trống', 'Bare ground'],
        airport: ['Sân bay', 'Airfield'],
        water: ['Mặt nước', 'Water'],
        wetland: ['Đất ngập nước', 'Wetland'],
      },
      { required: true },
    ),
    text('name', 'Tên', 'Name'),
    number('areaM2', 'Diện tích', 'Area', { unit: 'm²', range: [0, 1e10] }),
    number('imperviousShare', 'Tỷ lệ không thấm', 'Impervious share', { range: [0, 1] }),
    number('manning', 'Hệ số nhám Manning', 'Manning n', { unit: 's/m^⅓', range: [0.005, 1] }),
    number('infiltrationMmH', 'Tốc độ thấm', 'Infiltration rate', { unit: 'mm/h', range: [0, 500] }),
    flag('sewered', 'Có cống thoát nước', 'Sewered'),
    flag('synthetic', 'Số liệu tổng hợp', 'Synthetic'),
  ],
};
