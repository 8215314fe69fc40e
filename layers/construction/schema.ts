import { classOf, flag, integer, number, text } from '../schema.ts';
import type { LayerSchema } from '../types.ts';

export const schema: LayerSchema = {
  id: 'construction',
  name: { vi: 'Công trình', en: 'Buildings' },
  format: 'geojson',
  geometry: ['Polygon'],
  nameKey: 'name',
  attributes: [
    text('id', 'Mã', 'Id', { required: true }),
    text('name', 'Tên', 'Name'),
    classOf('use', 'Công năng', 'Use', {
      tubeHouse: ['Nhà ống', 'Tube house'],
      villa: ['Biệt thự', 'Villa'],
      apartment: ['Chung cư', 'Apartments'],
      office: ['Văn phòng', 'Office'],
      hotel: ['Khách sạn', 'Hotel'],
      shop: ['Cửa hàng', 'Shop'],
      market: ['Chợ, siêu thị', 'Market'],
      school: ['Trường học', 'School'],
      hospital: ['Bệnh viện', 'Hospital'],
      public: ['Công sở', 'Public building'],
      industrial: ['Nhà xưởng, kho', 'Industrial'],
      worship: ['Đình, chùa, nhà thờ', 'Place of worship'],
    }),
    number('heightM', 'Chiều cao', 'Height', { unit: 'm', range: [1, 400] }),
    integer('floors', 'Số tầng', 'Floors', { range: [1, 120] }),
    number('floorLevelM', 'Cao độ nền tầng trệt', 'Ground floor level', { unit: 'm', range: [-20, 3000] }),
    integer('year', 'Năm xây dựng', 'Year built', { range: [1600, 2100] }),
    number('residents', 'Số người ở', 'Residents', { unit: 'người', range: [0, 20000] }),
    number('areaM2', 'Diện tích xây dựng', 'Footprint area', { unit: 'm²', range: [1, 1e6] }),
    classOf('roof', 'Mái', 'Roof', {
      flat: ['Mái bằng', 'Flat'],
      gable: ['Mái dốc', 'Gable'],
      hip: ['Mái thái', 'Hip'],
    }),
    text('ward', 'Phường', 'Ward'),
    text('street', 'Đường', 'Street'),
    flag('synthetic', 'Số liệu tổng hợp', 'Synthetic'),
  ],
};
