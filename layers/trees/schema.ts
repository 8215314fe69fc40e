import { classOf, flag, integer, number, text } from '../schema.ts';
import type { LayerSchema } from '../types.ts';

export const schema: LayerSchema = {
  id: 'trees',
  name: { vi: 'Cây xanh', en: 'Trees' },
  format: 'geojson',
  geometry: ['Point'],
  attributes: [
    text('id', 'Mã', 'Id', { required: true }),
    classOf('species', 'Loài', 'Species', {
      saoDen: ['Sao đen', 'Hopea odorata'],
      bangLang: ['Bằng lăng', 'Lagerstroemia speciosa'],
      phuong: ['Phượng vĩ', 'Delonix regia'],
      xaCu: ['Xà cừ', 'Khaya senegalensis'],
      longNao: ['Long não', 'Cinnamomum camphora'],
      dua: ['Dừa', 'Cocos nucifera'],
      bang: ['Bàng', 'Terminalia catappa'],
      lim: ['Lim xẹt', 'Peltophorum pterocarpum'],
      other: ['Khác', 'Other'],
    }),
    number('heightM', 'Chiều cao', 'Height', { unit: 'm', range: [0.5, 60] }),
    number('crownM', 'Đường kính tán', 'Crown diameter', { unit: 'm', range: [0.3, 40] }),
    number('trunkCm', 'Đường kính thân', 'Trunk diameter', { unit: 'cm', range: [1, 400] }),
    integer('planted', 'Năm trồng', 'Year planted', { range: [1700, 2100] }),
    text('street', 'Đường', 'Street'),
    flag('synthetic', 'Số liệu tổng hợp', 'Synthetic'),
  ],
};
