import type { Bilingual } from '../../../layers/types.ts';
import type { Measure, MeasureKind } from '../types.ts';

/** What a planner can draw or set: a kind of measure, or one of its uses. */
export type ToolId =
  | 'basin'
  | 'wall'
  | 'raisedRoad'
  | 'barrier'
  | 'channel'
  | 'lower'
  | 'demolish'
  | 'floors'
  | 'swale'
  | 'rainGarden'
  | 'greenRoof'
  | 'permeable'
  | 'trees'
  | 'pipe'
  | 'pump'
  | 'tank'
  | 'drawdown'
  | 'upsize'
  | 'flap'
  | 'inlets';

/** How a tool is placed: a ring, a line, one point, or on a pipe or manhole that was clicked. */
export type ToolShape = 'area' | 'line' | 'point' | 'link' | 'node';

/** A number of a measure that can be edited. Lists along a line are edited as lists. */
export interface Field {
  readonly key: string;
  readonly unit: 'm' | 'm²' | 'm³/s' | '%' | '' | 's';
  readonly label: Bilingual;
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

export interface Tool {
  readonly id: ToolId;
  readonly kind: MeasureKind;
  readonly shape: ToolShape;
  readonly name: Bilingual;
  readonly fields: readonly Field[];
  /** What the unit price is of, and the price, VND. Assumed, of the order of Vietnamese bills of quantities; editable by measure. */
  readonly per: 'm' | 'm²' | 'm³' | 'piece' | 'm³/s';
  readonly priceVnd: number;
}

const field = (
  key: string,
  unit: Field['unit'],
  label: readonly [string, string],
  range: readonly [number, number],
  step: number,
): Field => ({ key, unit, label: { vi: label[0], en: label[1] }, min: range[0], max: range[1], step });

const LEVEL = [-30, 3000] as const;
const floor = field('floorLevelM', 'm', ['Cao độ đáy', 'Floor level'], LEVEL, 0.1);
const sideSlope = field('sideSlope', '', ['Mái dốc 1:', 'Side slope 1:'], [0, 10], 0.5);
const height = field('heightM', 'm', ['Cao trên mặt đất', 'Height over ground'], [0.05, 30], 0.1);
const width = field('widthM', 'm', ['Bề rộng', 'Width'], [0.1, 200], 0.5);
const bed = field('bedLevelM', 'm', ['Cao độ đáy', 'Bed level'], LEVEL, 0.1);
const share = field('share', '%', ['Phần diện tích', 'Share of the area'], [0, 1], 0.05);
const from = field('fromS', 's', ['Dựng từ', 'Stands from'], [0, 1e6], 300);
const to = field('toS', 's', ['đến', 'until'], [0, 1e6], 300);
const diameter = field('diameterM', 'm', ['Đường kính', 'Diameter'], [0.1, 6], 0.1);
const capacity = field('capacityM3s', 'm³/s', ['Công suất', 'Capacity'], [0.01, 100], 0.05);
const cover = { kind: 'cover', shape: 'area', fields: [share], per: 'm²' } as const;

const tool = (id: ToolId, vi: string, en: string, rest: Omit<Tool, 'id' | 'name'>): Tool => ({
  id,
  name: { vi, en },
  ...rest,
});

export const TOOLS: readonly Tool[] = [
  tool('basin', 'Hồ điều tiết', 'Retention basin', {
    kind: 'basin',
    shape: 'area',
    fields: [floor, sideSlope],
    per: 'm³',
    priceVnd: 350e3,
  }),
  tool('wall', 'Tường, kè', 'Wall, dyke', { kind: 'wall', shape: 'line', fields: [height], per: 'm²', priceVnd: 9e6 }),
  tool('raisedRoad', 'Nâng đường', 'Raised road', {
    kind: 'raisedRoad',
    shape: 'line',
    fields: [height, width],
    per: 'm²',
    priceVnd: 1.8e6,
  }),
  tool('barrier', 'Tường chắn di động', 'Demountable barrier', {
    kind: 'barrier',
    shape: 'line',
    fields: [height, from, to],
    per: 'm²',
    priceVnd: 4e6,
  }),
  tool('channel', 'Kênh, mương', 'Channel', {
    kind: 'channel',
    shape: 'line',
    fields: [bed, width],
    per: 'm³',
    priceVnd: 300e3,
  }),
  tool('lower', 'Hạ hoặc nâng nền', 'Lower or raise ground', {
    kind: 'ground',
    shape: 'area',
    fields: [field('changeM', 'm', ['Nâng (+) hoặc hạ (−)', 'Raise (+) or lower (−)'], [-20, 20], 0.1)],
    per: 'm³',
    priceVnd: 200e3,
  }),
  tool('demolish', 'Dỡ công trình', 'Remove buildings', {
    kind: 'ground',
    shape: 'area',
    fields: [],
    per: 'm²',
    priceVnd: 1.5e6,
  }),
  tool('floors', 'Nâng nền nhà', 'Raise floors', {
    kind: 'floor',
    shape: 'area',
    fields: [field('raiseM', 'm', ['Nâng thêm', 'Higher by'], [0.1, 5], 0.1)],
    per: 'm²',
    priceVnd: 2.5e6,
  }),
  tool('swale', 'Mương cỏ', 'Swale', { ...cover, priceVnd: 350e3 }),
  tool('rainGarden', 'Vườn mưa', 'Rain garden', { ...cover, priceVnd: 900e3 }),
  tool('greenRoof', 'Mái xanh', 'Green roofs', { ...cover, priceVnd: 1.2e6 }),
  tool('permeable', 'Lát thấm nước', 'Permeable paving', { ...cover, priceVnd: 450e3 }),
  tool('trees', 'Trồng cây', 'Tree planting', { ...cover, priceVnd: 150e3 }),
  tool('pipe', 'Cống mới', 'New pipe', { kind: 'pipe', shape: 'line', fields: [diameter], per: 'm', priceVnd: 12e6 }),
  tool('pump', 'Trạm bơm', 'Pump station', {
    kind: 'pump',
    shape: 'line',
    fields: [capacity, field('onDepthM', 'm', ['Chạy từ độ sâu', 'Starts at depth'], [0, 20], 0.1)],
    per: 'm³/s',
    priceVnd: 15e9,
  }),
  tool('tank', 'Bể chứa ngầm', 'Storage tank', {
    kind: 'node',
    shape: 'node',
    fields: [field('storageAreaM2', 'm²', ['Diện tích bể', 'Area of the tank'], [1, 1e5], 10)],
    per: 'm²',
    priceVnd: 12e6,
  }),
  tool('drawdown', 'Hạ mực nước hồ', 'Lake drawn down', {
    kind: 'drawdown',
    shape: 'area',
    fields: [field('levelM', 'm', ['Mực nước lúc đầu', 'Level at the start'], LEVEL, 0.1)],
    per: 'piece',
    priceVnd: 0,
  }),
  tool('upsize', 'Nâng khẩu độ cống', 'Wider pipe', {
    kind: 'pipe',
    shape: 'link',
    fields: [diameter, field('heightM', 'm', ['Chiều cao', 'Height'], [0.1, 6], 0.1), width],
    per: 'm',
    priceVnd: 12e6,
  }),
  tool('flap', 'Van ngăn triều', 'Tide flap', {
    kind: 'gate',
    shape: 'link',
    fields: [],
    per: 'piece',
    priceVnd: 250e6,
  }),
  tool('inlets', 'Nạo vét, thêm hố thu', 'Clean or add inlets', {
    kind: 'node',
    shape: 'node',
    fields: [
      field('count', '', ['Số miệng thu', 'Openings'], [0, 50], 1),
      field('cloggedShare', '%', ['Phần bị lấp', 'Clogged share'], [0, 1], 0.05),
    ],
    per: 'piece',
    priceVnd: 25e6,
  }),
];

/** The tool that makes or edits a measure. */
export function toolOf(measure: Measure): Tool {
  const id = toolIdOf(measure);
  return TOOLS.find((tool) => tool.id === id) as Tool;
}

function toolIdOf(measure: Measure): ToolId {
  switch (measure.kind) {
    case 'ground':
      return measure.changeM === 0 ? 'demolish' : 'lower';
    case 'floor':
      return 'floors';
    case 'cover':
      return measure.surface;
    case 'pipe':
      return measure.link === undefined ? 'pipe' : 'upsize';
    case 'node':
      return measure.storageAreaM2 === undefined ? 'inlets' : 'tank';
    case 'gate':
      return 'flap';
    default:
      return measure.kind;
  }
}
