import { classOf, flag, integer, number, text } from '../schema.ts';
import type { LayerSchema } from '../types.ts';

/** Attributes as read from a SWMM INP, metric; nodes and links share one table. */
export const schema: LayerSchema = {
  id: 'drainage',
  name: { vi: 'Thoát nước', en: 'Drainage' },
  format: 'inp',
  geometry: ['LineString', 'Point'],
  attributes: [
    text('id', 'Mã', 'Id', { required: true }),
    classOf('kind', 'Loại', 'Kind', {
      conduit: ['Cống', 'Conduit'],
      pump: ['Máy bơm', 'Pump'],
      orifice: ['Lỗ xả', 'Orifice'],
      weir: ['Đập tràn', 'Weir'],
      outlet: ['Cửa điều tiết', 'Outlet'],
      junction: ['Hố ga', 'Manhole'],
      outfall: ['Cửa xả', 'Outfall'],
      storage: ['Hồ điều tiết', 'Storage'],
      divider: ['Giếng tách dòng', 'Divider'],
    }),
    text('from', 'Từ nút', 'From node'),
    text('to', 'Đến nút', 'To node'),
    text('shape', 'Mặt cắt', 'Cross-section'),
    number('heightM', 'Chiều cao, đường kính', 'Height or diameter', { unit: 'm', range: [0.05, 30] }),
    number('widthM', 'Bề rộng', 'Width', { unit: 'm', range: [0.05, 500] }),
    integer('barrels', 'Số ống', 'Barrels', { range: [1, 20] }),
    number('lengthM', 'Chiều dài', 'Length', { unit: 'm', range: [0, 1e5] }),
    number('manning', 'Hệ số nhám Manning', 'Manning n', { unit: 's/m^⅓', range: [0.005, 1] }),
    number('fromInvertM', 'Đáy đầu', 'Upstream invert', { unit: 'm' }),
    number('toInvertM', 'Đáy cuối', 'Downstream invert', { unit: 'm' }),
    number('invertM', 'Cao độ đáy', 'Invert level', { unit: 'm' }),
    number('rimM', 'Cao độ miệng', 'Rim level', { unit: 'm' }),
    number('outsideLevelM', 'Mực nước ngoài cửa xả', 'Level outside', { unit: 'm' }),
    number('catchmentM2', 'Diện tích lưu vực', 'Catchment area', { unit: 'm²' }),
    flag('flapGate', 'Van ngăn triều', 'Flap gate'),
    number('capacityM3s', 'Năng lực', 'Capacity', { unit: 'm³/s' }),
  ],
};
